"""What a score would be if some evidence were not there: everything that it alone supports goes with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from practice_atlas.graph.pairings.algorithms import Mentoring
from practice_atlas.graph.pairings.asked import Asked
from practice_atlas.graph.pairings.candidates import Candidates
from practice_atlas.graph.pairings.measures import MEASURES, Measures, Values
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
    """The score of the candidate in each case; None where nothing is left to show."""
    if not cases:
        return []
    left = _Tables(found, asked, cases).left()
    some = np.flatnonzero(left.any_)
    places = np.array([case.place for case in cases])[some]
    columns = {name: getattr(found.measures, name)[places] for name in MEASURES}
    columns |= {name: column[some] for name, column in left.measures.items()}
    scores = iter(total(algorithm.adds(Measures(**columns))).tolist())
    return [next(scores) if any_ else None for any_ in left.any_.tolist()]


@dataclass(frozen=True, slots=True, eq=False)
class _Left:
    """Of each case whether anything is left to show, and the measures that evidence decides."""

    any_: Truths
    measures: Mapping[str, Values]


class _Tables:
    """Everything that candidates have to show and the evidence of it, once more for each case: of some seventy cases
    at once it takes as long as of three, one by one.

    Rows of a case lie from its place in `first` on; `at` is the row of a piece of evidence, `case` are cases of rows,
    `case_at` those of pieces.
    """

    def __init__(self, found: Candidates, asked: Asked, cases: Sequence[Case]) -> None:
        known, rows = found.known, found.rows
        self._found, self._cases = found, cases
        spans = [known.rows_of(int(found.cities[case.place])) for case in cases]
        row, self._case, self._first = _side_by_side(spans)
        piece, case_at, _ = _side_by_side([known.pieces_of(span) for span in spans])
        alive = rows.alive[piece]
        piece, self._case_at = piece[alive], case_at[alive]
        begins = np.array([span.start for span in spans])
        self._at = known.at[piece] - begins[self._case_at] + self._first[self._case_at]
        self._piece, self._voice = known.piece[piece], known.voice[piece]
        self._counts, self._worth = rows.counts[row], rows.worth[row]
        self._closeness, self._words = asked.closeness[known.practice[row]], asked.words[known.practice[row]]
        self._taught = (known.own[row] == NOTHING) & (self._worth > 0)
        self._followed = self._taught & known.followed[row]

    def left(self) -> _Left:
        """What is left in each case."""
        gone, many = self._gone(), len(self._worth)
        support, lost = np.bincount(self._at, minlength=many), np.bincount(self._at[gone], minlength=many)
        lost_rows = (lost > 0) & (lost == support)
        counts = self._counts & ~lost_rows
        of, places = self._found.measures, np.array([case.place for case in self._cases])
        measures = {
            "stage": self._most(self._worth, counts),
            "sources": self._sources(~gone & counts[self._at]),
            "closeness": self._most(self._closeness, counts),
            "words": self._most(self._words, counts),
            "taught": of.taught[places] - self._many(self._taught & lost_rows),
            "followed": of.followed[places] - self._many(self._followed & lost_rows),
            "shared": np.maximum(of.shared[places] - [_apart(case) for case in self._cases], 0.0),
        }
        return _Left(self._many(counts) > 0, measures)

    def _gone(self) -> Truths:
        """The pieces of evidence that are not there in their case."""
        pieces = self._found.known.pieces
        gone = [
            number * len(pieces) + pieces.known(piece)
            for number, case in enumerate(self._cases)
            for piece in case.evidence
            if pieces.known(piece) != NOTHING
        ]
        return np.isin(self._case_at * len(pieces) + self._piece, gone)

    def _most(self, values: Values, counts: Truths) -> Values:
        """The greatest value of the rows of each case that count; none is below 0."""
        return np.asarray(np.maximum.reduceat(np.where(counts, values, 0.0), self._first), np.float64)

    def _many(self, rows: Truths) -> Numbers:
        return np.bincount(self._case[rows], minlength=len(self._cases))

    def _sources(self, speak: Truths) -> Values:
        """How many independent sources speak in each case."""
        voices = int(self._voice.max(initial=0)) + 1
        told = np.unique(self._case_at[speak] * voices + self._voice[speak])
        return np.bincount(told // voices, minlength=len(self._cases)).astype(np.float64)


def _side_by_side(spans: Sequence[slice]) -> tuple[Numbers, Numbers, Numbers]:
    """All places in these spans, for each the number of its span, and where each span begins among them."""
    many = np.array([span.stop - span.start for span in spans], np.int64)
    first = np.cumsum(many) - many
    which = np.repeat(np.arange(len(spans)), many)
    starts = np.array([span.start for span in spans], np.int64)
    return np.arange(many.sum()) - first[which] + starts[which], which, first


def _apart(case: Case) -> float:
    """The weight of the engagements of both cities that rest on this evidence alone."""
    return sum(weight for weight, cited in case.meetings.values() if cited and case.evidence.issuperset(cited))
