"""By region: lists, their counts, the matrix and statistics agree with the countries of the same things."""

from __future__ import annotations

from datetime import date

import pytest

from practice_atlas.graph.questions.lists import Asked, things_of
from practice_atlas.graph.questions.matrix import Wanted, matrix
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.questions.statistics import statistics
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.tables.facets import LISTED, facets_of
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.regions import regions, regions_of

#: Countries of the sample: the hub knows of Tunisia as well.
PUBLIC, HUB = ("lb", "ma", "iq", "ly"), ("lb", "ma", "iq", "ly", "tn")
HAVING_COUNTRIES = tuple(kind for kind in LISTED if "country" in facets_of(kind))


def inside(region: str, countries: tuple[str, ...]) -> list[str]:
    return [f"country:{code}" for code in countries if region in regions_of(code)]


def told(reader: Reader, kind: str, as_of: date | None = None, **filters: list[str]) -> list[str]:
    return [row.thing.id for row in things_of(reader, kind, Asked(filters=filters, as_of=as_of), page=Page(200)).rows]


def test_what_has_countries_has_regions() -> None:
    assert {kind for kind in LISTED if "region" in facets_of(kind)} == set(HAVING_COUNTRIES)
    assert len(HAVING_COUNTRIES) == 9


@pytest.mark.parametrize("kind", HAVING_COUNTRIES)
@pytest.mark.parametrize("as_of", [None, date(2024, 12, 31)])
def test_a_list_of_a_region_is_that_of_its_countries(
    reader: Reader, hub: Reader, kind: str, as_of: date | None
) -> None:
    for who, countries in ((reader, PUBLIC), (hub, HUB)):
        asked = Asked(facets=("region",), as_of=as_of)
        (view,) = things_of(who, kind, asked).facets
        counted = {value.value: value.count for value in view.values}
        for region in ("northern-africa", "africa", "western-asia", "asia"):
            expected = told(who, kind, as_of, country=inside(region, countries))
            assert told(who, kind, as_of, region=[region]) == expected, region
            assert counted.get(region, 0) == len(expected), region
        assert set(counted) <= {"northern-africa", "africa", "western-asia", "asia"}
        assert [value.label for value in view.values] == [regions()[value.value].name for value in view.values]
    if kind in ("city", "flow", "implementation") and as_of is None:
        assert told(reader, kind, region=["africa"])


def test_a_region_narrows_with_others_and_is_loosened(reader: Reader) -> None:
    both = told(reader, "city", region=["africa"], country=["country:lb"])
    empty = things_of(reader, "city", Asked(filters={"region": ["africa"], "country": ["country:lb"]}))
    either = told(reader, "city", region=["northern-africa", "asia"])

    assert both == []
    assert set(empty.loosen) == {"region", "country"}
    assert either == told(reader, "city")


def test_what_is_closed_is_in_no_region(reader: Reader, hub: Reader) -> None:
    known, more = (told(who, "city", region=["northern-africa"]) for who in (reader, hub))

    assert set(more) - set(known) == {"city:hidden"}


def test_the_matrix_of_a_region(reader: Reader, hub: Reader) -> None:
    for who, countries in ((reader, PUBLIC), (hub, HUB)):
        expected = {city for country in countries for city in told(who, "city", country=[f"country:{country}"])
                    if "africa" in regions_of(country)}  # fmt: skip
        cities = matrix(who, wanted=Wanted(region="africa"))
        lands = matrix(who, columns="countries", wanted=Wanted(region="africa"))
        one = matrix(who, wanted=Wanted(region="africa", country="country:ly"))

        assert {thing.id for thing in cities.columns.things} == expected
        assert {thing.id for thing in lands.columns.things} == set(inside("africa", countries))
        assert {thing.id for thing in one.columns.things} == {"city:tripoli-ly"}
        assert matrix(who, wanted=Wanted(region="europe")).columns.things == ()
    assert {cell.column for cell in matrix(reader, wanted=Wanted(region="africa")).cells}


def test_statistics_of_a_region_are_those_of_what_lies_in_it(reader: Reader) -> None:
    for by in ("cities", "countries"):
        everything = {figures.thing.id: figures for figures in statistics(reader, by).figures}
        part = statistics(reader, by, region="northern-africa")
        assert part.total == len(part.figures) < len(everything)
        assert [everything[figures.thing.id] for figures in part.figures] == list(part.figures)
    assert {figures.thing.id for figures in part.figures} == {"country:ma", "country:ly"}


def test_statistics_by_region_add_up(reader: Reader, hub: Reader) -> None:
    for who in (reader, hub):
        found = statistics(who, "regions")
        assert [figures.thing.id for figures in found.figures] == [
            "region:africa", "region:asia", "region:northern-africa", "region:western-asia",
        ]  # fmt: skip
        for figures in found.figures:
            slug = figures.thing.id.partition(":")[2]
            parts = statistics(who, "countries", region=slug).figures
            assert figures.flows == sum(part.flows for part in parts)
            assert figures.shared == sum(part.shared or 0 for part in parts)
            assert figures.implementations == sum(part.implementations for part in parts)
        assert found.figures[0].flows > 0


def test_what_lies_in_no_region_cannot_be_asked_for_in_one(reader: Reader) -> None:
    with pytest.raises(QuestionError, match="practices lie in no region"):
        statistics(reader, "practices", region="africa")
    with pytest.raises(QuestionError, match="is no region"):
        things_of(reader, "city", Asked(filters={"region": ["mena"]}))
