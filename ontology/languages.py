"""Languages: their codes and names, from the CLDR data that babel carries."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Final

from babel.core import Locale

from practice_atlas.ontology.countries import LANGUAGES
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.folding import fold

#: Codes that name no language: several, none, not known.
_NOT_LANGUAGES: Final = frozenset({"mul", "und", "zxx"})


def language_name(code: str, language: str = "en") -> str:
    """What a language is called in one, in English unless said otherwise; the code itself where it has no name."""
    return _names(language).get(code.lower(), code)


def language_named(text: str) -> str:
    """The code of the language that is meant by a code or a name: `Arabic` → ar. Raises UnknownEntityError."""
    code = text.strip().lower()
    found = code if code in _names("en") else _known().get(fold(text))
    if found is None:
        near = get_close_matches(fold(text)[:100], _known(), n=3, cutoff=0.7)
        suggestions = [f"{known} ({language_name(known)})" for known in dict.fromkeys(_known()[name] for name in near)]
        raise UnknownEntityError(f"{text[:80]!r} is no language.", suggestions=suggestions)
    return found


@cache
def _known() -> Mapping[str, str]:
    """What a language may be called, folded → its code."""
    return {fold(name): code for language in LANGUAGES for code, name in _names(language).items()}


@cache
def _names(language: str) -> Mapping[str, str]:
    told = Locale.parse(language).languages
    return {code: name for code, name in told.items() if code.isalpha() and code not in _NOT_LANGUAGES}
