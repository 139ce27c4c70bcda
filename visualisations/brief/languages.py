"""The languages of a brief: their messages, which way they run, and how they write numbers and days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from babel.core import Locale
from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal

from practice_atlas.visualisations.brief import messages_ar, messages_en, messages_fr
from practice_atlas.visualisations.dates import in_words

TABLES: Final[Mapping[str, Mapping[str, str]]] = {
    "en": messages_en.TABLE,
    "fr": messages_fr.TABLE,
    "ar": messages_ar.TABLE,
}
_DAY: Final = re.compile(r"^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?([~?%])?$")
_QUALIFIED: Final = {"~": "date.about", "?": "date.perhaps", "%": "date.perhaps-about"}


class Language(StrEnum):
    """A language that a brief is written in, by code."""

    ENGLISH = "en"
    FRENCH = "fr"
    ARABIC = "ar"

    @property
    def direction(self) -> str:
        """Which way it runs: ltr or rtl."""
        return "rtl" if self is Language.ARABIC else "ltr"

    def message(self, key: str) -> str:
        """The template of a key. Raises KeyError for one that no table has: a fault in this program."""
        text = TABLES[self][key]
        return re.sub(r" (?=[:;?!])", "\u00a0", text) if self is Language.FRENCH else text

    def has_message(self, key: str) -> bool:
        """Whether there is such a template."""
        return key in TABLES[self]

    def number(self, value: float) -> str:
        """A number as people of the language write it, with Western digits; at most two after the point."""
        return format_decimal(value, format="#,##0.##", locale=self.value)

    def share(self, value: float) -> str:
        """A score or a part of one, always with two digits after the point."""
        return format_decimal(value, format="0.00", locale=self.value)

    def day(self, day: date) -> str:
        """A day with the month's name."""
        return str(format_date(day, "d MMMM y", locale=self.value))

    def year(self, day: date) -> str:
        """The year of a day."""
        return str(format_date(day, "y", locale=self.value))

    def name_of(self, language: str) -> str:
        """The name of a language; its code where there is none."""
        return str(Locale(self.value).languages.get(language, language))

    def when(self, stated: str | None) -> str:
        """EDTF text in words, exactly as precise as the source; the rare forms, which only English has words for, as
        written.
        """
        if not stated:
            return self.message("date.none")
        if self is Language.ENGLISH:
            return in_words(stated)
        start, slash, end = stated.strip().partition("/")
        if not slash:
            return self._single(start)
        if start in ("", ".."):
            return self.message("date.until").format(end=self._single(end))
        if end in ("", ".."):
            return self.message("date.since").format(start=self._single(start))
        return self.message("date.from-to").format(start=self._single(start), end=self._single(end))

    def _single(self, text: str) -> str:
        found = _DAY.match(text)
        if not found:
            return self.message("date.other").format(date=text)
        year, month, day, qualifier = found.groups()
        words = " ".join(part for part in (day and str(int(day)), month and self._month(int(month)), year) if part)
        return self.message(_QUALIFIED[qualifier]).format(date=words) if qualifier else words

    def _month(self, month: int) -> str:
        return str(get_month_names("wide", context="format", locale=self.value)[month])
