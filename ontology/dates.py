"""Dates as precise as the source: EDTF text with the earliest and latest day it can mean.

Plain dates and intervals, nearly all there are, are read here; the rest of EDTF level 2 by the `edtf` package, which
takes some 10 ms a date and therefore stands behind a cache.
"""

from __future__ import annotations

import calendar
import re
import warnings
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from time import struct_time
from types import ModuleType
from typing import Any, Final

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from practice_atlas.ontology.rules import broken

_PLAIN: Final = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_LONGEST: Final = 80

HINT: Final = (
    "Write it as precisely as the source says, for example 2024, 2024-01, 2024-01-17, 2024-09/2025-06 (throughout), "
    "[2024-01..2024-09] (some time within), 2023-03/.. (since), 2024~ (about) or 2019-21 (spring 2019)."
)


@dataclass(frozen=True, slots=True)
class When:
    """A date as stated: `text` in EDTF, and the first and last day it can mean (None: unbounded or not stated)."""

    text: str
    earliest: date | None = field(compare=False)
    latest: date | None = field(compare=False)
    started_by: date | None = field(compare=False)

    @classmethod
    def parse(cls, text: str) -> When:
        """Reads EDTF text. Raises ValueError, with what is wrong and examples, for anything else."""
        return _parse(text.strip())

    @property
    def known_by(self) -> date | None:
        """The day by which it was certainly so: the last possible day or, for what goes on, the last it can have begun.

        *As of* questions compare with this day, so that nothing counts before it could have happened.
        """
        return self.latest or self.started_by

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Lets models read and write dates as text."""
        return core_schema.no_info_plain_validator_function(
            cls._accept,
            serialization=core_schema.plain_serializer_function_ser_schema(str, return_schema=core_schema.str_schema()),
        )

    @classmethod
    def _accept(cls, value: Any) -> When:
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise broken(
                "date.form", f"{value!r} is not text", "Write it as text, in quotation marks where YAML needs them."
            )
        try:
            return cls.parse(value)
        except ValueError as error:
            what, _, fix = str(error).partition(". ")
            raise broken("date.form", what, fix or "Mend or remove it.") from error

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        """In JSON Schema a date is text with a hint; its rule is EDTF's, which a pattern cannot hold."""
        return {"type": "string", "format": "edtf", "maxLength": _LONGEST, "examples": ["2024-01", "2024-09/2025-06"]}


@lru_cache(maxsize=65_536)
def _parse(text: str) -> When:
    if len(text) > _LONGEST:
        raise ValueError(f"a date of {len(text)} characters. {HINT}")
    plain = _PLAIN.match(text)
    if plain:
        day_one, last_day = _plain_bounds(text, plain)
        return When(text, day_one, last_day, last_day)
    start, slash, end = text.partition("/")
    if slash and "," not in text:
        return _interval(text, start, end)
    earliest, latest = _package_bounds(text)
    return When(text, earliest, latest, latest)


def _interval(text: str, start: str, end: str) -> When:
    open_start, open_end = start in ("", ".."), end in ("", "..")
    if open_start and open_end:
        raise ValueError(f"{text!r} has neither a start nor an end. {HINT}")
    first = None if open_start else _parse(start)
    last = None if open_end else _parse(end)
    earliest = first.earliest if first else None
    latest = last.latest if last else None
    if earliest and latest and (latest < earliest or _after(first, last)):
        raise ValueError(f"the interval {text} ends before it starts; write the earlier date first.")
    return When(text, earliest, latest, first.latest if first else latest)


def _after(first: When | None, last: When | None) -> bool:
    return bool(first and last and first.earliest and last.earliest and first.earliest > last.earliest)


def _plain_bounds(text: str, match: re.Match[str]) -> tuple[date | None, date | None]:
    year, month, day = (int(part) if part else None for part in match.groups())
    if not year:
        raise ValueError(f"{text!r} is in the year 0, which no source means. {HINT}")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if month > 12:
        return _package_bounds(text)  # 21 to 41 are seasons and the like
    try:
        first = date(year, month, day or 1)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day of the calendar. {HINT}") from error
    return first, first if day else date(year, month, calendar.monthrange(year, month)[1])


def _package_bounds(text: str) -> tuple[date | None, date | None]:
    if not re.search(r"[\d]", text) and "X" not in text:
        raise ValueError(f"{text!r} is not a date in EDTF. {HINT}")
    parser = _edtf()
    try:
        parsed = parser.parse_edtf(text)
        bounds = _day(parsed.lower_fuzzy()), _day(parsed.upper_fuzzy())
    except (
        parser.EDTFParseException,
        AttributeError,
        TypeError,
        ValueError,
        OverflowError,
        NotImplementedError,
    ) as error:
        raise ValueError(f"{text!r} is not a date in EDTF. {HINT}") from error
    if bounds[0] and bounds[1] and bounds[0] > bounds[1]:
        raise ValueError(f"{text!r} ends before it starts. {HINT}")
    return bounds


@lru_cache(maxsize=1)
def _edtf() -> ModuleType:
    """The package, loaded when the first date needs it: its grammar takes 0.2 s to build and warns while it does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import edtf
    return edtf


def _day(moment: struct_time | float | None) -> date | None:
    """A calendar day, or None for an open end or for years that only stand for *unspecified* (0 and 9999)."""
    if not isinstance(moment, struct_time) or not 1 <= moment.tm_year < 9999:
        return None
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
