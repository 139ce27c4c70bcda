"""A cap per mentor: nobody is named much more often than all would be if candidates were named alike."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

#: How many times an equal share a mentor may be named.
SHARE: Final = 1.25


class Cap:
    """Names the first few of each question in turn, passing over mentors who are at their cap by then.

    The equal share of a mentor is what it would get if every question so far named all its candidates alike; whoever
    joins later has a smaller one. Everybody may be named once. Where too few are left, fewer are named.
    """

    def __init__(self, actors: int, places: int) -> None:
        self.equal: NDArray[np.float64] = np.zeros(actors)
        self.named: NDArray[np.int64] = np.zeros(actors, dtype=np.int64)
        self._places = places

    def first(self, ranked: NDArray[np.intp]) -> NDArray[np.intp]:
        """Those who are named, of the candidates of a question from the best fit on."""
        self.equal[ranked] += min(self._places, len(ranked)) / len(ranked)
        allowed = np.maximum(1, np.floor(SHARE * self.equal[ranked]))
        chosen = ranked[self.named[ranked] < allowed][: self._places]
        self.named[chosen] += 1
        return chosen
