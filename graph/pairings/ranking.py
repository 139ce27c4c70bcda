"""The order of candidates, how sure it is, and what a score is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph.pairings.measures import Values
from practice_atlas.graph.pairings.weights import Bands

#: Scores that differ by less are the same: they are told with so many digits.
_SAME: Final = 1e-9
#: Draws of the weights; how closely they lie around the ones that are used (the sum of a Dirichlet's parameters): a
#: weight of .30 varies between .21 and .40 in nine of ten draws, one of .10 between .05 and .17.
_DRAWS: Final = 200
_CONCENTRATION: Final = 60.0
#: Candidates whose rank is drawn; beyond these nobody looks.
_DRAWN: Final = 60
_MIDDLE: Final = (5.0, 95.0)


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Places of the candidates, best first, and of each place its rank, its bounds, and whether others share it."""

    order: NDArray[np.intp]
    rank: NDArray[np.int64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    tied: NDArray[np.bool_]


def ranked(adds: Mapping[str, Values], weights: Mapping[str, float]) -> Ranking:
    """Candidates by score; those with the same score in the order in which they came.

    Ranks are bounded by drawing the weights anew, where there is more than one.
    """
    scores = total(adds)
    order = np.argsort(-np.round(scores, 9), kind="stable")
    rank = _ranks(scores[order])
    _, many = np.unique(rank, return_counts=True)
    low, high = _bounds({part: values[order] for part, values in adds.items()}, weights, rank)
    return Ranking(order, rank, low, high, np.repeat(many > 1, many))


def total(adds: Mapping[str, Values]) -> Values:
    """The scores."""
    return np.asarray(np.sum(list(adds.values()), axis=0), np.float64)


def band(score: float, bands: Bands) -> str:
    """What a score is called."""
    return "good" if score >= bands.good else "possible" if score >= bands.possible else "weak"


def _ranks(ordered: Values) -> NDArray[np.int64]:
    """1 for the best; those with the same score share the first of their ranks."""
    new = np.diff(ordered, prepend=np.inf) < -_SAME
    return np.asarray(np.maximum.accumulate(np.where(new, np.arange(1, len(ordered) + 1), 0)), np.int64)


def _bounds(
    adds: Mapping[str, Values], weights: Mapping[str, float], rank: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each draw multiplies what a part adds by how much more its weight is than the one used."""
    low, high = rank.copy(), rank.copy()
    used = [part for part in adds if weights[part] > 0]
    some = min(len(rank), _DRAWN)
    if len(used) > 1 and some > 1:
        draws = _draws(tuple(weights[part] for part in used))
        scores = np.round(draws @ np.stack([adds[part][:some] for part in used]), 9)
        places = np.empty(scores.shape, np.int64)
        order = np.argsort(-scores, axis=1, kind="stable")
        np.put_along_axis(places, order, np.arange(1, some + 1)[None, :], axis=1)
        places.sort(axis=0)
        low[:some] = np.minimum(low[:some], np.floor(_percentile(places, _MIDDLE[0])).astype(np.int64))
        high[:some] = np.maximum(high[:some], np.ceil(_percentile(places, _MIDDLE[1])).astype(np.int64))
    return low, high


def _percentile(ordered: NDArray[np.int64], percent: float) -> Values:
    """Between the two nearest draws, as `np.percentile` has it, which takes four times as long."""
    at, rest = divmod((len(ordered) - 1) * percent, 100)
    before, after = ordered[int(at)], ordered[min(int(at) + 1, len(ordered) - 1)]
    return np.asarray(before + (after - before) * (rest / 100))


@lru_cache(maxsize=100)
def _draws(weights: tuple[float, ...]) -> Values:
    """How many times each weight is drawn as the one used: the same draws for the same weights."""
    chosen = np.array(weights)
    return np.asarray(np.random.default_rng(1).dirichlet(chosen * _CONCENTRATION, _DRAWS) / chosen)
