"""The back-test of pairings: how high does each algorithm place the mentors that were chosen (`choices.py`)?

Algorithms are given only what was known before the day (rolling origin; Tashman 2000,
https://doi.org/10.1016/S0169-2070(00)00065-0).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Final

import numpy as np

from practice_atlas.graph.backtests.adoptions import Progress
from practice_atlas.graph.backtests.capped import Told, figures
from practice_atlas.graph.backtests.choices import Choice, Tally, choices_of
from practice_atlas.graph.backtests.leaks import leaks, listed_leaks
from practice_atlas.graph.backtests.mentors import MentorChoice
from practice_atlas.graph.backtests.results import PairsResult
from practice_atlas.graph.pairings.pairs import Pairs, PairsKnown

#: There are hundreds of pairings where there are thousands of adoptions.
_SHUFFLES: Final = 20


def backtest_pairs(
    pairs: Pairs,
    algorithms: Sequence[MentorChoice],
    *,
    first: date,
    last: date,
    seed: int = 1,
    progress: Progress = lambda _done, _total: None,
) -> PairsResult:
    """Asks every algorithm the questions that begin between two days."""
    told = {one.name: Told(len(pairs.actors), _SHUFFLES) for one in algorithms}
    tally = Tally()
    asked_of = choices_of(pairs, first, last, tally, progress)
    for _, of_a_day in groupby(asked_of, key=lambda one: one[1].wanted.day):
        for known, choice in of_a_day:
            for algorithm in algorithms:
                _ask(algorithm, known, choice, told[algorithm.name], seed)
        for one in told.values():
            one.close()
    # Intervals are over whole learners: what one was matched with before tells of its next.
    reached = figures(told, np.array(tally.learners)) if tally.learners else ()
    asked, unlisted = len(tally.learners), tally.newcomers - tally.new_listed
    found = (
        *leaks(reached, questions=asked, newcomers=unlisted, taken=tally.taken, earlier="pairings"),
        *listed_leaks(tally.new_listed, tally.expected, tally.lists),
    )
    return PairsResult(
        learners=len({row.learner for row in pairs.rows}),
        mentors=len({row.mentor for row in pairs.rows}),
        pairs=len(pairs.rows),
        first_day=first,
        last_day=last,
        questions=asked,
        candidates=float(np.mean(tally.candidates)) if asked else 0.0,
        newcomers=tally.newcomers,
        alone=tally.alone,
        listed=tally.listed(),
        unseen=tally.unseen,
        seed=seed,
        algorithms=reached,
        leaks=found,
    )


def _ask(algorithm: MentorChoice, known: PairsKnown, choice: Choice, told: Told, seed: int) -> None:
    wanted = choice.wanted
    random = np.random.default_rng((seed, wanted.day.toordinal(), wanted.learner, wanted.subject))
    told.add(algorithm.scores(known, wanted), choice.taken, wanted.candidates, random)
