"""What cities are like: size, kind of government, languages, place. Made once a revision and audience."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

import numpy as np
from babel.languages import get_official_languages
from numpy.typing import NDArray

from practice_atlas.graph.catalogue import pairing
from practice_atlas.graph.questions.columns import Truths
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.placing import by_name, countries, lies_in
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import CityKind

Values = NDArray[np.float64]
#: Cities by number, or all of them.
Chosen: TypeAlias = NDArray[np.int64] | slice
EVERY: Final = slice(None)

#: Two cities of which one has so many times the inhabitants of the other have nothing in common in size.
UNLIKE: Final = 100.0
_EARTH_KM: Final = 6371.0
_KINDS: Final = tuple(kind.value for kind in CityKind)


@dataclass(frozen=True, slots=True)
class Traits:
    """What one city is like; None and nothing for what is not known. `kind` is a code of CityKind."""

    country: str | None = None
    population: int | None = None
    kind: str | None = None
    languages: frozenset[str] = frozenset()
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class AllTraits:
    """Of all cities by name; not a number where something is not known. `kind` is a place in CityKind, -1 for none;
    `land` the place of its country in `lands`.
    """

    cities: list[str]
    lands: list[str | None]
    land: NDArray[np.int64]
    population: Values
    kind: NDArray[np.int64]
    latitude: Values
    longitude: Values

    def of(self, city: int) -> Traits:
        """Those of one city by its number."""
        lying = (float(self.latitude[city]), float(self.longitude[city]))
        return Traits(
            country=self.lands[self.land[city]],
            population=None if np.isnan(self.population[city]) else int(self.population[city]),
            kind=_KINDS[self.kind[city]] if self.kind[city] >= 0 else None,
            languages=languages_of(self.lands[self.land[city]]),
            place=None if any(np.isnan(lying)) else lying,
        )

    def like(self, wanted: Traits, cities: Chosen = EVERY) -> dict[str, Values]:
        """How like these cities are to the wanted traits, and how far away: not a number where that is not known.

        `size` is 1 for as many inhabitants and 0 for a hundred times as many or as few; `kind` 1 for the same kind of
        government, else 0; `language` 1 where one is shared, else 0; `kilometres` as the crow flies.
        """
        return {
            "size": self._size_like(wanted.population, cities),
            "kind": self._kind_like(wanted.kind, cities),
            "language": self._speaks(wanted.languages, cities),
            "kilometres": self._kilometres(wanted.place, cities),
        }

    def lies_in(self, regions: Iterable[str]) -> Truths:
        """Which cities lie in one of these regions."""
        chosen = tuple(regions)
        return np.array([any(lies_in(land, region) for region in chosen) for land in self.lands], np.bool_)[self.land]

    def shared_language(self) -> Values:
        """For each two countries of `lands` 1 where they share a language, else 0; not a number where one has none."""
        spoken = [languages_of(land) for land in self.lands]
        return np.array([
            [float(bool(one & other)) if one and other else np.nan for other in spoken] for one in spoken
        ]).reshape(len(spoken), len(spoken))  # fmt: skip

    def _size_like(self, population: int | None, cities: Chosen) -> Values:
        if population is None:
            return self._unknown(cities)
        apart = np.abs(np.log(self.population[cities] / population)) / np.log(UNLIKE)
        return np.asarray(1 - np.minimum(apart, 1))

    def _kind_like(self, kind: str | None, cities: Chosen) -> Values:
        if kind is None:
            return self._unknown(cities)
        kinds = self.kind[cities]
        return np.where(kinds < 0, np.nan, np.equal(kinds, _KINDS.index(kind)))

    def _speaks(self, languages: frozenset[str], cities: Chosen) -> Values:
        if not languages:
            return self._unknown(cities)
        spoken = [languages_of(land) for land in self.lands]
        return np.array([float(bool(some & languages)) if some else np.nan for some in spoken])[self.land[cities]]

    def _kilometres(self, place: tuple[float, float] | None, cities: Chosen) -> Values:
        """By the haversine formula."""
        if place is None:
            return self._unknown(cities)
        north, east = np.radians(place)
        there, along = np.radians(self.latitude[cities]), np.radians(self.longitude[cities])
        half = np.sin((there - north) / 2) ** 2 + np.cos(north) * np.cos(there) * np.sin((along - east) / 2) ** 2
        return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(half)))

    def _unknown(self, cities: Chosen) -> Values:
        return np.full(len(self.land[cities]), np.nan)


def all_traits(reader: Reader) -> AllTraits:
    """Of the cities that the audience may see."""
    return kept(reader, ("traits", reader.audience.level), _made)


@cache
def languages_of(country: str | None) -> frozenset[str]:
    """The languages, by code, in which a country is governed, as CLDR has them."""
    if country is None:
        return frozenset()
    code = country.partition(":")[2].upper()
    return frozenset(get_official_languages(code, regional=False, de_facto=True))


def _made(reader: Reader) -> AllTraits:
    where = countries(reader)
    rows = {row["id"]: row for row in reader.rows(pairing.CITIES) if row["level"] <= reader.audience.level}
    cities = [identifier for _, identifier in by_name(reader, "city")]
    told = [rows[identifier] for identifier in cities]
    lands = list(dict.fromkeys(where.get(identifier) for identifier in cities))
    place = {land: number for number, land in enumerate(lands)}
    return AllTraits(
        cities=cities,
        lands=lands,
        land=np.array([place[where.get(identifier)] for identifier in cities], np.int64),
        population=np.array([row["population"] or np.nan for row in told], np.float64),
        kind=np.array([_KINDS.index(row["kind"]) if row["kind"] else -1 for row in told], np.int64),
        latitude=np.array([_number(row["latitude"]) for row in told], np.float64),
        longitude=np.array([_number(row["longitude"]) for row in told], np.float64),
    )


def _number(value: float | None) -> float:
    return np.nan if value is None else value
