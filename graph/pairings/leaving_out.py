"""What a score would be if some evidence were not there: everything that it alone supports goes with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import numpy as np

from practice_atlas.graph.pairings.algorithms import Mentoring
from practice_atlas.graph.pairings.asked import Asked
from practice_atlas.graph.pairings.candidates import Candidates
from practice_atlas.graph.pairings.measures import MEASURES, Measures
from practice_atlas.graph.pairings.ranking import total
from practice_atlas.graph.questions.columns import NOTHING, Truths


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate by its place, and evidence of it that is not there. `meetings` are engagements of both cities, with
    their weight and the evidence that they rest on.
    """

    place: int
    evidence: frozenset[str]
    meetings: Mapping[str, tuple[float, tuple[str, ...]]]


def scores_without(found: Candidates, asked: Asked, algorithm: Mentoring, cases: Sequence[Case]) -> list[float | None]:
    """The score of the candidate in each case; None where nothing is left to show.

    Cases of a candidate lie together.
    """
    changed = [
        one
        for place, own in groupby(cases, key=lambda case: case.place)
        for one in _Own(found, place, asked).without([*own])
    ]
    left = [(case.place, one) for case, one in zip(cases, changed, strict=True) if one is not None]
    if not left:
        return [None] * len(cases)
    places = [place for place, _ in left]
    columns = {name: getattr(found.measures, name)[places] for name in MEASURES}
    columns |= dict(zip(Changed._fields, map(np.array, zip(*(one for _, one in left), strict=True)), strict=True))
    scores = iter(total(algorithm.adds(Measures(**columns))).tolist())
    return [None if one is None else next(scores) for one in changed]


class Changed(NamedTuple):
    """The measures that evidence decides."""

    stage: float
    sources: float
    closeness: float
    words: float
    taught: float
    followed: float
    shared: float


class _Own:
    """What one candidate has to show, and the evidence of it: a row of each table below for each piece, or each row."""

    def __init__(self, found: Candidates, place: int, asked: Asked) -> None:
        known, rows = found.known, found.rows
        span = known.rows_of(int(found.cities[place]))
        pieces = known.pieces_of(span)
        alive = rows.alive[pieces]
        self._numbers = known.pieces
        self._at, self._piece = known.at[pieces][alive] - span.start, known.piece[pieces][alive]
        self._voice = known.voice[pieces][alive]
        self._counts, self._worth = rows.counts[span], rows.worth[span]
        self._closeness, self._words = asked.closeness[known.practice[span]], asked.words[known.practice[span]]
        self._taught = (known.own[span] == NOTHING) & (self._worth > 0)
        self._followed = self._taught & known.followed[span]
        self._measures, self._place = found.measures, place

    def without(self, cases: Sequence[Case]) -> Iterator[Changed | None]:
        """The measures in each case."""
        support = np.bincount(self._at, minlength=len(self._counts))
        for case in cases:
            gone = self._gone(case)
            lost = np.bincount(self._at[gone], minlength=len(support))
            lost_rows = (lost > 0) & (lost == support)
            counts = self._counts & ~lost_rows
            yield self._left(case, counts, lost_rows, ~gone & counts[self._at]) if counts.any() else None

    def _gone(self, case: Case) -> Truths:
        gone = np.zeros(len(self._piece), np.bool_)
        for number in map(self._numbers.known, case.evidence):
            gone |= self._piece == number
        return gone

    def _left(self, case: Case, counts: Truths, lost: Truths, speak: Truths) -> Changed:
        of, place = self._measures, self._place
        apart = sum(weight for weight, cited in case.meetings.values() if cited and case.evidence.issuperset(cited))
        return Changed(
            stage=float(self._worth[counts].max()),
            sources=float(len(set(self._voice[speak].tolist()))),
            closeness=float(self._closeness[counts].max()),
            words=float(self._words[counts].max()),
            taught=float(of.taught[place]) - int(np.count_nonzero(self._taught & lost)),
            followed=float(of.followed[place]) - int(np.count_nonzero(self._followed & lost)),
            shared=max(float(of.shared[place]) - apart, 0.0),
        )
