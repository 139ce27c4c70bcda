"""From when to when anything is told of things."""

from __future__ import annotations

from datetime import date

from practice_atlas.graph.questions.days import Days, days_told
from practice_atlas.graph.reading import Reader

COUNCIL = "practice:youth-council"


def test_of_a_city_from_what_ties_it_to_others_to_its_stages(reader: Reader) -> None:
    """Elin: learned in 2023, was supported in September 2024, adopted its council in February 2025."""
    found = days_told(reader, ["city:elin"])

    assert found is not None
    assert found.first <= date(2023, 12, 31)
    assert found.last >= date(2025, 2, 17)


def test_of_a_practice_what_an_audience_may_not_know_bounds_nothing(reader: Reader, hub: Reader) -> None:
    """That Bela had a council in 2020, only the hub knows."""
    public, inside = days_told(reader, [COUNCIL]), days_told(hub, [COUNCIL])

    assert public is not None
    assert inside is not None
    assert public.first.year > 2020
    assert inside.first == date(2020, 12, 31)


def test_of_several_things_of_all_of_them(reader: Reader) -> None:
    one, other = days_told(reader, ["city:arda"]), days_told(reader, ["city:elin"])
    both = days_told(reader, ["city:arda", "city:elin"])

    assert one is not None
    assert other is not None
    assert both == Days(min(one.first, other.first), max(one.last, other.last))


def test_nothing_bounds_what_nothing_is_told_of(reader: Reader) -> None:
    assert days_told(reader, []) is None
    assert days_told(reader, ["city:nowhere"]) is None
