"""What cities have done and taught, as columns: one row for each implementation of theirs, and for each learning flow
in which another learned from them. Made once a revision and audience.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph.catalogue import pairing
from practice_atlas.graph.pairings.answers import Basis
from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.questions.columns import (
    GRADES,
    NEVER,
    NOTHING,
    Numbering,
    Numbers,
    Truths,
    day_number,
    numbers,
)
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
    certainly taught; `followed` whether who was taught did something with it; `grade` a place in GRADES. `practice`
    is NOTHING where a flow names a theme only; `by_practice` are the rows in the order of their practices, those of
    a practice from its place in `practice_first` to that of the next. Each piece of evidence of a row is a place of
    the other columns, by row: `at` the row, `piece` its number, `speaks` the city of the row and, in the last
    `voice_bits` bits, a number for the publisher or source that speaks, `said` the day by which what it supports
    was certainly so; `newest` is the newest of these days.
    """

    cities: Numbering
    practices: Numbering
    pieces: Numbering
    done: ImplementationColumns
    city: Numbers
    first: Numbers
    practice: Numbers
    by_practice: Numbers
    practice_first: Numbers
    own: Numbers
    day: Numbers
    followed: Truths
    grade: NDArray[np.int8]
    records: list[str]
    at: Numbers
    at_first: Numbers
    piece: Numbers
    speaks: Numbers
    voice_bits: int
    said: Numbers
    newest: int

    def rows_of(self, city: int) -> slice:
        """The rows of a city."""
        return slice(int(self.first[city]), int(self.first[city + 1]))

    def rows_about(self, practices: Truths) -> Numbers:
        """The rows of these practices, in their order."""
        chosen = np.flatnonzero(practices[: len(self.practices)]).tolist()
        spans = [self.by_practice[self.practice_first[one] : self.practice_first[one + 1]] for one in chosen]
        return np.sort(np.concatenate([self.by_practice[:0], *spans]))

    def pieces_of(self, rows: slice) -> slice:
        """The pieces of evidence of some rows that lie side by side."""
        return slice(int(self.at_first[rows.start]), int(self.at_first[rows.stop]))

    def support_of(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """The places of the pieces of evidence of some rows, and for each the place of its row among these."""
        first, many = self.at_first[rows], self.at_first[rows + 1] - self.at_first[rows]
        which = np.repeat(np.arange(len(rows)), many)
        return np.repeat(first - np.cumsum(many) + many, many) + np.arange(many.sum()), which

    def stages(self, limit: int) -> Numbers:
        """The stage of each row's implementation by the day `limit`, as a place in STAGES; NOTHING for none."""
        return np.where(self.own == NOTHING, NOTHING, self.done.current(limit)[self.own])


def basis_of(known: Experience, row: int, stage: int, *, subject: Thing | None, evidence: Iterable[str]) -> Basis:
    """A row as it is told: what it says, at which stage by then, as a place in STAGES, and on what evidence."""
    day, grade = int(known.day[row]), int(known.grade[row])
    return Basis(
        what=STAGES[stage] if stage in RUNNING else "taught",
        record=known.records[row],
        subject=subject,
        known_by=date.fromordinal(day).isoformat() if day < NEVER else None,
        grade=None if grade == NOTHING else GRADES[grade],
        evidence=tuple(evidence),
    )


def experience(reader: Reader) -> Experience:
    """What the audience may know of what cities have done and taught."""
    return kept(reader, ("experience", reader.audience.level), _made)


def _made(reader: Reader) -> Experience:
    cities = Numbering(identifier for _, identifier in by_name(reader, "city"))
    practices = Numbering(identifier for _, identifier in by_name(reader, "practice"))
    flows, done = flow_columns(reader), implementation_columns(reader)
    taught = cities.numbers_in(flows.things)[flows.teacher]
    taught[~flows.done] = NOTHING
    owned = cities.numbers_in(done.things)[done.actor]
    from_flows, from_done = np.flatnonzero(taught != NOTHING), np.flatnonzero(owned != NOTHING)
    city = np.concatenate([owned[from_done], taught[from_flows]])
    order = np.argsort(city, kind="stable")
    practice = np.concatenate([
        practices.numbers_in(done.things)[done.practice][from_done],
        practices.numbers_in(flows.things)[flows.subject][from_flows],
    ])  # fmt: skip
    practice = practice[order]
    by_practice = np.argsort(practice, kind="stable")
    records = [done.ids[place] for place in from_done.tolist()] + [flows.ids[place] for place in from_flows.tolist()]
    records = [records[place] for place in order.tolist()]
    pieces, speaking = _spoken(reader)
    day = np.concatenate([done.day[from_done], flows.day[from_flows]])[order]
    at, piece, voice, said = _support(reader, records, day, pieces, speaking)
    bits = int(voice.max(initial=0)).bit_length()
    return Experience(
        cities=cities,
        practices=practices,
        pieces=pieces,
        done=done,
        city=city[order],
        first=np.searchsorted(city[order], np.arange(len(cities) + 1)),
        practice=practice,
        by_practice=by_practice,
        practice_first=np.searchsorted(practice[by_practice], np.arange(len(practices) + 1)),
        own=np.concatenate([from_done, np.full(len(from_flows), NOTHING)])[order],
        day=day,
        followed=np.concatenate([np.zeros(len(from_done), np.bool_), _followed(flows)[from_flows]])[order],
        grade=np.concatenate([done.grade[from_done], flows.grade[from_flows]])[order],
        records=records,
        at=at,
        at_first=np.searchsorted(at, np.arange(len(records) + 1)),
        piece=piece,
        speaks=city[order][at] << bits | voice,
        voice_bits=bits,
        said=said,
        newest=int(said[said < NEVER].max(initial=0)),
    )


def _followed(flows: FlowColumns) -> Truths:
    return np.asarray((flows.kind != _EXPOSED) | (flows.led_to != NOTHING))


def _support(
    reader: Reader, records: list[str], days: Numbers, pieces: Numbering, speaking: Numbers
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Row, piece of evidence, who speaks in it, and the day, of all support; by row. `days` are those of the rows."""
    cited = [row for label in ("LearningFlow", "Implementation") for row in reader.rows(pairing.supported(label))]
    (staged,) = reader.rows(pairing.STAGES_CITE)
    cited.append(staged)
    row = Numbering(records).all_known([record for row in cited for record in row["records"]])
    piece = pieces.all_known([piece for row in cited for piece in row["pieces"]])
    day = days[row]
    day[len(day) - len(staged["days"]) :] = numbers(map(day_number, staged["days"]))
    order = np.lexsort((day, piece, row))
    order = order[(row[order] != NOTHING) & (piece[order] != NOTHING)]
    row, piece = row[order], piece[order]
    # What supports a record and stages of it does so from the earliest of their days on.
    first = (np.diff(row, prepend=NOTHING) != 0) | (np.diff(piece, prepend=NOTHING) != 0)
    return row[first], piece[first], speaking[piece[first]], day[order][first]


def _spoken(reader: Reader) -> tuple[Numbering, Numbers]:
    """All pieces of evidence, and a number for who speaks in each: its source's publisher, or the source where none is
    named.
    """
    pieces_of = {row["source"]: row["pieces"] for row in reader.rows(pairing.SPOKEN)}
    sources = [found.record for found in reader.many(sorted(pieces_of)) if isinstance(found.record, model.Source)]
    voices = Numbering(source.publisher or source.id for source in sources)
    speaking = [voices.known(source.publisher or source.id) for source in sources]
    told = [pieces_of[source.id] for source in sources]
    return Numbering(chain.from_iterable(told)), np.repeat(numbers(speaking), [*map(len, told)])
