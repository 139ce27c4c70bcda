"""What an algorithm reached, and what it would have with a cap on how often anybody is named."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph.backtests import measures
from practice_atlas.graph.backtests.cap import Cap
from practice_atlas.graph.backtests.results import Capped, Ranked
from practice_atlas.graph.backtests.scored import NAMED, Scored, ranked


class Told:
    """Of one algorithm: what it reached, and with the cap, whether an answer was among those named."""

    def __init__(self, actors: int, shuffles: int = 1) -> None:
        self.cap = Cap(actors, NAMED)
        self.scored = Scored(shuffles)
        self.hits: list[bool] = []
        self._open: list[tuple[NDArray[np.intp], NDArray[np.intp]]] = []

    def add(
        self,
        scores: NDArray[np.float64],
        taken: NDArray[np.bool_],
        candidates: NDArray[np.intp],
        random: np.random.Generator,
    ) -> None:
        """Adds a question; `close` follows when all are added that are asked together with it."""
        self._open.append((self.scored.add(scores, taken, candidates, random), candidates[taken]))

    def close(self) -> None:
        """Names mentors for all questions that were added since it was last called."""
        named = self.cap.together([ranked for ranked, _ in self._open])
        self.hits += [bool(np.isin(right, one).any()) for (_, right), one in zip(self._open, named, strict=True)]
        self._open.clear()


def figures(told: Mapping[str, Told], groups: NDArray[np.int64]) -> tuple[Ranked, ...]:
    """Figures of every algorithm, with those under the cap; `groups` as in `scored.ranked`."""
    if not told:
        return ()
    could_be_named = np.flatnonzero(next(iter(told.values())).cap.equal)
    plain = ranked({name: one.scored for name, one in told.items()}, groups, could_be_named)
    return tuple(one.model_copy(update={"capped": _capped(told[one.algorithm], one.hits[NAMED])}) for one in plain)


def _capped(one: Told, hit_without: float) -> Capped:
    named, hit = one.cap.named[one.cap.equal > 0], float(np.mean(one.hits))
    return Capped(
        hit=hit,
        hit_loss=hit_without - hit,
        gini=measures.gini(named),
        largest_share=float(named.max() / named.sum()),
        highest_multiple=one.cap.highest_multiple,
    )
