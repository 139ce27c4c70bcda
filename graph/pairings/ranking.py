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
_FINE: Final = 1e9
#: Draws of the weights; how closely they lie around the ones that are used (the sum of a Dirichlet's parameters): a
#: weight of .30 varies between .21 and .40 in nine of ten draws, one of .10 between .05 and .17.
_DRAWS: Final = 200
_CONCENTRATION: Final = 60.0
#: Candidates whose rank is drawn; beyond these nobody looks.
_DRAWN: Final = 60
#: Candidates are fewer than two to the power of this.
_PLACE_BITS: Final = 24
_MIDDLE: Final = (5.0, 95.0)


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Places of the candidates, best first, and of each place its rank, its bounds, and whether others share it."""

    order: NDArray[np.int64]
    rank: NDArray[np.int64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    tied: NDArray[np.bool_]


def ranked(adds: Mapping[str, Values], weights: Mapping[str, float]) -> Ranking:
    """Candidates by score; those with the same score in the order in which they came.

    Ranks are bounded by drawing the weights anew, where there is more than one.
    """
    scores = total(adds)
    order = _best_first(scores)
    rank = _ranks(scores[order])
    first = order[:_DRAWN]
    low, high = _bounds({part: values[first] for part, values in adds.items()}, weights, rank)
    return Ranking(order, rank, low, high, _tied(rank))


def _best_first(scores: Values) -> NDArray[np.int64]:
    """The places of scores, best first, of the same scores the first place first; of each row where there are rows.

    Score and place are sorted as one whole number: a sixth of the time of a stable sort of places by score.
    """
    # Billionths of 1 take 30 bits, of the hundredfold that a draw may make of it 37: there is room for the place.
    key = (-np.rint(scores * _FINE).astype(np.int64) << _PLACE_BITS) | np.arange(scores.shape[-1])
    key.sort(axis=-1)
    return np.asarray(key & ((1 << _PLACE_BITS) - 1))


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


def _tied(rank: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which share their rank with a neighbour."""
    same, none = rank[1:] == rank[:-1], np.zeros(min(len(rank), 1), np.bool_)
    return np.asarray(np.concatenate((same, none)) | np.concatenate((none, same)))


def _bounds(
    adds: Mapping[str, Values], weights: Mapping[str, float], rank: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """`adds` are of the first alone. Each draw multiplies what a part adds by how much more its weight is than the one
    used.
    """
    low, high = rank.copy(), rank.copy()
    used = [part for part in adds if weights[part] > 0]
    some = min(len(rank), _DRAWN)
    if len(used) > 1 and some > 1:
        draws = _draws(tuple(weights[part] for part in used))
        order = _best_first(draws @ np.stack([adds[part] for part in used]))
        places = np.empty(order.shape, np.int64)
        np.put_along_axis(places, order, np.arange(1, some + 1)[None, :], axis=1)
        least, most = np.percentile(places, _MIDDLE, axis=0)
        low[:some] = np.minimum(low[:some], np.floor(least).astype(np.int64))
        high[:some] = np.maximum(high[:some], np.ceil(most).astype(np.int64))
    return low, high


@lru_cache(maxsize=100)
def _draws(weights: tuple[float, ...]) -> Values:
    """How many times each weight is drawn as the one used: the same draws for the same weights."""
    chosen = np.array(weights)
    return np.asarray(np.random.default_rng(1).dirichlet(chosen * _CONCENTRATION, _DRAWS) / chosen)
