"""Which language is spoken while something is answered, and what texts read in it.

Texts are written in English where they are needed and translated when they are said. What is said outside of a request
for a page (the terminal, the interface for programs) is said in English.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Final

from practice_atlas.graph.questions.answers import Thing
from practice_atlas.ontology.countries import country_name
from practice_atlas.ontology.languages import language_name
from practice_atlas.ontology.regions import region_name
from practice_atlas.visualisations.languages.catalogues import translations
from practice_atlas.visualisations.languages.language import Language


@dataclass(slots=True)
class Speaking:
    """A language, whether the address names it (then links keep it), and the rest of the address's query.

    `names` is what things are called in the language, by identifier, as far as their records say it.
    """

    language: Language = Language.ENGLISH
    in_address: bool = False
    query: tuple[tuple[str, str], ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


_SPEAKING: Final[ContextVar[Speaking]] = ContextVar("speaking")
_ENGLISH: Final = Speaking()


def spoken() -> Speaking:
    """What is spoken now."""
    return _SPEAKING.get(_ENGLISH)


@contextmanager
def speaking(chosen: Speaking) -> Iterator[None]:
    """Speaks it while the block runs, also in threads that are started for it."""
    token = _SPEAKING.set(chosen)
    try:
        yield
    finally:
        _SPEAKING.reset(token)


def language() -> Language:
    """The language that is spoken now."""
    return spoken().language


def translated(text: str) -> str:
    """A text in the language that is spoken; as it is where its catalogue does not have it."""
    return translations(language()).gettext(text) if text else text


def translated_many(one: str, many: str, number: int) -> str:
    """The form of a text that fits the number."""
    return translations(language()).ngettext(one, many, number)


def called(thing: Thing) -> str:
    """What a thing is called in the language that is spoken, where that is known; else what its record calls it."""
    if language() is Language.ENGLISH:
        return thing.name
    if thing.kind == "country":
        return country_called(thing.id.partition(":")[2])
    return spoken().names.get(thing.id, thing.name)


def isolated(text: str) -> str:
    """A name or a date within plain text: in Arabic kept apart by marks that are not seen, so that it cannot turn what
    is around it. Pages do the same with elements.
    """
    return f"\u2068{text}\u2069" if text and language().direction == "rtl" else text


def country_called(code: str) -> str:
    """The name of a country in the language that is spoken."""
    return country_name(code, language().value)


def region_called(slug: str) -> str:
    """The name of a region in the language that is spoken. Raises KeyError for a slug that is none."""
    return region_name(slug, language().value)


def language_called(code: str) -> str:
    """The name of a language in the one that is spoken."""
    return language_name(code, language().value)
