"""Dates in words."""

from __future__ import annotations

from datetime import date

import pytest

from practice_atlas.visualisations.dates import in_words, last_day

WORDS = [
    (None, "not dated in the source"),
    ("", "not dated in the source"),
    ("2024", "2024"),
    ("2024-01", "January 2024"),
    ("2025-02-17", "17 February 2025"),
    ("[2024-01..2024-09]", "between January and September 2024"),
    ("[2023-11..2024-09]", "between November 2023 and September 2024"),
    ("[2023..2024]", "between 2023 and 2024"),
    ("[..2019-07-15]", "at some time up to 15 July 2019"),
    ("[2019..]", "at some time since 2019"),
    ("[2023, 2024-05]", "2023 or May 2024"),
    ("[2024]", "2024"),
    ("2024-09/2025-06", "from September 2024 to June 2025"),
    ("2024-01/2024-03", "from January to March 2024"),
    ("2023-03/..", "since March 2023"),
    ("2023-03/", "since March 2023"),
    ("../2023-03", "until March 2023"),
    ("2024~", "about 2024"),
    ("2024-05?", "perhaps May 2024"),
    ("2024%", "perhaps about 2024"),
    ("2019-21", "spring 2019"),
    ("2019-41", "the second half of 2019"),
    ("XXXX-11-22", "22 November of a year that is not stated"),
    ("XXXX-11", "November of a year that is not stated"),
    ("201X", "the 2010s"),
    ("20XX", "some time in 2000–2099"),
    ("2024-XX", "2024, the month not stated"),
    ("2024-05-XX", "May 2024, the day not stated"),
    ("Y17000", "as written: Y17000"),
    ("XXXX", "as written: XXXX"),
]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 12, 31), "the end of 2024"),
        (date(2024, 2, 29), "the end of February 2024"),
        (date(2023, 2, 27), "27 February 2023"),
        (date(2024, 12, 30), "30 December 2024"),
    ],
)
def test_the_last_day_of_a_year_is_told_as_the_year(day: date, words: str) -> None:
    """As of 2024 means until its end; so does as of 31 December 2024."""
    assert last_day(day) == words


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_dates_are_as_precise_as_the_source(text: str | None, words: str) -> None:
    """No day or month that is not stated."""
    assert in_words(text) == words
