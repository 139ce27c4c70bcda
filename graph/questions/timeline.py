"""What is told of a thing, in order: one key for each day on which a record says something of it.

The keys are found without reading the records, so that an answer reads those of its page alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import keys
from practice_atlas.graph.questions.answers import Entry
from practice_atlas.graph.questions.entries import entries_about
from practice_atlas.graph.reading import Found, Reader
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import Implementation, Intention, LearningFlow, Partnership

#: Day and record; what nothing dates comes last.
TimelineKey = tuple[str, str]
LAST: Final = "9999"

#: Kinds that say something of others, and those of them whose days lie in their parts: stages, states, or inside.
TELLING: Final = frozenset(
    ("flow", "implementation", "engagement", "membership", "partnership", "intention", "person", "resource",
     "institution")
)  # fmt: skip
_HISTORIES: Final = {"implementation": "StageAssertion", "partnership": "PartnershipAssertion"}
_READ: Final = ("person", "institution")
#: These say themselves what their history is.
OF_THEMSELVES: Final = (Implementation, Partnership, LearningFlow, Intention)


def timeline(
    reader: Reader, own: Found | None, focus: str, kinds: Collection[str] = TELLING, *, lying: bool = True
) -> list[TimelineKey]:
    """The keys of what records of these kinds tell about `focus`, in order. `own` is the record of the focus itself.

    Without `lying`, what merely lies in a country is left out.
    """
    if kind_of(focus) in ("source", "evidence"):  # of them records say where they are from, not what happened
        return []
    rows = reader.rows(keys.around(layout.label_of(kind_of(focus))), id=focus)
    days = {row["id"]: row["known_by"] for row in rows if lying or row["arrow"] != "IN"}
    if own is not None and isinstance(own.record, OF_THEMSELVES):
        days[own.record.id] = own.known_by
    chosen = {key: day for key, day in days.items() if kind_of(key) in kinds}
    found = {(day or LAST, key) for key, day in chosen.items() if kind_of(key) not in (*_HISTORIES, *_READ)}
    for kind, part in _HISTORIES.items():
        found |= _histories(reader, kind, part, {key: day for key, day in chosen.items() if kind_of(key) == kind})
    inside = reader.many(key for key in chosen if kind_of(key) in _READ)
    found |= {key_of(entry) for entry in entries_about(reader, focus, inside)}
    return sorted(found)


def key_of(entry: Entry) -> TimelineKey:
    """The key that an entry stands under."""
    return entry.known_by or LAST, entry.record


def by_then(found: list[TimelineKey], as_of: date | None) -> tuple[list[TimelineKey], int]:
    """The keys of what was so by then, and how many had to be left out because nothing bounds their day."""
    if as_of is None:
        return found, 0
    limit = as_of.isoformat()
    return [key for key in found if key[0] <= limit], sum(key[0] == LAST for key in found)


def _histories(reader: Reader, kind: str, part: str, records: dict[str, str | None]) -> set[TimelineKey]:
    """A key for each day of a history; for a record without one, its own day."""
    found: set[TimelineKey] = set()
    for row in reader.rows(keys.history(part, layout.label_of(kind)), ids=list(records)) if records else ():
        found.add((row["known_by"] or LAST, row["id"]))
    told = {record for _, record in found}
    return found | {(day or LAST, record) for record, day in records.items() if record not in told}


def read(reader: Reader, focus: str, chosen: Iterable[TimelineKey], as_of: date | None) -> list[Entry]:
    """The entries of these keys, in order."""
    wanted = set(chosen)
    records = reader.many(record for _, record in sorted(wanted))
    return [entry for entry in entries_about(reader, focus, records, as_of) if key_of(entry) in wanted]
