"""What cities are like: size, kind of government, languages, place. Made once a revision and audience."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from babel.languages import get_official_languages
from numpy.typing import NDArray

from practice_atlas.graph.catalogue import pairing
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.placing import by_name, countries
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import CityKind

Values = NDArray[np.float64]

#: Two cities of which one has so many times the inhabitants of the other have nothing in common in size.
_UNLIKE: Final = 100.0
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
    """Of all cities by name; not a number where something is not known. `kind` is a place in CityKind, -1 for none."""

    cities: list[str]
    country: list[str | None]
    population: Values
    kind: NDArray[np.int64]
    latitude: Values
    longitude: Values

    def of(self, city: int) -> Traits:
        """Those of one city by its number."""
        lying = (float(self.latitude[city]), float(self.longitude[city]))
        return Traits(
            country=self.country[city],
            population=None if np.isnan(self.population[city]) else int(self.population[city]),
            kind=_KINDS[self.kind[city]] if self.kind[city] >= 0 else None,
            languages=languages_of(self.country[city]),
            place=None if any(np.isnan(lying)) else lying,
        )

    def size_like(self, wanted: Traits) -> Values:
        """1 for as many inhabitants, 0 for a hundred times as many or as few; not a number where one is not known."""
        if wanted.population is None:
            return np.full(len(self.cities), np.nan)
        apart = np.abs(np.log(self.population / wanted.population)) / np.log(_UNLIKE)
        return np.asarray(1 - np.minimum(apart, 1))

    def kind_like(self, wanted: Traits) -> Values:
        """1 for the same kind of government, 0 for another."""
        if wanted.kind is None:
            return np.full(len(self.cities), np.nan)
        return np.where(self.kind < 0, np.nan, np.equal(self.kind, _KINDS.index(wanted.kind)))

    def speaks(self, wanted: Traits) -> Values:
        """1 where a language is spoken that the other speaks too, else 0."""
        if not wanted.languages:
            return np.full(len(self.cities), np.nan)
        known = {country: languages_of(country) for country in set(self.country)}
        shared = {
            country: float(bool(spoken & wanted.languages)) if spoken else np.nan for country, spoken in known.items()
        }
        return np.array([shared[country] for country in self.country])

    def kilometres(self, wanted: Traits) -> Values:
        """As the crow flies (haversine); not a number where a place is not known."""
        if wanted.place is None:
            return np.full(len(self.cities), np.nan)
        north, east = np.radians(wanted.place)
        there, along = np.radians(self.latitude), np.radians(self.longitude)
        half = np.sin((there - north) / 2) ** 2 + np.cos(north) * np.cos(there) * np.sin((along - east) / 2) ** 2
        return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(half)))


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
    return AllTraits(
        cities=cities,
        country=[where.get(identifier) for identifier in cities],
        population=np.array([row["population"] or np.nan for row in told], np.float64),
        kind=np.array([_KINDS.index(row["kind"]) if row["kind"] else -1 for row in told], np.int64),
        latitude=np.array([_number(row["latitude"]) for row in told], np.float64),
        longitude=np.array([_number(row["longitude"]) for row in told], np.float64),
    )


def _number(value: float | None) -> float:
    return np.nan if value is None else value
