"""What an algorithm reached, question by question, and the figures made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph.backtests import measures
from practice_atlas.graph.backtests.results import KS, Bin, Interval, Ranked

#: The one whom others are told against.
BASELINE: Final = "popularity"
#: Places that make an actor one of those who are named.
NAMED: Final = 3
_BINS: Final = 10


@dataclass
class Scored:
    """What an algorithm reached so far, a number for each question; `odds` and `happened` for each case.

    Outcomes of a question are shuffled `shuffles` times: of few questions, one shuffle each says little.
    """

    shuffles: int = 1
    aucs: list[float] = field(default_factory=list)
    permuted: list[float] = field(default_factory=list)
    found: list[NDArray[np.int64]] = field(default_factory=list)
    named: Counter[int] = field(default_factory=Counter)
    odds: list[NDArray[np.float64]] = field(default_factory=list)
    happened: list[NDArray[np.bool_]] = field(default_factory=list)

    def add(
        self,
        scores: NDArray[np.float64],
        taken: NDArray[np.bool_],
        candidates: NDArray[np.intp],
        random: np.random.Generator,
    ) -> NDArray[np.intp]:
        """Adds a question, and tells its candidates from the highest on; equal scores stand by chance."""
        order = random.random(len(scores))
        self.aucs.append(measures.auc(scores, taken))
        shuffled = [measures.auc(scores, random.permutation(taken)) for _ in range(self.shuffles)]
        self.permuted.append(float(np.mean(shuffled)))
        self.found.append(measures.places(scores, taken, order))
        ranked: NDArray[np.intp] = candidates[np.lexsort((order, -scores))]
        self.named.update(ranked[:NAMED].tolist())
        return ranked


def ranked(told: Mapping[str, Scored], groups: NDArray[np.int64], actors: NDArray[np.intp]) -> tuple[Ranked, ...]:
    """Figures of every algorithm, with its difference to the baseline, or to chance where that was not asked.

    `groups` has a number for each question, the same for those that depend on each other; `actors` are all who could
    have been named.
    """
    base = np.array(told[BASELINE].aucs) if BASELINE in told else np.full(len(groups), 0.5)
    return tuple(_figures(name, one, groups, base, actors) for name, one in told.items())


def _figures(
    name: str, one: Scored, groups: NDArray[np.int64], base: NDArray[np.float64], actors: NDArray[np.intp]
) -> Ranked:
    aucs = np.array(one.aucs)
    counts = np.array([one.named[actor] for actor in actors.tolist()])
    return Ranked(
        algorithm=name,
        auc=_interval(aucs, groups),
        permuted=_interval(np.array(one.permuted), groups),
        above_popularity=_interval(aucs - base, groups),
        mrr=float(np.mean([measures.reciprocal_rank(found) for found in one.found])),
        hits={k: float(np.mean([measures.hit_at(found, k) for found in one.found])) for k in KS},
        precision={k: float(np.mean([measures.precision_at(found, k) for found in one.found])) for k in KS},
        gini=measures.gini(counts),
        largest_share=float(counts.max() / counts.sum()),
        calibration=_calibration(np.concatenate(one.odds), np.concatenate(one.happened)) if one.odds else (),
    )


def _interval(values: NDArray[np.float64], groups: NDArray[np.int64]) -> Interval:
    low, high = measures.paired_interval(values, groups)
    return Interval(mean=float(values.mean()), low=low, high=high)


def _calibration(odds: NDArray[np.float64], happened: NDArray[np.bool_]) -> tuple[Bin, ...]:
    """Ten bins with equally many cases each, from the least likely to the likeliest."""
    chances = 1 / (1 + np.exp(-odds))
    bins = np.array_split(np.argsort(chances, kind="stable"), _BINS)
    return tuple(
        Bin(cases=len(some), predicted=float(chances[some].mean()), observed=float(happened[some].mean()))
        for some in bins
        if len(some)
    )
