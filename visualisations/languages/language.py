"""The languages of the interface. A brief has the same ones, chosen for itself (`brief/languages.py`)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Language(StrEnum):
    """A language that pages are written in, by code."""

    ENGLISH = "en"
    FRENCH = "fr"
    ARABIC = "ar"

    @property
    def direction(self) -> str:
        """Which way it runs: ltr or rtl."""
        return "rtl" if self is Language.ARABIC else "ltr"

    @property
    def own_name(self) -> str:
        """What it calls itself."""
        return _OWN[self]


_OWN: Final = {Language.ENGLISH: "English", Language.FRENCH: "Français", Language.ARABIC: "العربية"}
