"""What a score would be if some evidence were not there: everything that it alone supports goes with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from practice_atlas.graph.pairings.algorithms import Mentoring
from practice_atlas.graph.pairings.asked import Asked
from practice_atlas.graph.pairings.candidates import Candidates
from practice_atlas.graph.pairings.measures import MEASURES, Measures, Values
from practice_atlas.graph.pairings.ranking import total
from practice_atlas.graph.questions.columns import NOTHING, Numbers, Truths, distinct


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
    rests = _Rests(found, asked, cases)
    changed = [rests.without(case) for case in cases]
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
    taught and followed, and whether no other row of the candidate shows more in some way.
    """

    support: int
    counts: bool
    taught: bool
    followed: bool
    greatest: bool


class _Citing(NamedTuple):
    """A row that rests on a piece of evidence, who speaks in it, and in how many pieces they do of what counts."""

    row: int
    speaker: int
    spoken: int


class _Rests:
    """What the candidates of some cases have to show, and what of it rests on evidence that is missing in a case. Only
    that is looked at: the measures with all evidence are there already.

    `counting` are the rows of these candidates that count, and `shows` what they show.
    """

    def __init__(self, found: Candidates, asked: Asked, cases: Sequence[Case]) -> None:
        self._found, self._asked = found, asked
        places = sorted({case.place for case in cases})
        cities = found.cities[places].tolist()  # ascending, as places are: so are their rows and evidence
        self._city = dict(zip(places, cities, strict=True))
        measured = zip(*(getattr(found.measures, name)[places].tolist() for name in Changed._fields), strict=True)
        self._all = {place: Changed(*values) for place, values in zip(places, measured, strict=True)}
        self._most = np.array([(told.stage, told.closeness, told.words) for told in self._all.values()]).T
        spans = [found.known.rows_of(city) for city in cities]
        self._counting = np.concatenate([np.flatnonzero(found.rows.counts[span]) + span.start for span in spans])
        self._shows = self._shown(self._counting)
        at, speaks, piece = self._support(spans)
        missing = self._among(frozenset().union(*(case.evidence for case in cases)))[piece]
        self._cited = self._citing(at, speaks, piece, missing)
        self._rows = self._read(distinct(at[missing]), at)

    def _support(self, spans: Sequence[slice]) -> tuple[Numbers, Numbers, Numbers]:
        """Row, who speaks and number of each piece of evidence that counts by then, by row."""
        known, alive = self._found.known, self._found.rows.alive
        pieces = [known.pieces_of(span) for span in spans]
        counts = np.concatenate([alive[span] for span in pieces])
        at, speaks, piece = (
            np.concatenate([column[span] for span in pieces])[counts]
            for column in (known.at, known.speaks, known.piece)
        )
        return at, speaks, piece

    def _among(self, missing: frozenset[str]) -> Truths:
        """Of each piece of evidence whether it is missing in some case."""
        pieces = self._found.known.pieces
        among = np.zeros(len(pieces) + 1, np.bool_)  # one more: the number of what is not known is its last place
        among[[pieces.known(identifier) for identifier in missing]] = True
        return among

    def _citing(
        self, at: Numbers, speaks: Numbers, piece: Numbers, missing: Truths
    ) -> Mapping[tuple[int, str], list[_Citing]]:
        """What rests on missing evidence, by candidate and piece."""
        known, found = self._found.known, defaultdict[tuple[int, str], list[_Citing]](list)
        spoken = _how_often(np.sort(speaks[self._found.rows.counts[at]]), speaks[missing])
        columns = (known.city[at[missing]], piece[missing], at[missing], speaks[missing], spoken)
        for city, number, row, speaker, many in zip(*(column.tolist() for column in columns), strict=True):
            found[city, known.pieces.identifiers[number]].append(_Citing(row, speaker, many))
        return found

    def _read(self, rows: Numbers, at: Numbers) -> Mapping[int, _Row]:
        """What there is to know of rows that rest on missing evidence; `at` are the rows of all evidence."""
        known, of = self._found.known, self._found.rows
        taught = (known.own[rows] == NOTHING) & (of.worth[rows] > 0)
        candidate = np.searchsorted(list(self._city.values()), known.city[rows])
        greatest = (self._shown(rows) >= self._most[:, candidate]).any(axis=0)
        told = (rows, _how_often(at, rows), of.counts[rows], taught, taught & known.followed[rows], greatest)
        return {row: _Row(*values) for row, *values in zip(*(column.tolist() for column in told), strict=True)}

    def _shown(self, rows: Numbers) -> Values:
        """How far each row is, how close and how like in words, one below the other."""
        practice = self._found.known.practice[rows]
        return np.stack([self._found.rows.worth[rows], self._asked.closeness[practice], self._asked.words[practice]])

    def without(self, case: Case) -> Changed | None:
        """The measures in a case; None where nothing is left to show."""
        city, rows = self._city[case.place], self._rows
        gone, silent = dict[int, int](), dict[tuple[int, int], int]()
        for identifier in case.evidence:
            for row, speaker, spoken in self._cited.get((city, identifier), ()):
                gone[row] = gone.get(row, 0) + 1
                if rows[row].counts:
                    silent[speaker, spoken] = silent.get((speaker, spoken), 0) + 1
        lost = [row for row, many in gone.items() if many == rows[row].support]
        stage, sources, closeness, words, taught, followed, shared = self._all[case.place]
        if lost:
            shown = [row for row in lost if rows[row].counts]
            if any(rows[row].greatest for row in shown):
                left = self._left(city, shown)
                if not left.size:
                    return None
                stage, closeness, words = left.max(axis=1).tolist()
            taught -= len([row for row in lost if rows[row].taught])
            followed -= len([row for row in lost if rows[row].followed])
        for (_, spoken), many in silent.items():
            if many == spoken:
                sources -= 1
        for weight, rests in case.meetings.values():
            if rests and case.evidence.issuperset(rests):
                shared = max(shared - weight, 0.0)
        return Changed(stage, sources, closeness, words, taught, followed, shared)

    def _left(self, city: int, lost: list[int]) -> Values:
        """What the other rows of a candidate show that count."""
        span = self._found.known.rows_of(city)
        first, end = np.searchsorted(self._counting, (span.start, span.stop)).tolist()
        left = np.ones(end - first, np.bool_)
        left[np.searchsorted(self._counting[first:end], lost)] = False
        return self._shows[:, first:end][:, left]


def _how_often(ordered: Numbers, values: Numbers) -> Numbers:
    """How often each of some values is among others, which are in order."""
    return np.asarray(np.searchsorted(ordered, values, "right") - np.searchsorted(ordered, values))
