"""Who has a practice of their own: enough to count them and to choose a page of them, without reading the records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from practice_atlas.graph.catalogue import keys, travelling
from practice_atlas.graph.questions.paging import Key
from practice_atlas.graph.reading import Reader


@dataclass(frozen=True, slots=True)
class Implementer:
    """An implementation and whose it is."""

    id: str
    actor: str
    name: str

    @property
    def key(self) -> Key:
        """What implementations are sorted by: the name of whose it is."""
        return self.name, self.id


def implementers(reader: Reader, practices: Sequence[str], as_of: date | None = None) -> list[Implementer]:
    """The implementations of these practices by the actor's name; as of a date those that had a stage by then."""
    rows = reader.rows(travelling.IMPLEMENTATION_KEYS, ids=list(practices))
    found = {row["id"]: Implementer(row["id"], row["actor"], row["name"]) for row in rows}
    if as_of is not None and found:
        limit = as_of.isoformat()
        stages = reader.rows(keys.history("StageAssertion", "Implementation"), ids=list(found))
        begun = {row["id"] for row in stages if row["known_by"] and row["known_by"] <= limit}
        found = {identifier: item for identifier, item in found.items() if identifier in begun}
    return sorted(found.values(), key=lambda item: item.key)
