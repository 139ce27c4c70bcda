"""Countries by ISO 3166-1 alpha-2 code, named by CLDR in any of its languages."""

from __future__ import annotations

from functools import cache

from babel import Locale


@cache
def codes() -> frozenset[str]:
    """The two-letter codes that CLDR names, in capitals; groupings such as EU are no countries."""
    names = Locale("en").territories
    return frozenset(str(code) for code in names if len(str(code)) == 2 and str(code).isalpha()) - _GROUPINGS


_GROUPINGS = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


def is_country(code: str) -> bool:
    """Whether this is a country's code, in either case."""
    return code.upper() in codes()


@cache
def country_name(code: str, language: str = "en") -> str:
    """The country's name in a language; the code itself where CLDR has none."""
    return str(Locale(language).territories.get(code.upper(), code.upper()))
