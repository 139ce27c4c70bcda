"""Regions: every country lies somewhere, once at each width, and people may name them as they are used to."""

from __future__ import annotations

import pytest

from practice_atlas.ontology.countries import country_codes
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.regions import region_named, regions, regions_of

WIDEST = ["africa", "oceania", "americas", "asia", "europe"]


def test_every_country_but_antarctica_lies_in_one_of_the_widest_and_the_widest_comes_last() -> None:
    nowhere = {code for code in country_codes() if not regions_of(code)}
    told = {code: regions_of(code) for code in country_codes() - nowhere}

    assert nowhere == {"AQ"}
    assert len(told) > 240
    assert [code for code, around in told.items() if [slug for slug in around if slug in WIDEST] != [around[-1]]] == []
    assert [code for code, around in told.items() if not 2 <= len(around) <= 3] == []


def test_regions_lie_within_one_another_or_apart() -> None:
    pairs = [(one, other) for one in regions().values() for other in regions().values() if one.code < other.code]

    overlapping = [
        (one.slug, other.slug)
        for one, other in pairs
        if one.countries & other.countries and not (one.countries < other.countries or other.countries < one.countries)
    ]

    assert len(pairs) > 300
    assert overlapping == []


@pytest.mark.parametrize(
    ("country", "around"),
    [
        ("ma", ("northern-africa", "africa")),
        ("TN", ("northern-africa", "africa")),
        ("lb", ("western-asia", "asia")),
        ("iq", ("western-asia", "asia")),
        ("sd", ("northern-africa", "africa")),
        ("ir", ("southern-asia", "asia")),
        ("cy", ("western-asia", "asia")),
        ("ke", ("eastern-africa", "sub-saharan-africa", "africa")),
        ("jm", ("caribbean", "latin-america", "americas")),
        ("xk", ("southern-europe", "europe")),
        ("us", ("northern-america", "americas")),
    ],
)
def test_countries_lie_where_the_united_nations_count_them(country: str, around: tuple[str, ...]) -> None:
    assert regions_of(country) == around


@pytest.mark.parametrize(
    "text",
    ["northern-africa", "015", "Northern Africa", "NORTHERN AFRICA", " northern africa ", "Afrique septentrionale",
     "شمال أفريقيا"],
)  # fmt: skip
def test_a_region_is_named_by_slug_code_or_name(text: str) -> None:
    assert region_named(text) == "northern-africa"
    assert regions()["northern-africa"].code == "015"


def test_every_slug_code_and_name_means_its_own_region() -> None:
    for slug, region in regions().items():
        assert (region_named(slug), region_named(region.code), region_named(region.name)) == (slug, slug, slug)


@pytest.mark.parametrize(
    ("text", "near"),
    [("norhern africa", "northern-africa"), ("westasia", "western-asia"), ("mena", "africa"), ("", "africa"),
     ("x" * 5_000, "africa"), ("country:ma", "africa")],
)  # fmt: skip
def test_what_is_no_region_suggests_some(text: str, near: str) -> None:
    with pytest.raises(UnknownEntityError) as caught:
        region_named(text)

    assert near in caught.value.suggestions
    assert len(caught.value.message) < 200
