"""Which thing somebody means by a name."""

from __future__ import annotations

import re

from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.questions.search import search
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.countries import country_name
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.folding import fold
from practice_atlas.ontology.identifiers import is_identifier

_WITH_COUNTRY = re.compile(r"^(?P<name>[^,(]+?)\s*(?:,|\()\s*(?P<country>[^)]+?)\)?$")


def resolve(reader: Reader, name: str, *kinds: str) -> str:
    """The identifier that a person means by an identifier or a name, which may add the country: `Tripoli, Lebanon`.

    A name counts when exactly one thing of the kinds is called so. Raises UnknownEntityError with suggestions
    otherwise.
    """
    if is_identifier(name):
        return reader.thing(name).id
    if not fold(name):  # nothing that a search could look for
        raise UnknownEntityError(f"Nothing is called {name[:120]!r}.")
    called = _called(reader, name, kinds)
    if not called and (parted := _WITH_COUNTRY.match(name)):
        country = fold(parted["country"])
        called = [thing for thing in _called(reader, parted["name"], kinds) if country in _country_words(thing)]
    if len(called) == 1:
        return called[0].id
    if called:
        raise UnknownEntityError(f"{name[:120]!r} is the name of {len(called)} things.", suggestions=_shown(called))
    near = [hit.thing for hit in search(reader, name, kinds=kinds, limit=5).hits]
    raise UnknownEntityError(f"Nothing is called {name[:120]!r}.", suggestions=_shown(near))


def _called(reader: Reader, name: str, kinds: tuple[str, ...]) -> list[Thing]:
    return [hit.thing for hit in search(reader, name, kinds=kinds).hits if hit.match == "name"]


def _country_words(thing: Thing) -> set[str]:
    if not thing.country:
        return set()
    return {thing.country.casefold(), *(fold(country_name(thing.country, language)) for language in ("en", "fr", "ar"))}


def _shown(things: list[Thing]) -> list[str]:
    return [f"{thing.id} ({thing.name}{', ' + thing.country if thing.country else ''})" for thing in things]
