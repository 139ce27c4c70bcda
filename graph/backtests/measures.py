"""Measures of a ranking, each of one question: candidates with scores, of whom some were taken.

Everything here is of one question at a time. Measures over all candidates of all questions together would mostly
reward knowing *when* much is taken up, and not *who* takes it up.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


def auc(scores: Numbers, taken: Flags) -> float:
    """How often somebody who was taken stands above somebody who was not; ties count half (Mann and Whitney 1947)."""
    some, others = int(taken.sum()), int((~taken).sum())
    ranks = rankdata(scores)
    return float((ranks[taken].sum() - some * (some + 1) / 2) / (some * others))


def places(scores: Numbers, taken: Flags, order: Numbers) -> NDArray[np.int64]:
    """The places, from 1, of those who were taken; equal scores stand as in `order`, which should be by chance."""
    ranked = np.lexsort((order, -scores))
    place = np.empty(len(scores), dtype=np.int64)
    place[ranked] = np.arange(1, len(scores) + 1)
    found: NDArray[np.int64] = np.sort(place[taken])
    return found


def reciprocal_rank(found: NDArray[np.int64]) -> float:
    """One over the place of the first who was taken."""
    return float(1 / found[0])


def hit_at(found: NDArray[np.int64], k: int) -> float:
    """Whether anybody who was taken is among the first k."""
    return float(found[0] <= k)


def precision_at(found: NDArray[np.int64], k: int) -> float:
    """The share of the first k who were taken."""
    return float((found <= k).sum() / k)


def gini(counts: Sequence[int] | NDArray[np.int64]) -> float:
    """How unevenly something is spread: 0 for all alike, near 1 where one has it all."""
    ordered = np.sort(np.asarray(counts, dtype=np.float64))
    total = ordered.sum()
    if total == 0:
        return 0.0
    many = len(ordered)
    return float((2 * np.arange(1, many + 1) - many - 1) @ ordered / (many * total))


def paired_interval(
    differences: Numbers, groups: NDArray[np.int64], *, seed: int = 1, draws: int = 2000
) -> tuple[float, float]:
    """The middle 95 % of the mean difference when groups are drawn anew (Efron and Tibshirani 1993, chapter 13).

    Questions of a group depend on each other, so that whole groups are drawn: `groups` has a number for each question.
    """
    numbers = np.unique(groups, return_inverse=True)[1]
    sums, sizes = np.bincount(numbers, weights=differences), np.bincount(numbers)
    drawn = np.random.default_rng(seed).integers(len(sums), size=(draws, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)
