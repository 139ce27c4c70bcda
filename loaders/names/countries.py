"""Names of countries as people write them, in English, French and Arabic, and which code they mean."""

from __future__ import annotations

from functools import cache

from practice_atlas.ontology.countries import LANGUAGES, country_codes, country_name
from practice_atlas.ontology.folding import fold


def code_of_country(text: str) -> str:
    """The two-letter code, in small letters, of a country given by name or code; empty if it is no country."""
    folded = fold(text)
    if folded.upper() in country_codes():
        return folded
    return codes_by_name().get(folded, "")


@cache
def codes_by_name() -> dict[str, str]:
    """The codes, in small letters, by folded name."""
    return {fold(country_name(code, language)): code.lower() for code in country_codes() for language in LANGUAGES}
