"""Dates in words, exactly as precise as the source: *January 2024* never becomes 1 January."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from babel.dates import get_month_names

from practice_atlas.visualisations.languages.language import Language
from practice_atlas.visualisations.languages.speaking import language, translated
from practice_atlas.visualisations.messages import message

_PLAIN: Final = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%])?$")
_UNSTATED: Final = re.compile(r"^([\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?$")
_QUALIFIED: Final = {"~": "date.about", "?": "date.perhaps", "%": "date.perhaps-about"}
_LAST: Final = 12
#: Seasons and the like by their number in EDTF.
SEASONS: Final = {
    21: "spring", 22: "summer", 23: "autumn", 24: "winter",
    25: "northern spring", 26: "northern summer", 27: "northern autumn", 28: "northern winter",
    29: "southern spring", 30: "southern summer", 31: "southern autumn", 32: "southern winter",
    33: "the first quarter of", 34: "the second quarter of", 35: "the third quarter of", 36: "the last quarter of",
    37: "the first third of", 38: "the second third of", 39: "the last third of",
    40: "the first half of", 41: "the second half of",
}  # fmt: skip


def in_words(when: str | None) -> str:
    """EDTF text as people say it; what has no better words is shown as written."""
    if not when:
        return message("date.none")
    text = when.strip()
    if text.startswith("[") and text.endswith("]"):
        return _one_of(text[1:-1])
    start, slash, end = text.partition("/")
    if slash:
        return _interval(start, end)
    return _single(text)


def day_shown(day: str) -> str:
    """A day of the service's own (of a revision, or asked for), YYYY-MM-DD: as it is in English, else in words, since
    Arabic would turn it.
    """
    return day if language() is Language.ENGLISH else in_words(day)


def last_day(day: date) -> str:
    """The last day that counts, where it may come from a year or a month: *the end of 2024* is 31 December."""
    if day != date(day.year, day.month, monthrange(day.year, day.month)[1]):
        return _calendar(str(day.year), day.month, day.day)
    return message("date.end-of").format(when=_calendar(str(day.year), 0 if day.month == _LAST else day.month, 0))


def _interval(start: str, end: str) -> str:
    if start in ("", ".."):
        return message("date.until").format(end=_single(end))
    if end in ("", ".."):
        return message("date.since").format(start=_single(start))
    return message("date.from-to").format(start=_first_of(start, end), end=_single(end))


def _one_of(inside: str) -> str:
    if "," in inside:
        return message("date.either").join(_single(item.strip()) for item in inside.split(","))
    start, dots, end = inside.partition("..")
    if not dots:
        return _single(inside)
    if not start:
        return message("date.by").format(end=_single(end))
    if not end:
        return message("date.after").format(start=_single(start))
    return message("date.between").format(start=_first_of(start, end), end=_single(end))


def _first_of(start: str, end: str) -> str:
    """The start without its year where the end repeats it: *between January and September 2024*."""
    words = _single(start)
    same_year = _PLAIN.match(start) and _PLAIN.match(end) and start[:4] == end[:4] and len(start) > 4 and len(end) > 4
    return words.removesuffix(f" {start[:4]}") if same_year else words


def _single(text: str) -> str:
    plain = _PLAIN.match(text)
    if plain:
        year, month, day, qualifier = plain.groups()
        words = _calendar(year, int(month or 0), int(day or 0))
        return message(_QUALIFIED[qualifier]).format(date=words) if qualifier else words
    unstated = _UNSTATED.match(text)
    return _with_gaps(text, *unstated.groups()) if unstated else message("date.other").format(date=text)


def _calendar(year: str, month: int, day: int) -> str:
    if month in SEASONS:
        return f"{translated(SEASONS[month])} {year}"
    if not 1 <= month <= 12:
        return year
    name = get_month_names("wide", locale=language().value)[month]
    return f"{day} {name} {year}" if day else f"{name} {year}"


def _with_gaps(text: str, year: str, month: str | None, day: str | None) -> str:
    """Dates with X where the source leaves a digit out."""
    if year == "XXXX" and month and month.isdigit():
        known = _calendar("", int(month), int(day) if day and day.isdigit() else 0).strip()
        return message("date.some-year").format(date=known)
    if not month and year.endswith("X") and year[:3].isdigit():
        return message("date.decade").format(decade=f"{year[:3]}0")
    if not month and year.endswith("XX") and year[:2].isdigit():
        return message("date.century").format(start=f"{year[:2]}00", end=f"{year[:2]}99")
    if year.isdigit() and month == "XX":
        return message("date.some-month").format(date=year)
    if year.isdigit() and month and month.isdigit() and day == "XX":
        return message("date.some-day").format(date=_calendar(year, int(month), 0))
    return message("date.other").format(date=text)
