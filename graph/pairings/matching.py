"""The score of many mentors for many learners at once: the fixed weights, worked out on columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias, cast

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from practice_atlas.graph.pairings.measures import Values, mean_of, similarity
from practice_atlas.graph.pairings.meetings import meetings
from practice_atlas.graph.pairings.offers import Offers, city_parts
from practice_atlas.graph.pairings.traits import UNLIKE, Traits, all_traits
from practice_atlas.graph.pairings.weights import PARTS, Part, Weights
from practice_atlas.graph.questions.columns import NEVER, Numbers
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.reading import Reader

Places: TypeAlias = NDArray[np.int32] | Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """One place for each learner, practice and mentor: what each part is worth, and the score."""

    parts: Mapping[Part, Values]
    score: Values


def matched(
    reader: Reader,
    weights: Weights,
    offered: Offers,
    limit: int,
    offer: Places,
    fit: Values,
    alike: Values,
    met: Values,
) -> Matched:
    """Scores of offers (by place), each with how well its practice fits the learner, how alike the cities are and where
    they met (the sum over engagements).

    The parts are those of `measures.parts`; what both want is not compared here, since it would be compared for each
    pair of cities.
    """
    city = offered.city[offer]
    track, capacity = city_parts(reader, limit)
    parts: dict[Part, Values] = {
        "readiness": offered.ready[offer],
        "fit": fit,
        "similarity": alike,
        "shared": np.asarray(1 - np.exp(-met)),
        "track": track[city],
        "capacity": capacity[city],
    }
    score = np.zeros(len(offer))
    for part in PARTS:
        score += weights.weights[part] * parts[part]
    return Matched(parts, score)


def alike_of(reader: Reader, traits: Traits, city: Numbers) -> Values:
    """How like one learner cities are in size, kind of government and language: the mean of what is known."""
    like = all_traits(reader).like(traits)
    return similarity(like["size"], like["kind"], like["language"])[city]


def alike(reader: Reader, learner: Numbers, city: Numbers) -> Values:
    """The same of many pairs of cities: what is alike of each two kinds and countries is compared once."""
    traits = all_traits(reader)
    sorts, sort = np.unique(traits.kind * len(traits.lands) + traits.land, return_inverse=True)
    kind, land = np.divmod(sorts, len(traits.lands))
    known = (kind[:, None] >= 0) & (kind >= 0)
    likeness = np.where(known, kind[:, None] == kind, np.nan), traits.shared_language()[np.ix_(land, land)]
    pair = sort[learner] * len(sorts) + sort[city]
    total = np.nansum(likeness, axis=0).ravel()[pair]
    many = np.count_nonzero(~np.isnan(likeness), axis=0).astype(np.int8).ravel()[pair]
    size = np.log(traits.population) / np.log(UNLIKE)
    apart = np.abs(size[city] - size[learner])
    sized = ~np.isnan(apart)
    np.add(total, 1 - np.minimum(apart, 1), out=total, where=sized)
    return mean_of(total, many + sized)


def met(reader: Reader, limit: int, learner: Numbers, city: Numbers) -> Values:
    """Of many pairs of cities, the sum over engagements that both were at, as `meetings.shared` has it."""
    key, weight = _all_met(reader, limit)
    many = meetings(reader).cities
    wanted = learner * many + city
    place = np.minimum(np.searchsorted(key, wanted), max(len(key) - 1, 0))
    if not len(key):
        return np.zeros(len(wanted))
    return np.where(key[place] == wanted, weight[place], 0.0)


def _all_met(reader: Reader, limit: int) -> tuple[Numbers, Values]:
    """Every two cities that met, as one number, ascending, and the weight of it."""
    if limit < NEVER:
        return _made_met(reader, limit)
    return kept(reader, ("met", reader.audience.level), lambda reader: _made_met(reader, limit))


def _made_met(reader: Reader, limit: int) -> tuple[Numbers, Values]:
    known = meetings(reader)
    there = known.day <= limit
    city, engagement = known.city[there], known.engagement[there]
    shape = known.cities, max(len(known.engagements), 1)
    present = csr_array((np.ones(len(city)), (city, engagement)), shape=shape)
    weighed = csr_array((known.weights(limit)[engagement], (city, engagement)), shape=shape)
    both = cast("csr_array", (weighed @ present.T)).tocoo()
    key = both.row.astype(np.int64) * known.cities + both.col
    order = np.argsort(key)
    return key[order], np.asarray(both.data[order], np.float64)
