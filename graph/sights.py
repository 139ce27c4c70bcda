"""What each audience is told of a value that follows from several records: from those alone that it may see.

The day of a statement follows from its evidence and from what it is tied to, its grade from all its evidence. Were
these told alike to everybody, a closed piece of evidence would show in the grade of an open record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from practice_atlas.graph import layout
from practice_atlas.ontology.audiences import visible
from practice_atlas.ontology.chronology import Chronology
from practice_atlas.ontology.grades import grade
from practice_atlas.ontology.links import parts
from practice_atlas.ontology.model import Record
from practice_atlas.ontology.vocabularies import Audience

V = TypeVar("V")


class Sight:
    """The records that an audience may see, with the days and grades that follow from them."""

    def __init__(self, records: Mapping[str, Record], audience: Audience) -> None:
        self.audience = audience
        self.records = records
        self._chronology = Chronology(records)

    @cached_property
    def _days(self) -> Mapping[str, date | None]:
        # In one order, whatever is asked first: where undated records refer to each other in a circle, order decides.
        return {identifier: self._chronology.known_by(identifier) for identifier in sorted(self.records)}

    def known_by(self, identifier: str) -> str | None:
        """The day by which a record was certainly so."""
        return _text(self._days[identifier]) or None

    def grade(self, identifier: str) -> str | None:
        """How well a record is supported, its parts included."""
        record = self.records[identifier]
        found = grade(record, _all_evidence(record), self.records)
        return found.value if found else None

    def days(self, identifier: str) -> list[str]:
        """The day of each stage or state of a record, empty for none."""
        return [_text(day) for day in self._chronology.history_days(self.records[identifier])]


def sights_of(records: Mapping[str, Record], levels: Iterable[int]) -> tuple[Sight, ...]:
    """One for each level that a record has, from the widest audience on: the others see what the one before sees."""
    there = sorted({0, *levels})
    told = [audience for audience in Audience if audience.level in there]
    return tuple(Sight(records if item is told[-1] else visible(records, item), item) for item in told)


def as_told(sights: Iterable[Sight], level: int, name: str, value_of: Callable[[Sight], V | None]) -> dict[str, Any]:
    """A property of what is on this level, and what narrower audiences are told otherwise (`layout.BY_AUDIENCE`)."""
    properties: dict[str, Any] = {}
    last: V | None = None
    for sight in sights:
        if sight.audience.level < level:
            continue
        value = value_of(sight)
        if not properties:
            properties[name] = value
        elif value != last:
            properties[layout.for_audience(name, sight.audience)] = "" if value is None else value
        last = value
    return properties


def _all_evidence(record: Record) -> list[str]:
    return list(dict.fromkeys([*record.evidence, *(item for _, _, part in parts(record) for item in part.evidence)]))


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
