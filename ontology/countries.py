"""Countries: ISO 3166-1 alpha-2 codes and their names, from the CLDR data that babel carries."""

from __future__ import annotations

from functools import cache
from typing import Final

from babel.core import Locale

#: Two-letter codes of CLDR that name no country: groupings, exceptional reservations, test and unknown areas.
_NOT_COUNTRIES: Final = frozenset({
    "AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ",
})  # fmt: skip
#: Languages in which people may write the name of a country.
LANGUAGES: Final = ("en", "fr", "ar")


def is_country(code: str) -> bool:
    """Whether this is the alpha-2 code of a country (or of Kosovo, whose XK is in general use), in any case."""
    return code.upper() in country_codes()


def country_name(code: str, language: str = "en") -> str:
    """The country's name in a language, for example `LB` → Liban in `fr`. Raises KeyError for an unknown code."""
    upper = code.upper()
    if upper not in country_codes():
        raise KeyError(code)
    return _territories(language).get(upper) or _territories("en")[upper]


@cache
def country_codes() -> frozenset[str]:
    """All codes, in capitals."""
    return frozenset(code for code in _territories("en") if len(code) == 2 and code.isalpha()) - _NOT_COUNTRIES


@cache
def _territories(language: str) -> dict[str, str]:
    return dict(Locale.parse(language.partition("-")[0]).territories)
