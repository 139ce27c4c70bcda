"""What a score would be if some evidence were not there: everything that it alone supports goes with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import numpy as np

from practice_atlas.graph.pairings.algorithms import Mentoring
from practice_atlas.graph.pairings.asked import Asked
from practice_atlas.graph.pairings.candidates import Candidates
from practice_atlas.graph.pairings.measures import MEASURES, Measures, Values
from practice_atlas.graph.pairings.ranking import total
from practice_atlas.graph.questions.columns import NOTHING


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
        own.without(case)
        for place, several in groupby(cases, key=lambda case: case.place)
        for own, case in _Own.of(found, place, asked, [*several])
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
    """What one candidate has to show. In each case only what rests on the missing evidence is looked at: the measures
    with all evidence are there already.

    Rows are counted from the candidate's first one.
    """

    def __init__(self, found: Candidates, place: int, asked: Asked, missing: Iterable[str]) -> None:
        known, rows = found.known, found.rows
        span = known.rows_of(int(found.cities[place]))
        pieces = known.pieces_of(span)
        alive = rows.alive[pieces]
        at, piece, voice = (column[pieces][alive] for column in (known.at, known.piece, known.voice))
        at = at - span.start
        self._measures, self._place = found.measures, place
        self._counts, practice = rows.counts[span], known.practice[span]
        self._worth, self._closeness, self._words = rows.worth[span], asked.closeness[practice], asked.words[practice]
        self._many = int(np.count_nonzero(self._counts))
        self._voices = voice[self._counts[at]]
        self._taught = (known.own[span] == NOTHING) & (rows.worth[span] > 0)
        self._followed = self._taught & known.followed[span]
        self._support = np.bincount(at, minlength=len(self._counts))
        self._cited: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        among = np.zeros(len(known.pieces) + 1, np.bool_)  # one more: the number of what is not known is its last place
        among[[known.pieces.known(identifier) for identifier in missing]] = True
        some = among[piece]
        for number, row, speaker in zip(piece[some].tolist(), at[some].tolist(), voice[some].tolist(), strict=True):
            self._cited[known.pieces.identifiers[number]].append((row, speaker))

    @classmethod
    def of(cls, found: Candidates, place: int, asked: Asked, cases: Sequence[Case]) -> Iterator[tuple[_Own, Case]]:
        """One candidate, beside each of its cases."""
        own = cls(found, place, asked, set().union(*(case.evidence for case in cases)))
        return ((own, case) for case in cases)

    def without(self, case: Case) -> Changed | None:
        """The measures in a case; None where nothing is left to show."""
        gone = [cited for identifier in case.evidence for cited in self._cited.get(identifier, ())]
        cited = Counter(row for row, _ in gone)
        lost = [row for row, many in cited.items() if many == self._support[row]]
        shown = [row for row in lost if self._counts[row]]
        if len(shown) == self._many:
            return None
        silent = Counter(speaker for row, speaker in gone if self._counts[row])
        apart = sum(weight for weight, rests in case.meetings.values() if rests and case.evidence.issuperset(rests))
        of, place = self._measures, self._place
        return Changed(
            stage=self._most(self._worth, of.stage, shown),
            sources=float(of.sources[place]) - sum(many == self._spoken(one) for one, many in silent.items()),
            closeness=self._most(self._closeness, of.closeness, shown),
            words=self._most(self._words, of.words, shown),
            taught=float(of.taught[place]) - sum(bool(self._taught[row]) for row in lost),
            followed=float(of.followed[place]) - sum(bool(self._followed[row]) for row in lost),
            shared=max(float(of.shared[place]) - apart, 0.0),
        )

    def _most(self, column: Values, measured: Values, lost: list[int]) -> float:
        """The greatest value of the rows that count, without those that are lost: most often it is not among these."""
        most = float(measured[self._place])
        if all(column[row] < most for row in lost):
            return most
        left = self._counts.copy()
        left[lost] = False
        return float(column[left].max())

    def _spoken(self, speaker: int) -> int:
        """In how many pieces of evidence for what counts somebody speaks."""
        return int(np.count_nonzero(self._voices == speaker))
