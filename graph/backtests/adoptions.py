"""The back-test of adoptions: each year, who of those who had not yet took up a practice that somebody had already?

A question is a practice in a year: its candidates are all actors known before who do not have it, and those who took it
up in that year are the answer. Questions with no answer, or with no one left over, tell nothing and are not asked.
Algorithms are given only what was known before the year (rolling origin; Tashman 2000,
https://doi.org/10.1016/S0169-2070(00)00065-0).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph.backtests.algorithms import NextPractice
from practice_atlas.graph.backtests.capped import Told, figures
from practice_atlas.graph.backtests.leaks import leaks
from practice_atlas.graph.backtests.results import AdoptionsResult
from practice_atlas.graph.pairings.adoptions import NEVER, Adoptions
from practice_atlas.graph.pairings.hazard import TooLittleKnownError
from practice_atlas.graph.pairings.terms import Matrix

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Question:
    """A practice in a year: the candidates, by their rows, and which of them took it up."""

    year: int
    practice: int
    candidates: NDArray[np.intp]
    taken: NDArray[np.bool_]


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
    scored = {algorithm.name: Told(len(adoptions.actors)) for algorithm in algorithms}
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
    told = {name: one for name, one in scored.items() if name not in left_out and one.hits}
    groups = np.array([question.practice for question in asked])
    reached = figures(told, groups)
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
        algorithms=reached,
        left_out=left_out,
        leaks=tuple(leaks(reached, questions=len(asked), newcomers=newcomers, taken=taken)),
    )


def _ask(
    algorithm: NextPractice, adoptions: Adoptions, year: int, questions: Sequence[Question], one: Told, seed: int
) -> None:
    """Adds what an algorithm reached in a year, of which it is told nothing."""
    scores = algorithm.scores(adoptions.until(year), year)
    _score(one, scores, questions, seed)
    if algorithm.probabilities:
        cases = adoptions.open(year)
        one.scored.odds.append(scores[cases])
        one.scored.happened.append(adoptions.in_year(year)[cases])


def _newcomers(adoptions: Adoptions, year: int) -> int:
    """Takers who were in nothing before, of practices that somebody had."""
    taken = adoptions.open(year) & adoptions.in_year(year)
    return int(taken[~_there(adoptions, year)].sum())


def _there(adoptions: Adoptions, year: int) -> NDArray[np.bool_]:
    """Which actors had anything before a year."""
    return np.asarray(adoptions.before(year).any(axis=1))


def _score(one: Told, scores: Matrix, questions: Sequence[Question], seed: int) -> None:
    for question in questions:
        random = np.random.default_rng((seed, question.year, question.practice))
        one.add(scores[question.candidates, question.practice], question.taken, question.candidates, random)
    one.close()
