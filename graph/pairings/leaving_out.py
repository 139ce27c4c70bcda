"""What a score would be if some evidence were not there: everything that it alone supports goes with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

import numpy as np

from practice_atlas.graph.pairings.algorithms import Mentoring
from practice_atlas.graph.pairings.asked import Asked
from practice_atlas.graph.pairings.candidates import Candidates
from practice_atlas.graph.pairings.measures import MEASURES, Measures
from practice_atlas.graph.pairings.ranking import total
from practice_atlas.graph.questions.columns import NOTHING, Numbers, Truths


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
    pieces = found.known.pieces
    among = np.zeros(len(pieces) + 1, np.bool_)  # one more: the number of what is not known is its last place
    among[[pieces.known(identifier) for identifier in set().union(*(case.evidence for case in cases))]] = True
    changed = []
    for place, several in groupby(cases, key=lambda case: case.place):
        own = _Own(found, place, asked, among)
        changed += [own.without(case) for case in several]
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


class _Row(NamedTuple):
    """A row of experience: how many pieces of evidence it has, whether it counts for what is asked, whether it was
    taught and followed, and what it is worth, how close it is and how like its words are.
    """

    support: int
    counts: bool
    taught: bool
    followed: bool
    shows: tuple[float, float, float]


class _Own:
    """What one candidate has to show. In each case only what rests on the missing evidence is looked at: the measures
    with all evidence are there already.

    `among` tells of each piece of evidence whether it is missing in some case.
    """

    def __init__(self, found: Candidates, place: int, asked: Asked, among: Truths) -> None:
        known, of = found.known, found.measures
        self._found, self._asked, self._place = found, asked, place
        self._span = known.rows_of(int(found.cities[place]))
        pieces = known.pieces_of(self._span)
        alive = found.rows.alive[pieces]
        self._at, piece, self._voice = (column[pieces][alive] for column in (known.at, known.piece, known.voice))
        self._cited: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        some = among[piece]
        numbers, rows, speakers = (column[some].tolist() for column in (piece, self._at, self._voice))
        for number, row, speaker in zip(numbers, rows, speakers, strict=True):
            self._cited[known.pieces.identifiers[number]].append((row, speaker))
        self._rows = {row: self._row(row) for row in set(rows)}
        self._many = int(np.count_nonzero(found.rows.counts[self._span]))
        self._shown = tuple(float(column[place]) for column in (of.stage, of.closeness, of.words))

    def without(self, case: Case) -> Changed | None:
        """The measures in a case; None where nothing is left to show."""
        of, place, rows = self._found.measures, self._place, self._rows
        gone = [cited for identifier in case.evidence for cited in self._cited.get(identifier, ())]
        lost = [row for row, many in Counter(row for row, _ in gone).items() if many == rows[row].support]
        shown = [row for row in lost if rows[row].counts]
        if len(shown) == self._many:
            return None
        silent = Counter(speaker for row, speaker in gone if rows[row].counts)
        apart = sum(weight for weight, rests in case.meetings.values() if rests and case.evidence.issuperset(rests))
        stage, closeness, words = self._most(shown)
        return Changed(
            stage=stage,
            sources=float(of.sources[place]) - sum(many == self._spoken(one) for one, many in silent.items()),
            closeness=closeness,
            words=words,
            taught=float(of.taught[place]) - sum(rows[row].taught for row in lost),
            followed=float(of.followed[place]) - sum(rows[row].followed for row in lost),
            shared=max(float(of.shared[place]) - apart, 0.0),
        )

    def _row(self, row: int) -> _Row:
        known, rows, practice = self._found.known, self._found.rows, self._found.known.practice[row]
        worth = float(rows.worth[row])
        taught = bool(known.own[row] == NOTHING) and worth > 0
        return _Row(
            support=int(np.count_nonzero(rows.alive[known.pieces_of(slice(row, row + 1))])),
            counts=bool(rows.counts[row]),
            taught=taught,
            followed=taught and bool(known.followed[row]),
            shows=(worth, float(self._asked.closeness[practice]), float(self._asked.words[practice])),
        )

    def _most(self, lost: list[int]) -> tuple[float, ...]:
        """The greatest values of the rows that count, without those that are lost: most often these are others."""
        lower = all(
            shows < most for row in lost for shows, most in zip(self._rows[row].shows, self._shown, strict=True)
        )
        return self._shown if lower else self._left(lost)

    def _left(self, lost: list[int]) -> tuple[float, ...]:
        left = self._found.rows.counts[self._span].copy()
        left[np.array(lost) - self._span.start] = False
        rows = np.flatnonzero(left) + self._span.start
        practice = self._found.known.practice[rows]
        columns = (self._found.rows.worth[rows], self._asked.closeness[practice], self._asked.words[practice])
        return tuple(float(column.max()) for column in columns)

    def _spoken(self, speaker: int) -> int:
        """In how many pieces of evidence for what counts somebody speaks."""
        return int(np.count_nonzero(self._heard == speaker))

    @cached_property
    def _heard(self) -> Numbers:
        """Who speaks in each piece of evidence for what counts."""
        return np.asarray(self._voice[self._found.rows.counts[self._at]])
