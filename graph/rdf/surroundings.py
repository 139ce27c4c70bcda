"""The records that one thing's description needs: those told, those they name, and those their days and grades follow
from.

So a description says the same of a record as an export of everything does, without reading everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from practice_atlas.graph.catalogue import describing
from practice_atlas.graph.reading import Found, Reader
from practice_atlas.ontology.links import links
from practice_atlas.ontology.model import (
    Engagement,
    Evidence,
    Institution,
    Intention,
    LearningFlow,
    Membership,
    Record,
    Resource,
    Statement,
)  # fmt: skip


class Surroundings:
    """Records by identifier, as the audience may see them, with the places of passages that were at hand."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._asked: set[str] = set()
        self._phased: set[str] = set()
        self.records: dict[str, Record] = {}
        self.passages: dict[str, tuple[int, int]] = {}

    def add(self, identifiers: Iterable[str]) -> list[Record]:
        """Reads what has not been read yet, and returns that."""
        wanted = [identifier for identifier in dict.fromkeys(identifiers) if identifier not in self._asked]
        self._asked.update(wanted)
        return self._keep(self._reader.many(wanted))

    def complete(self, told: Iterable[Record]) -> None:
        """Adds what the told records name, and all that days and grades follow from."""
        self.add(link.target for record in told for link in links(record))
        while self.add(_decisive(self.records.values())) or self._phases():
            continue

    def _phases(self) -> list[Record]:
        """An undated engagement was under way when its first phase was."""
        undated = [
            record.id
            for record in self.records.values()
            if isinstance(record, Engagement) and record.when is None and record.id not in self._phased
        ]
        if not undated:
            return []
        self._phased.update(undated)
        found = self._keep(self._reader.found(self._reader.rows(describing.PHASES, ids=undated)))
        self._asked.update(record.id for record in found)
        return found

    def _keep(self, found: Iterable[Found]) -> list[Record]:
        kept = []
        for item in found:
            if item.record.id not in self.records:
                self.records[item.record.id] = item.record
                kept.append(item.record)
            if item.start is not None and item.end is not None:
                self.passages[item.record.id] = item.start, item.end
        return kept


def _decisive(records: Iterable[Record]) -> Iterator[str]:
    """What the day, grade or name of a record follows from: `Chronology`, `grade` and `name_of` look there."""
    for record in records:
        yield from (link.target for link in links(record) if link.shape.name == "evidence")
        match record:
            case Evidence():
                yield record.source
                yield from filter(None, (record.speaker,))
            case LearningFlow():
                ends = (record.learner, record.teacher, record.practice, record.theme, record.led_to)
                yield from (*record.via, *filter(None, ends))
            case Membership():
                yield from (record.actor, record.organisation)
            case Statement():
                yield record.about
            case Engagement():
                yield from (outcome.target for outcome in record.outcomes)
            case Intention():
                yield from (*record.raised_at, *record.led_to)
            case Resource():
                yield from record.produced_by
            case Institution():
                yield from filter(None, (record.parent,))
            case _:
                pass
