"""Lists of things with figures beside them."""

from __future__ import annotations

from collections import Counter

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import reading
from practice_atlas.graph.questions.answers import ListAnswer, Row
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.paging import FIRST, Page, slice_of
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


def things_of(reader: Reader, kind: str, *, page: Page = FIRST) -> ListAnswer:
    """Things of a kind by name, with counts of what is known of each."""
    label = layout.label_of(kind)
    chosen = slice_of(_by_name(reader, label), page, key=tuple)
    things = reader.things(identifier for _, identifier in chosen.items)
    counts = {column: _counts(reader, label, *refers) for column, refers in _COUNTED.get(kind, {}).items()}
    listed = tuple(
        Row(thing=thing, details={column: counted.get(key, 0) for column, counted in counts.items()})
        for key, thing in things.items()
    )
    return ListAnswer(revision=reader.revision().number, rows=listed, **chosen.place)


def _by_name(reader: Reader, label: str) -> list[tuple[str, str]]:
    """Name and identifier of everything of a label that the audience may see: sorted once a revision."""
    level = reader.audience.level

    def made(reader: Reader) -> list[tuple[str, str]]:
        rows = reader.rows(reading.listing(label))
        return sorted((row["name"], row["id"]) for row in rows if row["level"] <= level)

    return kept(reader, ("by name", label, level), made)


def _counts(reader: Reader, label: str, other: str, arrow: str) -> dict[str, int]:
    """How many records that the audience may see point at each thing of a label: counted once a revision."""
    level = reader.audience.level

    def made(reader: Reader) -> dict[str, int]:
        found: Counter[str] = Counter()
        for row in reader.rows(reading.counted(label, other, arrow)):
            found[row["id"]] += row["total"] if row["level"] <= level else 0
        return dict(found)

    return kept(reader, ("counts", label, other, arrow, level), made)
