"""Lists of things with figures beside them."""

from __future__ import annotations

from collections.abc import Iterable

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import reading
from practice_atlas.graph.questions.answers import ListAnswer, Row
from practice_atlas.graph.reading import Reader

#: The arrows that are counted for a kind of thing: column → (label, arrow) of the records that refer to it.
_COUNTED = {
    "city": {
        "implementations": ("Implementation", "IMPLEMENTED_BY"),
        "learned": ("LearningFlow", "LEARNER"),
        "shared": ("LearningFlow", "TEACHER"),
    },
    "practice": {"implementations": ("Implementation", "OF"), "flows": ("LearningFlow", "ABOUT")},
    "institution": {"flows_shared": ("LearningFlow", "TEACHER"), "memberships": ("Membership", "OF")},
    "engagement": {"flows": ("LearningFlow", "VIA")},
}


def things_of(reader: Reader, kind: str, *, skip: int = 0, limit: int = 100) -> ListAnswer:
    """Things of a kind by name, with counts of what is known of each."""
    label = layout.label_of(kind)
    rows = reader.rows(reading.listing(label), skip=skip, limit=limit)
    ids = [row["id"] for row in rows]
    things = reader.things(ids)
    counts = {column: _counts(reader, ids, label, *refers) for column, refers in _COUNTED.get(kind, {}).items()}
    listed = tuple(
        Row(thing=things[key], details={column: counted.get(key, 0) for column, counted in counts.items()})
        for key in ids
        if key in things
    )
    total = reader.rows(reading.count(label))[0]["total"]
    return ListAnswer(revision=reader.revision().number, rows=listed, total=total)


def _counts(reader: Reader, ids: Iterable[str], label: str, other: str, arrow: str) -> dict[str, int]:
    rows = reader.rows(reading.counted(label, other, arrow), ids=list(ids))
    return {row["id"]: row["total"] for row in rows}
