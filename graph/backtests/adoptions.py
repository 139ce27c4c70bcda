"""The back-test of adoptions: each year, who of those who had not yet took up a practice that somebody had already?

A question is a practice in a year: its candidates are all actors known before who do not have it, and those who took it
up in that year are the answer. Questions with no answer, or with no one left over, tell nothing and are not asked.
Algorithms are given only what was known before the year (rolling origin; Tashman 2000,
https://doi.org/10.1016/S0169-2070(00)00065-0).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph.backtests import measures
from practice_atlas.graph.backtests.algorithms import NextPractice
from practice_atlas.graph.backtests.leaks import leaks
from practice_atlas.graph.backtests.results import KS, AdoptionsResult, Bin, Interval, Ranked
from practice_atlas.graph.pairings.adoptions import NEVER, Adoptions
from practice_atlas.graph.pairings.hazard import TooLittleKnownError
from practice_atlas.graph.pairings.terms import Matrix

#: The one whom others are told against.
BASELINE: Final = "popularity"
#: Places that make an actor one of those who are named.
_NAMED: Final = 3
_BINS: Final = 10

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Question:
    """A practice in a year: the candidates, by their rows, and which of them took it up."""

    year: int
    practice: int
    candidates: NDArray[np.intp]
    taken: NDArray[np.bool_]


@dataclass
class _Scored:
    """What an algorithm reached so far, a number for each question; `odds` and `happened` for each case."""

    aucs: list[float] = field(default_factory=list)
    permuted: list[float] = field(default_factory=list)
    found: list[NDArray[np.int64]] = field(default_factory=list)
    named: Counter[int] = field(default_factory=Counter)
    odds: list[NDArray[np.float64]] = field(default_factory=list)
    happened: list[NDArray[np.bool_]] = field(default_factory=list)


def questions_of(adoptions: Adoptions, year: int) -> Iterator[Question]:
    """The questions of a year."""
    possible = adoptions.open(year)
    possible[~_there(adoptions, year)] = False
    taken = possible & adoptions.in_year(year)
    for practice in np.flatnonzero(taken.any(axis=0)):
        candidates = np.flatnonzero(possible[:, practice])
        outcome = taken[candidates, practice]
        if not outcome.all():
            yield Question(year, int(practice), candidates, outcome)


def backtest(
    adoptions: Adoptions,
    algorithms: Sequence[NextPractice],
    *,
    first: int,
    last: int,
    seed: int = 1,
    progress: Progress = lambda _done, _total: None,
) -> AdoptionsResult:
    """Asks every algorithm the questions of these years. One that knows too little for any of them is left out."""
    scored: dict[str, _Scored] = {algorithm.name: _Scored() for algorithm in algorithms}
    left_out: dict[str, str] = {}
    asked: list[Question] = []
    for year in range(first, last + 1):
        progress(year - first, last - first + 1)
        questions = [*questions_of(adoptions, year)]
        asked += questions
        for algorithm in algorithms if questions else ():
            if algorithm.name in left_out:
                continue
            try:
                _ask(algorithm, adoptions, year, questions, scored[algorithm.name], seed)
            except TooLittleKnownError as error:
                left_out[algorithm.name] = error.message
    progress(last - first + 1, last - first + 1)
    told = {name: one for name, one in scored.items() if name not in left_out and one.aucs}
    ranked = _ranked(told, asked, len(adoptions.actors))
    newcomers = sum(_newcomers(adoptions, year) for year in range(first, last + 1))
    taken = sum(int(question.taken.sum()) for question in asked)
    return AdoptionsResult(
        actors=len(adoptions.actors),
        practices=len(adoptions.practices),
        adoptions=int((adoptions.years != NEVER).sum()),
        first_year=first,
        last_year=last,
        questions=len(asked),
        candidates=float(np.mean([len(question.candidates) for question in asked])) if asked else 0.0,
        newcomers=newcomers,
        seed=seed,
        algorithms=ranked,
        left_out=left_out,
        leaks=tuple(leaks(ranked, questions=len(asked), newcomers=newcomers, taken=taken)),
    )


def _ask(
    algorithm: NextPractice, adoptions: Adoptions, year: int, questions: Sequence[Question], one: _Scored, seed: int
) -> None:
    """Adds what an algorithm reached in a year, of which it is told nothing."""
    scores = algorithm.scores(adoptions.until(year), year)
    _score(one, scores, questions, seed)
    if algorithm.probabilities:
        cases = adoptions.open(year)
        one.odds.append(scores[cases])
        one.happened.append(adoptions.in_year(year)[cases])


def _newcomers(adoptions: Adoptions, year: int) -> int:
    """Takers who were in nothing before, of practices that somebody had."""
    taken = adoptions.open(year) & adoptions.in_year(year)
    return int(taken[~_there(adoptions, year)].sum())


def _there(adoptions: Adoptions, year: int) -> NDArray[np.bool_]:
    """Which actors had anything before a year."""
    return np.asarray(adoptions.before(year).any(axis=1))


def _score(one: _Scored, scores: Matrix, questions: Sequence[Question], seed: int) -> None:
    for question in questions:
        random = np.random.default_rng((seed, question.year, question.practice))
        given = scores[question.candidates, question.practice]
        order = random.random(len(given))
        found = measures.places(given, question.taken, order)
        one.aucs.append(measures.auc(given, question.taken))
        one.permuted.append(measures.auc(given, random.permutation(question.taken)))
        one.found.append(found)
        one.named.update(question.candidates[np.lexsort((order, -given))[:_NAMED]].tolist())


def _ranked(told: Mapping[str, _Scored], asked: Sequence[Question], actors: int) -> tuple[Ranked, ...]:
    """Figures of every algorithm, with its difference to the baseline, or to chance where that was not asked."""
    groups = np.array([question.practice for question in asked])
    base = np.array(told[BASELINE].aucs) if BASELINE in told else np.full(len(asked), 0.5)
    return tuple(_figures(name, one, groups, base, actors) for name, one in told.items())


def _figures(name: str, one: _Scored, groups: NDArray[np.int64], base: NDArray[np.float64], actors: int) -> Ranked:
    aucs = np.array(one.aucs)
    counts = np.array([one.named[actor] for actor in range(actors)])
    return Ranked(
        algorithm=name,
        auc=_interval(aucs, groups),
        permuted=_interval(np.array(one.permuted), groups),
        above_popularity=_interval(aucs - base, groups),
        mrr=float(np.mean([measures.reciprocal_rank(found) for found in one.found])),
        hits={k: float(np.mean([measures.hit_at(found, k) for found in one.found])) for k in KS},
        precision={k: float(np.mean([measures.precision_at(found, k) for found in one.found])) for k in KS},
        gini=measures.gini(counts),
        largest_share=float(counts.max() / counts.sum()),
        calibration=_calibration(np.concatenate(one.odds), np.concatenate(one.happened)) if one.odds else (),
    )


def _interval(values: NDArray[np.float64], groups: NDArray[np.int64]) -> Interval:
    low, high = measures.paired_interval(values, groups)
    return Interval(mean=float(values.mean()), low=low, high=high)


def _calibration(odds: NDArray[np.float64], happened: NDArray[np.bool_]) -> tuple[Bin, ...]:
    """Ten bins with equally many cases each, from the least likely to the likeliest."""
    chances = 1 / (1 + np.exp(-odds))
    bins = np.array_split(np.argsort(chances, kind="stable"), _BINS)
    return tuple(
        Bin(cases=len(some), predicted=float(chances[some].mean()), observed=float(happened[some].mean()))
        for some in bins
        if len(some)
    )
