"""Which cities were at which engagements: what two of them have in common. Made once a revision and audience."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph.catalogue import pairing
from practice_atlas.graph.questions.columns import NOTHING, Numbering, Numbers, day_number, numbers
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.placing import by_name
from practice_atlas.graph.reading import Reader


@dataclass(frozen=True, slots=True, eq=False)
class Meetings:
    """One place of each column for each city at each engagement, by city: their numbers, and the engagement's day."""

    engagements: Numbering
    cities: int
    city: Numbers
    engagement: Numbers
    day: Numbers

    def of(self, city: int, limit: int) -> Numbers:
        """The engagements that a city was at by the day `limit`."""
        if city == NOTHING:
            return np.empty(0, np.int64)
        first, end = np.searchsorted(self.city, (city, city + 1))
        return np.asarray(self.engagement[first:end][self.day[first:end] <= limit])

    def weights(self, limit: int) -> NDArray[np.float64]:
        """What having been at an engagement says of two cities: less, the more cities were there (Adamic and Adar 2003,
        https://doi.org/10.1016/S0378-8733(03)00009-1): one through the logarithm of their number.
        """
        present = np.bincount(self.engagement[self.day <= limit], minlength=len(self.engagements))
        return np.asarray(1 / np.log(np.maximum(present, 2)))

    def shared(self, engagements: Numbers, limit: int) -> NDArray[np.float64]:
        """Of each city, the sum of the weights of those of these engagements that it was at."""
        weight = np.zeros(len(self.engagements))
        weight[engagements] = self.weights(limit)[engagements]
        counts = (self.day <= limit) & (weight[self.engagement] > 0)
        return np.bincount(self.city[counts], weight[self.engagement[counts]], minlength=self.cities).astype(np.float64)


def meetings(reader: Reader) -> Meetings:
    """Who was where, as far as the audience may know."""
    return kept(reader, ("meetings", reader.audience.level), _made)


def _made(reader: Reader) -> Meetings:
    cities = Numbering(identifier for _, identifier in by_name(reader, "city"))
    level = reader.audience.level
    rows = [row for row in reader.rows(pairing.PRESENT) if max(row["level"], row["part_level"]) <= level]
    rows = [row for row in rows if cities.known(row["city"]) != NOTHING]
    engagements = Numbering(sorted({row["id"] for row in rows}))
    city = numbers(cities.known(row["city"]) for row in rows)
    engagement = numbers(engagements.known(row["id"]) for row in rows)
    # A city can have several parts in one engagement.
    _, first = np.unique(city * max(len(engagements), 1) + engagement, return_index=True)
    return Meetings(
        engagements=engagements,
        cities=len(cities),
        city=city[first],
        engagement=engagement[first],
        day=numbers(day_number(row["known_by"]) for row in rows)[first],
    )
