"""What is measured of each candidate, and the parts of a score that follow from it: pure functions of numbers.

Each part lies between 0 and 1. All work on one number and on columns of them alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from practice_atlas.graph.pairings.weights import Part

Values = NDArray[np.float64]

#: So many independent sources make 63 % of what any number of them makes.
_SOURCES: Final = 1.5
#: The share of equally good track records that would look better by chance: what is surely reached, not what may be.
_SURELY: Final = 0.1
#: A city that has taught less often has taught little.
_LITTLE: Final = 64
#: Kilometres at which nearness is a half.
_NEAR_KM: Final = 500.0
#: What stands for likeness where nothing is known to compare.
_UNKNOWN: Final = 0.5


@dataclass(frozen=True, eq=False)
class Measures:
    """One place of each column for each candidate.

    `stage` is what its furthest experience is worth, `sources` how many independent ones tell of it, `closeness`
    and `words` how close what it knows is to what is wanted; `size`, `kind`, `language` and `wants` how like the
    learner it is, not a number where that is not known; `shared` the sum over engagements that both were at;
    `taught` how many learning flows from it have happened, and in how many of them something `followed`; `mentees`
    who learns from it now, of which some are `recorded` pairings alone; `kilometres` to the learner; `preferred`
    whether it lies where the caller would rather look.
    """

    stage: Values
    sources: Values
    closeness: Values
    words: Values
    size: Values
    kind: Values
    language: Values
    wants: Values
    shared: Values
    taught: Values
    followed: Values
    mentees: Values
    recorded: Values
    kilometres: Values
    preferred: Values

    @cached_property
    def parts(self) -> Mapping[Part, Values]:
        """The parts of the fixed score, worked out once: of thousands of candidates they take a millisecond."""
        return parts(self)


#: What is measured, by name.
MEASURES: Final = tuple(field.name for field in fields(Measures))


def parts(of: Measures) -> Mapping[Part, Values]:
    """The parts of the fixed score (design: `score = .30 readiness + .20 fit + …`)."""
    return {
        "readiness": readiness(of.stage, of.sources),
        "fit": (of.closeness + of.words) / 2,
        "similarity": similarity(of.size, of.kind, of.language, of.wants),
        "shared": np.asarray(1 - np.exp(-of.shared)),
        "track": track_record(of.followed, of.taught),
        "capacity": 1 / (1 + of.mentees),
        "near": nearness(of.kilometres),
        "preferred": of.preferred,
    }


def readiness(stage: Values, sources: Values) -> Values:
    """How surely it has something to show: the worth of its stage, the more the more independent sources say so."""
    return np.asarray(stage * (1 - np.exp(-sources / _SOURCES)))


def similarity(*likeness: Values) -> Values:
    """The mean of what is known to compare; a half where nothing is."""
    told = [np.asarray(one, np.float64) for one in likeness]
    total, many = np.zeros(told[0].shape), np.zeros(told[0].shape, np.int8)
    for one in told:  # one after the other: side by side, those of a million pairs are many times as large
        known = ~np.isnan(one)
        np.add(total, one, out=total, where=known)
        np.add(many, known, out=many)
    return mean_of(total, many)


def mean_of(total: Values, many: NDArray[np.int8]) -> Values:
    """The mean of so `many` likenesses, of which the sum is told; a half where there is none."""
    return np.where(many > 0, total / np.maximum(many, 1), _UNKNOWN)


def track_record(followed: Values, taught: Values) -> Values:
    """How often those who learned from it did something with it, at least: the tenth percentile of the Beta posterior
    of that rate, every rate being as likely before anything is known (Gelman et al., Bayesian Data Analysis, 2.1).
    """
    # It takes a microsecond each, and most cities have taught little: what these can have reached is looked up.
    little = taught < _LITTLE
    found = np.empty(taught.shape)
    found[little] = _little_taught()[followed[little].astype(np.int64), taught[little].astype(np.int64)]
    found[~little] = _at_least(followed[~little], taught[~little])
    return found


@cache
def _little_taught() -> Values:
    """The track record by how many did something with it, and how many there were."""
    followed, taught = np.indices((_LITTLE, _LITTLE), np.float64)
    return _at_least(np.minimum(followed, taught), taught)


def _at_least(followed: Values, taught: Values) -> Values:
    return np.asarray(betaincinv(1.0 + followed, 1.0 + taught - followed, _SURELY))


def nearness(kilometres: Values) -> Values:
    """1 at the same place, a half at 500 km; 0 where the way is not known."""
    return np.where(np.isnan(kilometres), 0.0, _NEAR_KM / (_NEAR_KM + np.nan_to_num(kilometres)))
