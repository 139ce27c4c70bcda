"""The contract of an algorithm that says what an actor takes up next, and the simple ones that others have to beat."""

from __future__ import annotations

from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph.pairings.adoptions import Adoptions
from practice_atlas.graph.pairings.hazard import WINDOW, YearSeen, learn, seen
from practice_atlas.graph.pairings.terms import Matrix


class NextPractice(Protocol):
    """Ranks actors for every practice at the beginning of a year.

    `probabilities` says whether its scores are log odds, which can be compared with how often something happened.
    """

    name: str
    probabilities: bool

    def scores(self, known: Adoptions, year: int) -> Matrix:
        """A score for each actor and practice, higher for likelier; `known` ends where the year begins."""
        ...


class Chance:
    """Any order: what every other is measured against. The same seed gives the same order."""

    name = "chance"
    probabilities = False

    def __init__(self, seed: int = 1) -> None:
        self._seed = seed

    def scores(self, known: Adoptions, year: int) -> Matrix:
        """See the contract."""
        return np.random.default_rng((self._seed, year)).random(known.years.shape)


class Popularity:
    """Who took up most so far takes up the next one: no reason but habit."""

    name = "popularity"
    probabilities = False

    def scores(self, known: Adoptions, year: int) -> Matrix:
        """See the contract."""
        many = known.before(year).sum(axis=1).astype(np.float64)
        return np.broadcast_to(many[:, None], known.years.shape)


class SharedHistory:
    """Who shares most with those who have it: the sum of Adamic-Adar over them (Adamic and Adar 2003,
    https://doi.org/10.1016/S0378-8733(03)00009-1), practices that few share counting more.
    """

    name = "shared-history"
    probabilities = False

    def scores(self, known: Adoptions, year: int) -> Matrix:
        """See the contract."""
        has = known.before(year).astype(np.float64)
        many = has.sum(axis=0)
        weights: NDArray[np.float64] = np.divide(
            1.0, np.log(np.maximum(many, 2)), where=many > 1, out=np.zeros_like(many)
        )
        shared = (has * weights) @ has.T
        np.fill_diagonal(shared, 0.0)
        scores: Matrix = shared @ has
        return scores


class ExplainableHazard:
    """A logistic hazard of eight terms, fitted anew for each year on the thirty before it (`pairings/hazard.py`)."""

    name = "explainable-hazard"
    probabilities = True

    def __init__(self) -> None:
        self._seen: dict[int, YearSeen] = {}

    def scores(self, known: Adoptions, year: int) -> Matrix:
        """See the contract. Raises TooLittleKnownError."""
        begun, _ = known.span()
        years = [self._at(known, earlier) for earlier in range(max(begun + 1, year - WINDOW), year)]
        return learn(years).scores(seen(known, year).terms)

    def _at(self, known: Adoptions, year: int) -> YearSeen:
        """Kept between years of one history: what was known of a year does not change."""
        if year not in self._seen:
            self._seen[year] = seen(known, year)
        return self._seen[year]


def algorithms() -> tuple[NextPractice, ...]:
    """New ones, since some remember what they have seen of one history."""
    return Chance(), Popularity(), SharedHistory(), ExplainableHazard()


#: In the order in which reports tell of them.
NAMES: Final = tuple(algorithm.name for algorithm in algorithms())
