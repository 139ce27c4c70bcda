"""What cities have done and taught, as columns: one row for each implementation of theirs, and for each learning flow
in which another learned from them. Made once a revision and audience.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np

from practice_atlas.graph.catalogue import overview, pairing
from practice_atlas.graph.pairings.answers import Basis
from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbering, Numbers, Truths, day_number, numbers
from practice_atlas.graph.questions.flow_columns import KINDS, FlowColumns, flow_columns
from practice_atlas.graph.questions.implementation_columns import (
    STAGES,
    ImplementationColumns,
    implementation_columns,
)
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.placing import by_name
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology import model
from practice_atlas.ontology.vocabularies import FlowKind, Stage

_EXPOSED: Final = KINDS.index(FlowKind.EXPOSED.value)
#: Stages at which a city has something to show, and those at which it has stopped.
RUNNING: Final = tuple(STAGES.index(stage.value) for stage in (Stage.ADOPTED, Stage.IN_USE))
STOPPED: Final = tuple(STAGES.index(stage.value) for stage in (Stage.PAUSED, Stage.ENDED))


@dataclass(frozen=True, slots=True, eq=False)
class Experience:
    """Rows by city; those of a city lie from its place in `first` to that of the next.

    `own` is the place of a row's implementation, NOTHING for what was taught; `day` the day by which something was
    certainly taught; `followed` whether who was taught did something with it. `practice` is NOTHING where a flow names
    a theme only. Each piece of evidence of a row is a place of the other columns, by row: `at` the row, `piece` its
    number, `voice` the publisher or source that speaks, `said` the day by which what it supports was certainly so.
    """

    cities: Numbering
    practices: Numbering
    pieces: Numbering
    done: ImplementationColumns
    city: Numbers
    first: Numbers
    practice: Numbers
    own: Numbers
    day: Numbers
    followed: Truths
    records: list[str]
    at: Numbers
    at_first: Numbers
    piece: Numbers
    voice: Numbers
    said: Numbers

    def rows_of(self, city: int) -> slice:
        """The rows of a city."""
        return slice(int(self.first[city]), int(self.first[city + 1]))

    def pieces_of(self, rows: slice) -> slice:
        """The pieces of evidence of some rows that lie side by side."""
        return slice(int(self.at_first[rows.start]), int(self.at_first[rows.stop]))

    def stages(self, limit: int) -> Numbers:
        """The stage of each row's implementation by the day `limit`, as a place in STAGES; NOTHING for none."""
        return np.where(self.own == NOTHING, NOTHING, self.done.current(limit)[self.own])


def basis_of(
    known: Experience, row: int, stage: int, *, subject: Thing | None, grade: str | None, evidence: Iterable[str]
) -> Basis:
    """A row as it is told: what it says, at which stage by then, as a place in STAGES, and on what evidence."""
    day = int(known.day[row])
    return Basis(
        what=STAGES[stage] if stage in RUNNING else "taught",
        record=known.records[row],
        subject=subject,
        known_by=date.fromordinal(day).isoformat() if day < NEVER else None,
        grade=grade,
        evidence=tuple(evidence),
    )


def experience(reader: Reader) -> Experience:
    """What the audience may know of what cities have done and taught."""
    return kept(reader, ("experience", reader.audience.level), _made)


def _made(reader: Reader) -> Experience:
    cities = Numbering(identifier for _, identifier in by_name(reader, "city"))
    practices = Numbering(identifier for _, identifier in by_name(reader, "practice"))
    flows, done = flow_columns(reader), implementation_columns(reader)
    taught = _numbers_in(cities, flows.things)[flows.teacher]
    taught[~flows.done] = NOTHING
    owned = _numbers_in(cities, done.things)[done.actor]
    from_flows, from_done = np.flatnonzero(taught != NOTHING), np.flatnonzero(owned != NOTHING)
    city = np.concatenate([owned[from_done], taught[from_flows]])
    order = np.argsort(city, kind="stable")
    practice = np.concatenate([
        _numbers_in(practices, done.things)[done.practice][from_done],
        _numbers_in(practices, flows.things)[flows.subject][from_flows],
    ])  # fmt: skip
    records = [done.ids[place] for place in from_done.tolist()] + [flows.ids[place] for place in from_flows.tolist()]
    records = [records[place] for place in order.tolist()]
    pieces = Numbering()
    at, piece, voice, said = _support(reader, records, flows, done, pieces)
    return Experience(
        cities=cities,
        practices=practices,
        pieces=pieces,
        done=done,
        city=city[order],
        first=np.searchsorted(city[order], np.arange(len(cities) + 1)),
        practice=practice[order],
        own=np.concatenate([from_done, np.full(len(from_flows), NOTHING)])[order],
        day=np.concatenate([done.day[from_done], flows.day[from_flows]])[order],
        followed=np.concatenate([np.zeros(len(from_done), np.bool_), _followed(flows)[from_flows]])[order],
        records=records,
        at=at,
        at_first=np.searchsorted(at, np.arange(len(records) + 1)),
        piece=piece,
        voice=voice,
        said=said,
    )


def _numbers_in(numbering: Numbering, things: Numbering) -> Numbers:
    """The number of each thing; at the end, for the number of nothing, NOTHING."""
    return np.array([*map(numbering.known, things.identifiers), NOTHING], np.int64)


def _followed(flows: FlowColumns) -> Truths:
    return np.asarray((flows.kind != _EXPOSED) | (flows.led_to != NOTHING))


def _support(
    reader: Reader, records: list[str], flows: FlowColumns, done: ImplementationColumns, pieces: Numbering
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Row, piece of evidence, who speaks in it, and the day, of all support; by row."""
    voices, speaking = Numbering(), _voices(reader)
    days = dict(zip(flows.ids, flows.day.tolist(), strict=True))
    days |= dict(zip(done.ids, done.day.tolist(), strict=True))
    row_of = {record: number for number, record in enumerate(records)}
    found: defaultdict[tuple[int, int], int] = defaultdict(lambda: NOTHING)
    for record, evidence, day in _cited(reader, days):
        if record in row_of and evidence in speaking:
            key = row_of[record], pieces.of(evidence)
            found[key] = day if found[key] == NOTHING else min(day, found[key])
    keys = sorted(found)
    spoken = numbers(voices.of(speaking[piece]) for piece in pieces.identifiers)
    piece = numbers(number for _, number in keys)
    return numbers(row for row, _ in keys), piece, spoken[piece], numbers(found[key] for key in keys)


def _cited(reader: Reader, days: Mapping[str, int]) -> Iterator[tuple[str, str, int]]:
    """Flow or implementation, piece of evidence, and the day by which what it supports was certainly so."""
    for label in ("LearningFlow", "Implementation"):
        yield from (
            (row["id"], row["other"], days[row["id"]])
            for row in _open(reader, overview.cited(label)) if row["id"] in days
        )  # fmt: skip
    yield from ((row["id"], row["other"], day_number(row["known_by"])) for row in _open(reader, pairing.STAGES_CITE))


def _voices(reader: Reader) -> dict[str, str]:
    """Who speaks in each piece of evidence: its source's publisher, or the source where none is named."""
    origin = {row["id"]: row["source"] for row in _open(reader, overview.SOURCES)}
    sources = (found.record for found in reader.many(sorted(set(origin.values()))))
    voice = {source.id: source.publisher or source.id for source in sources if isinstance(source, model.Source)}
    return {piece: voice[source] for piece, source in origin.items() if source in voice}


def _open(reader: Reader, query: str) -> Iterable[Mapping[str, Any]]:
    return (row for row in reader.rows(query) if row["level"] <= reader.audience.level)
