"""Eight things known when a year begins, of each actor and practice: what makes one likelier to take up the other.

Each is a matrix with a row for each actor and a column for each practice. They follow the diffusion of policies among
states (Boehmke and Skinner 2012, https://doi.org/10.1177/1532440011419286, for readiness; Desmarais, Harden and Boehmke
2015, https://doi.org/10.1017/S0003055415000040, for ties) and are what a logistic hazard weighs (`hazard.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph.pairings.adoptions import NEVER, Adoptions, Flags

Matrix = NDArray[np.float64]

#: Actors that count as near: those with the likest history.
NEIGHBOURS: Final = 8
#: So many chances to follow somebody count as much as what an actor does anyway.
SHRUNK: Final = 10.0
#: So many practices of a theme count as much as what an actor does anyway.
PRIOR: Final = 2.0
#: Years that make a practice's momentum.
MOMENTUM: Final = 3


class Terms:
    """The terms at the beginning of `year`, from what happened before it."""

    def __init__(self, adoptions: Adoptions, year: int) -> None:
        self._known = adoptions.until(year)
        self._year = year
        self._has = self._known.before(year)
        self._active = self._has.any(axis=0)

    def matrices(self) -> Mapping[str, Matrix]:
        """Every term by name, in a fixed order."""
        return {
            "readiness": self._everywhere(np.log(self._rate())[:, None]),
            "neighbours": self._neighbours(),
            "ties": self._ties(),
            "similar practices": self._similar(),
            "theme": self._theme(),
            "momentum": self._everywhere(np.log1p(self._recent())[None, :]),
            "share": self._everywhere(self._has.mean(axis=0)[None, :]),
            "age": self._everywhere(np.log1p(self._age())[None, :]),
        }

    def _everywhere(self, values: Matrix) -> Matrix:
        return np.broadcast_to(values, self._has.shape).astype(np.float64)

    def _rate(self) -> Matrix:
        """How readily each actor took up what others had begun."""
        return np.asarray((self._has.sum(axis=1) + 1) / (self._active.sum() + 2))

    def _recent(self) -> Matrix:
        return np.asarray((self._has & (self._known.years >= self._year - MOMENTUM)).sum(axis=0))

    def _age(self) -> Matrix:
        first = self._known.first_years.astype(np.float64)
        return np.where(first == NEVER, 0.0, self._year - first)

    @cached_property
    def nearest(self) -> NDArray[np.intp]:
        """Of each actor the others with the likest history, the nearest first."""
        held = self._has[:, self._active].astype(np.float64)
        like = _cosines(held - held.mean(axis=0))
        np.fill_diagonal(like, -np.inf)
        return np.argsort(-like, axis=1, kind="stable")[:, : min(NEIGHBOURS, len(like) - 1)]

    def _neighbours(self) -> Matrix:
        """Share of the nearest actors that have the practice."""
        if len(self._has) < 2:
            return np.zeros(self._has.shape)
        return np.asarray(self._has[self.nearest].mean(axis=1), dtype=np.float64)

    @cached_property
    def rates(self) -> Matrix:
        """How often the actor of each column followed that of each row; shrunk to how often it follows anybody."""
        followed, chances = _following(self._known.years, self._has)
        base = followed.sum(axis=0) / np.maximum(chances.sum(axis=0), 1)
        rates: Matrix = (followed + SHRUNK * base) / (chances + SHRUNK)
        np.fill_diagonal(rates, 0.0)
        return rates

    def _ties(self) -> Matrix:
        """How often the actor followed those who have the practice, on average over them."""
        others = self._has.sum(axis=0)[None, :] - self._has
        together = np.asarray(self.rates.T @ self._has.astype(np.float64))
        return np.asarray(np.divide(together, others, out=np.zeros_like(together), where=others > 0))

    @cached_property
    def alike(self) -> Matrix:
        """How like each two practices are: who has one, has the other."""
        held = self._has.astype(np.float64)
        like = _cosines((held - held.mean(axis=0)).T)
        np.fill_diagonal(like, 0.0)
        return like

    def _similar(self) -> Matrix:
        """How like the practice is to those that the actor has."""
        held = self._has.astype(np.float64)
        many = np.maximum(held.sum(axis=1, keepdims=True), 1)
        similar: Matrix = held @ self.alike / many
        return similar

    def _theme(self) -> Matrix:
        """How much more readily the actor took up practices of this theme than others; 0 where there is no theme."""
        rate = self._rate()
        affinity = np.zeros(self._has.shape)
        for theme in np.unique(self._known.themes[self._known.themes >= 0]):
            of_theme = self._known.themes == theme
            taken = self._has[:, of_theme].sum(axis=1) + PRIOR * rate
            affinity[:, of_theme] = np.log(taken / ((of_theme & self._active).sum() + PRIOR) / rate)[:, None]
        return affinity


def _cosines(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    like: Matrix = unit @ unit.T
    return like


def _following(years: NDArray[np.int16], has: Flags) -> tuple[Matrix, Matrix]:
    """Of each pair: how often the second took up a practice after the first, and how often it could have."""
    followed = np.empty((len(years), len(years)))
    chances = np.empty_like(followed)
    for place, (first, held) in enumerate(zip(years, has, strict=True)):
        later = years[:, held] > first[held]
        chances[place] = later.sum(axis=1)
        followed[place] = (later & has[:, held]).sum(axis=1)
    return followed, chances
