"""Records that would be broader than, part of or made from themselves, directly or through others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from practice_atlas.loaders.checks.records import Records
from practice_atlas.ontology.model import Engagement, Implementation, Institution, Practice, Record, Resource, Theme
from practice_atlas.ontology.problems import Problem

#: The fields that must lead away from a record and never back to it.
_UPWARD: Final[tuple[tuple[type[Record], str], ...]] = (
    (Theme, "broader"),
    (Practice, "broader"),
    (Institution, "parent"),
    (Engagement, "part_of"),
    (Resource, "derived_from"),
    (Implementation, "builds_on"),
)


def check_cycles(records: Records) -> Iterator[Problem]:
    """One problem for each way back to where it started: without the references named there, no cycle is left."""
    for model, field in _UPWARD:
        above = {record.id: _targets(record, field) for record in records.every(model)}
        for cycle in _cycles(above):
            chain = " → ".join((*cycle, cycle[0]))
            fix = "Remove the reference that is wrong."
            yield records.problem(
                records.valid[cycle[0]], field, "reference.cycle", f"{field} leads back to itself: {chain}", fix
            )


def _targets(record: Record, field: str) -> tuple[str, ...]:
    value: str | tuple[str, ...] | None = getattr(record, field)
    return (value,) if isinstance(value, str) else value or ()


def _cycles(above: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Walks upward from each record, keeping the way, until it ends or comes back to the way."""
    done: set[str] = set()
    for start in above:
        way: list[str] = []
        branches = [iter((start,))]
        while branches:
            record = next(branches[-1], None)
            if record is None:
                branches.pop()
                if way:
                    done.add(way.pop())
            elif record in way:
                yield tuple(way[way.index(record) :])
            elif record in above and record not in done:
                way.append(record)
                branches.append(iter(above[record]))
