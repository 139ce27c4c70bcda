"""Which identities a written name can mean: the ladder from exact to folded. A guess is never one of its steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from practice_atlas.loaders.names.countries import code_of_country
from practice_atlas.loaders.names.index import Identity, IdentityIndex, exact
from practice_atlas.ontology.folding import fold

#: `Saida, Lebanon` and `Tripoli (Libya)`.
_QUALIFIED: Final = re.compile(r"^(?P<name>.+?)\s*(?:[,،]\s*(?P<after>[^,،()]+)|\(\s*(?P<inside>[^()]+)\))$")
_GAZETTEER: Final = re.compile(r"^(?:(?:geonames:)?(?P<geonames>[1-9]\d*)|(?:wikidata:)?(?P<wikidata>Q[1-9]\d*))$")


def candidates(index: IdentityIndex, written: str, kinds: Sequence[str]) -> list[Identity]:
    """The identities of these kinds (any when empty) that the text can mean: none, the one, or all between which the
    text does not decide. The first step of the ladder that finds something is the last."""
    for step in _ladder(index, written):
        found = [identity for identity in step if not kinds or identity.kind in kinds]
        if found:
            return found
    return []


def _ladder(index: IdentityIndex, written: str) -> Iterator[list[Identity]]:
    yield index.own_names.get(exact(written), [])
    yield _by_gazetteer(index, written)
    yield [*index.folded.get(fold(written), []), *_country(written)]
    yield _within_country(index, written)


def _by_gazetteer(index: IdentityIndex, written: str) -> list[Identity]:
    found = _GAZETTEER.match(written)
    if not found:
        return []
    key = f"geonames:{found['geonames']}" if found["geonames"] else f"wikidata:{found['wikidata']}"
    return index.gazetteer.get(key, [])


def _country(written: str) -> list[Identity]:
    code = code_of_country(written)
    return [Identity(f"country:{code}", (written,), "")] if code else []


def _within_country(index: IdentityIndex, written: str) -> list[Identity]:
    name, code = without_country(written)
    return [identity for identity in index.folded.get(fold(name), []) if identity.country == code] if code else []


def without_country(written: str) -> tuple[str, str]:
    """`Saida, Lebanon` → Saida and lb; a text that does not end in a country stays as it is, without code."""
    found = _QUALIFIED.match(written)
    code = code_of_country(found["after"] or found["inside"]) if found else ""
    return (found["name"], code) if found and code else (written, "")
