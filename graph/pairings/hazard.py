"""The explainable hazard: how likely an actor is to take up a practice this year, given that it has not yet.

A logistic regression of eight terms (`terms.py`), each in standard deviations, so that the share of each term in a
score can be told (Allison 1982, https://doi.org/10.2307/270718, for hazards in discrete time). It is fitted anew for
each year on the years right before it. Choose it where there are some hundred dated adoptions; with fewer its weights
are noise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph.pairings.adoptions import Adoptions, Flags
from practice_atlas.graph.pairings.terms import Matrix, Terms
from practice_atlas.ontology.errors import PracticeAtlasError

#: Years before a year that its weights are learned from.
WINDOW: Final = 30
#: Adoptions below which nothing is learned.
FEWEST: Final = 200
#: The inverse strength of the ridge that keeps weights of terms that say the same from running away.
_RIDGE: Final = 1.0


@dataclass(frozen=True)
class YearSeen:
    """A year: its terms, who could still take up which practice that somebody had, and who did."""

    year: int
    terms: Mapping[str, Matrix]
    open: Flags
    taken: Flags


def seen(adoptions: Adoptions, year: int) -> YearSeen:
    """What was known when a year began, and what came of it."""
    possible = adoptions.open(year)
    return YearSeen(year, Terms(adoptions, year).matrices(), possible, possible & adoptions.in_year(year))


@dataclass(frozen=True)
class Weights:
    """What was learned: of each term its mean, standard deviation and weight; the years it was learned from."""

    names: tuple[str, ...]
    means: NDArray[np.float64]
    deviations: NDArray[np.float64]
    weights: NDArray[np.float64]
    intercept: float
    years: tuple[int, int]

    def parts(self, terms: Mapping[str, Matrix]) -> Mapping[str, Matrix]:
        """What each term adds to the log odds of every actor and practice."""
        told = zip(self.names, self.means, self.deviations, self.weights, strict=True)
        return {name: weight * (terms[name] - mean) / deviation for name, mean, deviation, weight in told}

    def scores(self, terms: Mapping[str, Matrix]) -> Matrix:
        """Log odds of every actor and practice: the intercept and all parts together."""
        total = np.full(next(iter(terms.values())).shape, self.intercept)
        for part in self.parts(terms).values():
            total += part
        return total


class TooLittleKnownError(PracticeAtlasError):
    """Too few adoptions, or no case without one, to learn weights from."""


def learn(years: list[YearSeen]) -> Weights:
    """Weights from some years. Raises TooLittleKnownError."""
    # Here, because it takes a second and 60 MB that who asks for no pairings does not pay.
    from sklearn.linear_model import LogisticRegression

    names = tuple(years[0].terms) if years else ()
    taken = np.concatenate([item.taken[item.open] for item in years]) if years else np.zeros(0, dtype=np.bool_)
    if taken.sum() < FEWEST or taken.all():
        raise TooLittleKnownError(
            f"{int(taken.sum())} dated adoptions are too few to learn from; {FEWEST} are needed.",
            fix="Ask about later years, or give more adoptions.",
        )
    cases = np.column_stack([np.concatenate([item.terms[name][item.open] for item in years]) for name in names])
    means, deviations = cases.mean(axis=0), cases.std(axis=0)
    deviations[deviations == 0] = 1.0
    cases -= means
    cases /= deviations
    fitted = LogisticRegression(C=_RIDGE, solver="newton-cholesky").fit(cases, taken)  # type: ignore[no-untyped-call]
    return Weights(
        names, means, deviations, fitted.coef_[0], float(fitted.intercept_[0]), (years[0].year, years[-1].year)
    )
