"""Invented pairings: some in which the mentor can be foretold, and some in which it cannot."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from practice_atlas.graph.backtests.mentors import Scores, Wanted
from practice_atlas.graph.pairings.pairs import Pairs, PairsKnown
from practice_atlas.ontology.observed_pair import ObservedPair

CITIES = [f"City {number}" for number in range(24)]
BEGIN = date(2010, 1, 1)


def paired(
    learner: str, mentor: str, day: date | int, practice: str = "council", *, theme: str = "", among: str = ""
) -> ObservedPair:
    """A pairing on a day, or some time in a year; `among` are candidates with spaces between."""
    first, last = (date(day, 1, 1), date(day, 12, 31)) if isinstance(day, int) else (day, day)
    return ObservedPair(learner, mentor, practice, theme, first, last, tuple(among.split()))


def circles(pairs: int = 400, seed: int = 3) -> list[ObservedPair]:
    """Two circles, each with practices of its own: mentors come from the learner's, in nine of ten pairings."""
    random = np.random.default_rng(seed)
    rows = []
    for number in range(pairs):
        learner, practice = int(random.integers(24)), int(random.integers(4))
        circle = learner % 2 if random.random() < 0.9 else 1 - learner % 2
        others = [city for city in range(circle, 24, 2) if city != learner]
        rows.append(
            paired(
                CITIES[learner],
                CITIES[int(random.choice(others))],
                BEGIN + timedelta(days=5 * number),
                f"Practice {2 * practice + learner % 2}",
                theme=f"Theme {practice}",
            )
        )
    return rows


def lots(pairs: int = 400, seed: int = 4) -> list[ObservedPair]:
    """Everybody is matched with anybody."""
    random = np.random.default_rng(seed)
    rows = []
    for number in range(pairs):
        learner, mentor = random.choice(24, 2, replace=False)
        practice = f"Practice {random.integers(5)}"
        rows.append(paired(CITIES[learner], CITIES[mentor], BEGIN + timedelta(days=5 * number), practice))
    return rows


class Planted:
    """A leak: it was made from data that hold the outcome, as a field filled in afterwards would."""

    name = "planted"

    def __init__(self, everything: Pairs, seed: int = 1) -> None:
        self._chosen = {(row.learner, row.earliest, row.mentor) for row in everything.rows}
        self._random = np.random.default_rng(seed)

    def scores(self, known: PairsKnown, wanted: Wanted) -> Scores:  # noqa: ARG002
        """Whoever is chosen stands a little higher than by chance."""
        chosen = [(wanted.learner, wanted.day, int(actor)) in self._chosen for actor in wanted.candidates]
        scores: Scores = np.array(chosen) * 0.5 + self._random.random(len(chosen))
        return scores
