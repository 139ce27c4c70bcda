"""Invented histories: one in which followers can be foretold, and one in which nothing can."""

from __future__ import annotations

import numpy as np

from practice_atlas.graph.backtests.algorithms import NextPractice
from practice_atlas.graph.pairings.adoptions import Adoptions
from practice_atlas.graph.pairings.terms import Matrix
from practice_atlas.ontology.adoption import Adoption

ACTORS = [f"Actor {number}" for number in range(20)]


def camps(seed: int = 3, practices: int = 150) -> Adoptions:
    """Two camps: what somebody of a camp begins, others of it take up in the years after, and few of the other camp."""
    random = np.random.default_rng(seed)
    rows = []
    for number in range(practices):
        camp, begins = number % 2, 2000 + int(random.integers(15))
        for place, actor in enumerate(ACTORS):
            if random.random() < (0.8 if place % 2 == camp else 0.1):
                rows.append(Adoption(actor, f"Practice {number}", begins + int(random.integers(8))))
    return Adoptions.of(rows)


def noise(seed: int = 4, practices: int = 60) -> Adoptions:
    """Everybody takes up everything at any time."""
    random = np.random.default_rng(seed)
    return Adoptions.of(
        Adoption(actor, f"Practice {number}", 2000 + int(random.integers(20)))
        for number in range(practices)
        for actor in ACTORS
        if random.random() < 0.7
    )


class Planted(NextPractice):
    """A leak: it was made from data that hold the outcome, as a field filled in afterwards would."""

    name = "planted"
    probabilities = False

    def __init__(self, everything: Adoptions, seed: int = 1) -> None:
        self._everything, self._random = everything, np.random.default_rng(seed)

    def scores(self, known: Adoptions, year: int) -> Matrix:
        """Who takes it up stands a little higher than by chance."""
        return self._everything.in_year(year) * 0.5 + self._random.random(known.years.shape)
