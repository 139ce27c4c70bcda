"""What forms about pairings offer: names to choose from, as far as the audience may know them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from practice_atlas.graph.pairings.algorithms import algorithms
from practice_atlas.graph.pairings.answers import AlgorithmTold
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.placing import by_name, countries
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.countries import country_codes, country_name
from practice_atlas.ontology.folding import fold
from practice_atlas.ontology.regions import regions, regions_of
from practice_atlas.ontology.vocabularies import CityKind
from practice_atlas.visualisations.languages.speaking import country_called, translated

#: Names that a field offers while one types; others can be typed all the same.
_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen: what stands in the address or the field, and what people read beside it."""

    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """Choices by field; `called` says how a field shows a thing that the address names by its identifier."""

    cities: tuple[Choice, ...]
    practices: tuple[Choice, ...]
    themes: tuple[Choice, ...]
    needs: tuple[Choice, ...]
    countries: tuple[Choice, ...]
    regions: tuple[Choice, ...]
    institutions: tuple[Choice, ...]
    called: Mapping[str, str]

    def shown(self, text: str) -> str:
        """What stands in a field for a text of the address."""
        return self.called.get(text, text)


def offers(reader: Reader) -> Offers:
    """What there is to choose from. Made once a revision and audience."""
    return kept(reader, ("offers", reader.audience.level), _made)


def country_choices() -> list[Choice]:
    """All countries by name."""
    return sorted((Choice(code.lower(), country_called(code)) for code in country_codes()), key=lambda one: one.label)


def kind_choices() -> list[Choice]:
    """The kinds of local government."""
    return [Choice(kind.value, translated(kind.label)) for kind in CityKind]


def algorithm_choices(answer: str) -> list[Choice]:
    """The ways to choose mentors, or next practices, the default first, with what each does."""
    every = (told for told in algorithms().algorithms if answer in told.answers)
    return [Choice(told.name, _told(told)) for told in every]


def _told(algorithm: AlgorithmTold) -> str:
    summary = translated(algorithm.summary)
    if not algorithm.takes:
        return summary
    return f"{summary} {translated('It takes {takes}.').format(takes=translated(algorithm.takes))}"


def _made(reader: Reader) -> Offers:
    where = countries(reader)
    cities = _named((identifier, name, _country(where.get(identifier))) for name, identifier in by_name(reader, "city"))
    practices, themes = by_name(reader, "practice"), by_name(reader, "theme")
    needs = _named((identifier, name, "") for name, identifier in (*practices, *themes))
    lands = _named(
        (identifier, name, "") for name, identifier in by_name(reader, "country") if identifier in where.values()
    )
    bodies = _named((identifier, name, "") for name, identifier in by_name(reader, "institution"))
    lain_in = {region for _, city in by_name(reader, "city") for region in _regions(where.get(city))}
    return Offers(
        cities=_choices(cities),
        practices=_choices({identifier: needs[identifier] for _, identifier in practices}),
        themes=_choices({identifier: needs[identifier] for _, identifier in themes}),
        needs=_choices(needs, {identifier: "theme" for _, identifier in themes}),
        countries=_choices(lands),
        regions=tuple(Choice(slug, told.name) for slug, told in regions().items() if slug in lain_in),
        institutions=_choices(bodies),
        called={**cities, **needs, **lands, **bodies},
    )


def _named(things: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """What to write for each thing so that it alone is meant: its name, with its country where it has one; its
    identifier where that would mean several, or could be taken for a name with a country.
    """
    told = {identifier: list(_written(name, country)) for identifier, name, country in things}
    many = Counter(fold(way) for ways in told.values() for way in ways)
    return {
        identifier: next((way for way in ways if many[fold(way)] == 1 and fold(way)), identifier)
        for identifier, ways in told.items()
    }


def _written(name: str, country: str) -> Iterator[str]:
    if country and not set(",(") & set(name):
        yield f"{name}, {country}"
    yield name


def _choices(called: Mapping[str, str], labels: Mapping[str, str] | None = None) -> tuple[Choice, ...]:
    found = [Choice(value, (labels or {}).get(identifier, "")) for identifier, value in called.items()]
    return tuple(sorted(found, key=lambda choice: fold(choice.value))[:_MOST])


def _country(identifier: str | None) -> str:
    return country_name(identifier.partition(":")[2]) if identifier else ""


def _regions(country: str | None) -> Sequence[str]:
    return regions_of(country.partition(":")[2]) if country else ()
