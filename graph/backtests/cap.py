"""A cap per mentor: nobody is named much more often than all would be if candidates were named alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array

#: How many times an equal share a mentor may be named.
SHARE: Final = 1.25

_Places = NDArray[np.intp]


class Cap:
    """Names the first few of each question so that nobody is above its cap.

    The equal share of a mentor is what it would get if every question so far named all its candidates alike; whoever
    joins later has a smaller one. Everybody may be named once. Where too few are left, fewer are named.
    """

    def __init__(self, actors: int, places: int) -> None:
        self.equal: NDArray[np.float64] = np.zeros(actors)
        self.named: NDArray[np.int64] = np.zeros(actors, dtype=np.int64)
        self._places = places

    @property
    def highest_multiple(self) -> float:
        """How many times its equal share anybody was named who was named more than once; 0 where nobody was."""
        often = self.named > 1
        return float((self.named[often] / self.equal[often]).max(initial=0.0))

    def together(self, ranked: Sequence[_Places]) -> list[_Places]:
        """Those who are named, for questions that are asked together: of each its candidates from the best fit on.

        As a hub that plans a round of exchanges would, all are weighed against each other: a mentor who is first for
        two and may be named for one is kept for whom others suit less. `_assigned` tells what is made as large as it
        can be.
        """
        for one in ranked:
            self.equal[one] += min(self._places, len(one)) / len(one)
        allowed = np.maximum(1, np.floor(SHARE * self.equal)).astype(np.int64) - self.named
        chosen = _assigned(ranked, np.maximum(allowed, 0), self._places)
        for one in chosen:
            self.named[one] += 1
        return chosen


def _assigned(ranked: Sequence[_Places], allowed: NDArray[np.int64], places: int) -> list[_Places]:
    """So many places for each question and so many for each mentor, filled with the largest sum of 1 / log2(1 + rank).

    The discount of a rank is that of DCG (Järvelin and Kekäläinen 2002, https://doi.org/10.1145/582415.582418), and
    the linear programme that of fair ranking (Singh and Joachims 2018, https://doi.org/10.1145/3219819.3220088). Its
    corners are whole numbers, since each place belongs to one question and one mentor; the simplex method ends in one.
    """
    plain = [one[:places] for one in ranked]
    if not plain or (np.bincount(np.concatenate(plain), minlength=len(allowed)) <= allowed).all():
        return plain
    sizes = [len(one) for one in ranked]
    worth = np.concatenate([1 / np.log2(2 + np.arange(size)) for size in sizes])
    question, mentor = np.repeat(np.arange(len(ranked)), sizes), np.concatenate(list(ranked))
    rows, columns = np.concatenate((question, len(ranked) + mentor)), np.tile(np.arange(len(worth)), 2)
    shape = (len(ranked) + len(allowed), len(worth))
    limits: Any = coo_array(
        (np.ones(len(rows)), (rows, columns)), shape=shape
    ).tocsr()  # its types know dense ones only
    most = np.concatenate((np.full(len(ranked), places), allowed))
    found = linprog(-worth, A_ub=limits, b_ub=most, bounds=(0, 1), method="highs-ds")
    if found.x is None:
        raise RuntimeError(f"Places could not be given to mentors: {found.message}")
    taken = np.split(found.x > 0.5, np.cumsum(sizes)[:-1])
    return [one[here] for one, here in zip(ranked, taken, strict=True)]
