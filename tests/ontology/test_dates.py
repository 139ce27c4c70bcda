"""Dates as stated: EDTF text, and the days it can mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from practice_atlas.ontology.dates import When

days = st.dates(date(1, 1, 1), date(9998, 12, 31))
plain = st.one_of(
    days.map(date.isoformat),
    days.map(lambda day: day.isoformat()[:7]),
    days.map(lambda day: day.isoformat()[:4]),
)
ADAPTER = TypeAdapter(When)

#: Text, earliest and latest day, and the day by which it was certainly so.
EXAMPLES = [
    ("2024", "2024-01-01", "2024-12-31", "2024-12-31"),
    ("2024-02", "2024-02-01", "2024-02-29", "2024-02-29"),
    ("2023-02", "2023-02-01", "2023-02-28", "2023-02-28"),
    ("2024-01-17", "2024-01-17", "2024-01-17", "2024-01-17"),
    ("2024-09/2025-06", "2024-09-01", "2025-06-30", "2025-06-30"),
    ("2023-03/..", "2023-03-01", None, "2023-03-31"),
    ("2023-03/", "2023-03-01", None, "2023-03-31"),
    ("../2019-07", None, "2019-07-31", "2019-07-31"),
    ("[2024-01..2024-09]", "2024-01-01", "2024-09-30", "2024-09-30"),
    ("[..2019-07-15]", None, "2019-07-15", "2019-07-15"),
]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("text", "earliest", "latest", "known_by"), EXAMPLES)
def test_the_forms_of_the_data_model(text: str, earliest: str | None, latest: str | None, known_by: str | None) -> None:
    when = When.parse(text)

    assert (when.earliest, when.latest, when.known_by) == (_day(earliest), _day(latest), _day(known_by))
    assert str(when) == text


def test_a_season_lies_within_its_year() -> None:
    spring = When.parse("2019-21")

    assert spring.earliest
    assert spring.latest
    assert spring.earliest.year == spring.latest.year == 2019
    assert spring.earliest < spring.latest


def test_about_a_year_is_wider_than_the_year() -> None:
    about = When.parse("2024~")

    assert about.earliest
    assert about.latest
    assert about.earliest <= date(2024, 1, 1)
    assert about.latest >= date(2024, 12, 31)


def test_an_unspecified_year_has_no_bounds() -> None:
    when = When.parse("XXXX-11-22")

    assert when.known_by is None


@given(plain)
def test_text_survives(text: str) -> None:
    assert str(When.parse(text)) == text
    assert ADAPTER.dump_python(ADAPTER.validate_python(text), mode="json") == text


@given(plain)
def test_the_earliest_day_is_not_after_the_latest(text: str) -> None:
    when = When.parse(text)

    assert when.earliest
    assert when.latest
    assert when.earliest <= when.latest == when.known_by
    assert when.earliest.isoformat().startswith(text)


@given(plain, plain)
def test_an_interval_spans_its_ends(one: str, other: str) -> None:
    first, last = sorted((When.parse(one), When.parse(other)), key=lambda when: (when.earliest, when.latest))
    if first.latest and last.latest and first.latest > last.latest:
        return  # a month within a year: which of them ends it is not asked here

    when = When.parse(f"{first}/{last}")

    assert (when.earliest, when.latest) == (first.earliest, last.latest)
    assert when.known_by == last.latest


@given(plain)
def test_what_goes_on_was_so_once_it_must_have_begun(text: str) -> None:
    assert When.parse(f"{text}/..").known_by == When.parse(text).latest


@given(days, days)
def test_a_reversed_interval_is_refused(one: date, other: date) -> None:
    if one == other:
        return
    later, earlier = max(one, other), min(one, other)

    with pytest.raises(ValueError, match="ends before it starts"):
        When.parse(f"{later.isoformat()}/{earlier.isoformat()}")


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2024-13", "2024-02-30", "2023-02-29", "17.01.2024", "01/17/2024", "0000", "2024-1-1", "../..",
     "/", "2024/2023", "[2024-09..2024-01]", "2024-01-17T10:00", "²⁰²⁴", "x" * 81, "2024\n2025"],
)  # fmt: skip
def test_errors_name_a_fix(text: str) -> None:
    with pytest.raises(ValidationError) as caught:
        ADAPTER.validate_python(text)

    (error,) = caught.value.errors()
    assert error["ctx"]["rule"] == "date.form"
    assert error["ctx"]["fix"]
    assert error["msg"]


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        when = When.parse(text)
    except ValueError:
        return
    assert when.earliest is None or when.latest is None or when.earliest <= when.latest


@pytest.mark.parametrize("value", [2024, 20.24, date(2024, 1, 1), None, ["2024"]])
def test_only_text_is_a_date(value: object) -> None:
    with pytest.raises(ValidationError, match="is not text"):
        ADAPTER.validate_python(value)


def test_dates_are_equal_by_their_text_and_written_to_schemas() -> None:
    when = When.parse(" 2024-01 ")

    assert when == When.parse("2024-01") == ADAPTER.validate_python(when)
    assert ADAPTER.json_schema()["format"] == "edtf"
