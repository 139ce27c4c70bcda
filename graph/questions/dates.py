"""*As of* a date: what was certainly so by then."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from practice_atlas.ontology.dates import When
from practice_atlas.ontology.errors import QuestionError


class Dated(Protocol):
    """Anything with the day by which it was certainly so."""

    @property
    def known_by(self) -> str | None:
        """The day in ISO form; None if nothing bounds it."""
        ...


D = TypeVar("D", bound=Dated)


def as_of_day(text: str | None) -> date | None:
    """The last day of a date as people write it (2024, 2024-02, 2024-02-01). Raises QuestionError."""
    if not text:
        return None
    try:
        day = When.parse(text).latest
    except ValueError as error:
        raise QuestionError("as_of", str(error), fix="Write a date, for example 2024-02-01 or 2024.") from error
    if day is None:
        raise QuestionError("as_of", f"{text!r} has no last day", fix="Write a date, for example 2024-02-01 or 2024.")
    return day


def last_day(day: date) -> str:
    """The last day that counts, for a problem: where it may come from a year or a month, *the end of 2024*."""
    if day != date(day.year, day.month, monthrange(day.year, day.month)[1]):
        return day.isoformat()
    return f"the end of {day:%Y}" if day.month == 12 else f"the end of {day:%Y-%m}"


def known_by_then(items: Iterable[D], as_of: date | None) -> tuple[list[D], int]:
    """The items that were so by then, and how many had to be left out because nothing bounds their day."""
    if as_of is None:
        return list(items), 0
    limit = as_of.isoformat()
    kept, left_out = [], 0
    for item in items:
        if item.known_by is None:
            left_out += 1
        elif item.known_by <= limit:
            kept.append(item)
    return kept, left_out
