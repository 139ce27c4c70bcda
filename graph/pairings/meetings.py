"""Which cities were at which engagements: what two of them have in common. Made once a revision and audience."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph.catalogue import pairing
from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbering, Numbers, Truths, day_number, numbers
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.placing import by_name
from practice_atlas.graph.reading import Reader


@dataclass(frozen=True, slots=True, eq=False)
class Meetings:
    """One place of each column for each city at each engagement, by city: their numbers, and the engagement's day.

    `weights_today` has a place for each engagement: what `weights` tells whatever day bounds it. `by_engagement` are
    the places in the order of their engagements; those of one lie from its place in `first` to that of the next.
    """

    engagements: Numbering
    cities: int
    city: Numbers
    engagement: Numbers
    day: Numbers
    weights_today: NDArray[np.float64]
    by_engagement: Numbers
    first: Numbers

    def of(self, city: int, limit: int) -> Numbers:
        """The engagements that a city was at by the day `limit`."""
        if city == NOTHING:
            return np.empty(0, np.int64)
        first, end = np.searchsorted(self.city, (city, city + 1))
        return np.asarray(self.engagement[first:end][self.day[first:end] <= limit])

    def at(self, city: int, limit: int) -> Truths:
        """The same, told of each engagement."""
        there = np.zeros(len(self.engagements), np.bool_)
        there[self.of(city, limit)] = True
        return there

    def weights(self, limit: int) -> NDArray[np.float64]:
        """What having been at an engagement says of two cities: less, the more cities were there (Adamic and Adar 2003,
        https://doi.org/10.1016/S0378-8733(03)00009-1): one through the logarithm of their number.
        """
        if limit == NEVER:
            return self.weights_today
        return _weights(self.engagement[self.day <= limit], len(self.engagements))

    def shared(self, engagements: Numbers, limit: int) -> NDArray[np.float64]:
        """Of each city, the sum of the weights of those of these engagements that it was at."""
        spans = [self.by_engagement[self.first[one] : self.first[one + 1]] for one in engagements.tolist()]
        there = np.concatenate([self.by_engagement[:0], *spans])
        there = there[self.day[there] <= limit]
        weight = self.weights(limit)[self.engagement[there]]
        return np.bincount(self.city[there], weight, minlength=self.cities).astype(np.float64)


def meetings(reader: Reader) -> Meetings:
    """Who was where, as far as the audience may know."""
    return kept(reader, ("meetings", reader.audience.level), _made)


def _made(reader: Reader) -> Meetings:
    cities = Numbering(identifier for _, identifier in by_name(reader, "city"))
    (present,) = reader.rows(pairing.PRESENT)
    engagements = Numbering(sorted(set(present["engagements"])))
    city, engagement = cities.all_known(present["cities"]), engagements.all_known(present["engagements"])
    # A city can have several parts in one engagement.
    key, first = np.unique(city * max(len(engagements), 1) + engagement, return_index=True)
    first = first[key >= 0]  # of cities that the audience may know of
    city, engagement = city[first], engagement[first]
    by_engagement = np.argsort(engagement, kind="stable")
    return Meetings(
        engagements=engagements,
        cities=len(cities),
        city=city,
        engagement=engagement,
        weights_today=_weights(engagement, len(engagements)),
        by_engagement=by_engagement,
        first=np.searchsorted(engagement[by_engagement], np.arange(len(engagements) + 1)),
        day=numbers(map(day_number, present["days"]))[first],
    )


def _weights(engagement: Numbers, many: int) -> NDArray[np.float64]:
    """Of `many` engagements, from the engagement of each city that was at one."""
    return np.asarray(1 / np.log(np.maximum(np.bincount(engagement, minlength=many), 2)))
