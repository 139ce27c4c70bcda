"""What practices and themes belong to: a link about a youth council is also about youth participation."""

from __future__ import annotations

from collections.abc import Mapping

from practice_atlas.ontology.model import Practice, Record, Theme


def within(subject: str, records: Mapping[str, Record]) -> tuple[str, ...]:
    """The subject itself, the wider practices it is a form of, and the themes of all these, each once."""
    found: dict[str, None] = {}
    waiting = [subject]
    while waiting:
        here = waiting.pop(0)
        if here in found:
            continue
        found[here] = None
        match records.get(here):
            case Practice(broader=broader, themes=themes):
                waiting += [*filter(None, (broader,)), *themes]
            case Theme(broader=str() as broader):
                waiting.append(broader)
    return tuple(found)
