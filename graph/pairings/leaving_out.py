"""What a score would be if some evidence were not there: everything that it alone supports goes with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from practice_atlas.graph.pairings.algorithms import Mentoring
from practice_atlas.graph.pairings.asked import Asked
from practice_atlas.graph.pairings.candidates import Candidates
from practice_atlas.graph.pairings.measures import Measures
from practice_atlas.graph.pairings.ranking import total
from practice_atlas.graph.questions.columns import NOTHING


def scores_without(
    found: Candidates,
    place: int,
    asked: Asked,
    algorithm: Mentoring,
    cases: Sequence[frozenset[str]],
    meetings: Mapping[str, tuple[float, tuple[str, ...]]],
) -> list[float | None]:
    """The score of the candidate at `place` without each of some sets of evidence; None where nothing is left to show.

    `meetings` are engagements of both cities, with their weight and the evidence that they rest on.
    """
    own = _Own(found, place, asked, meetings)
    changed = [own.without(case) for case in cases]
    left = [case for case in changed if case is not None]
    if not left:
        return [None] * len(cases)
    columns = zip(*left, strict=True)
    usual = {name: np.repeat(getattr(found.measures, name)[place], len(left)) for name in Measures.__slots__}
    measures = Measures(**{**usual, **dict(zip(Changed._fields, map(np.array, columns), strict=True))})
    scores = iter(total(algorithm.adds(measures)).tolist())
    return [None if case is None else next(scores) for case in changed]


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
    """What one candidate has to show, and the evidence of it."""

    def __init__(
        self, found: Candidates, place: int, asked: Asked, meetings: Mapping[str, tuple[float, tuple[str, ...]]]
    ) -> None:
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
        self._measures, self._place, self._meetings = found.measures, place, meetings

    def without(self, evidence: frozenset[str]) -> Changed | None:
        """The measures without it."""
        gone = np.zeros(len(self._piece), np.bool_)
        for number in map(self._numbers.known, evidence):
            gone |= self._piece == number
        touched = np.unique(self._at[gone])
        stays = ~gone
        lost = touched[~np.isin(touched, self._at[stays])]
        counts = self._counts.copy()
        counts[lost] = False
        if not counts.any():
            return None
        of, place = self._measures, self._place
        apart = sum(weight for weight, cited in self._meetings.values() if cited and evidence.issuperset(cited))
        return Changed(
            stage=float(self._worth[counts].max()),
            sources=float(len(np.unique(self._voice[stays & counts[self._at]]))),
            closeness=float(self._closeness[counts].max()),
            words=float(self._words[counts].max()),
            taught=float(of.taught[place]) - int(self._taught[lost].sum()),
            followed=float(of.followed[place]) - int(self._followed[lost].sum()),
            shared=max(float(of.shared[place]) - apart, 0.0),
        )
