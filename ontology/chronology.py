"""By which day a statement was certainly so, for *as of* questions.

An undated past statement takes the day of its engagement, else of what it is said to have informed or led to, else of
its source (publication, else retrieval); what has none of these has no day, is left out of *as of* answers and
counted there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from practice_atlas.ontology.dates import When
from practice_atlas.ontology.model import (
    Engagement,
    Evidence,
    Implementation,
    Intention,
    LearningFlow,
    Partnership,
    PartnershipAssertion,
    Record,
    Resource,
    Source,
    StageAssertion,
)


class Chronology:
    """Answers `known_by` for the records of one or more data sets. Each record is worked out once."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records
        self._phases: dict[str, list[str]] = defaultdict(list)
        for record in records.values():
            if isinstance(record, Engagement) and record.part_of:
                self._phases[record.part_of].append(record.id)
        self._days: dict[str, date | None] = {}
        self._open: set[str] = set()

    def known_by(self, identifier: str) -> date | None:
        """The day by which the record's statement was certainly so, or None if nothing bounds it."""
        if identifier in self._days:
            return self._days[identifier]
        record = self._records.get(identifier)
        if record is None or identifier in self._open:  # a circle of undated records bounds nothing
            return None
        self._open.add(identifier)
        day = self._stated(record) or self._by_context(record) or self.by_source(record.evidence)
        self._open.discard(identifier)
        self._days[identifier] = day
        return day

    def history_days(self, record: Record) -> list[date | None]:
        """For each stage of an implementation or state of a partnership: its day as stated, else that of a later one in
        the list, else of its source. Other records have no history: an empty list."""
        days: list[date | None] = []
        bound: date | None = None
        for assertion in reversed(_history(record)):
            stated = _day(assertion.when)
            day = stated or bound or self.by_source(assertion.evidence or record.evidence)
            bound = min(filter(None, (stated, bound)), default=None)
            days.append(day)
        return days[::-1]

    def by_source(self, evidence: Iterable[str]) -> date | None:
        """The earliest day on which one of the sources was there to be read."""
        days = []
        for identifier in evidence:
            cited = self._records.get(identifier)
            source = self._records.get(cited.source) if isinstance(cited, Evidence) else None
            if isinstance(source, Source):
                days.append(_day(source.published) or _day(source.retrieved))
        return min(filter(None, days), default=None)

    def _stated(self, record: Record) -> date | None:
        if _history(record):
            return min(filter(None, self.history_days(record)), default=None)
        return _day(getattr(record, "when", None))

    def _by_context(self, record: Record) -> date | None:
        match record:
            case LearningFlow():
                return self._last(record.via) or (self.known_by(record.led_to) if record.led_to else None)
            case Engagement():
                # A whole was under way when its first phase was; what it informed or led to came after it.
                targets = [outcome.target for outcome in record.outcomes]
                return self._first(self._phases[record.id]) or self._first(targets)
            case Intention():
                return self._last(record.raised_at) or self._first(record.led_to)
            case Resource():
                return self._last(record.produced_by)
            case _:
                return None

    def _first(self, identifiers: Iterable[str]) -> date | None:
        return min(filter(None, map(self.known_by, identifiers)), default=None)

    def _last(self, identifiers: Iterable[str]) -> date | None:
        """The last day, if each has one: what happened over several engagements was so after the last of them."""
        days = [self.known_by(identifier) for identifier in identifiers]
        return max((day for day in days if day), default=None) if all(days) else None


def _history(record: Record) -> tuple[StageAssertion | PartnershipAssertion, ...]:
    if isinstance(record, Implementation):
        return record.stages
    return record.states if isinstance(record, Partnership) else ()


def _day(when: When | None) -> date | None:
    return when.known_by if when else None
