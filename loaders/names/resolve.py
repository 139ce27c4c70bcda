"""Puts identifiers in the place of the names that stewards wrote, and reports references to nothing."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from practice_atlas.loaders.names.index import IdentityIndex
from practice_atlas.loaders.names.lookup import candidates
from practice_atlas.loaders.names.suggestions import Suggestions
from practice_atlas.loaders.raw import Raw, Reading
from practice_atlas.ontology.countries import is_country
from practice_atlas.ontology.identifiers import is_identifier, kind_of
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.problems import Problem
from practice_atlas.ontology.shape import FieldShape, fields_of

_COUNTRY: Final = "Write the country's name, or its two-letter code of ISO 3166-1, for example country:lb."


class Resolver:
    """Resolves references. What is lost or unread is taken to exist, because its own problem is reported already."""

    def __init__(self, index: IdentityIndex, reading: Reading) -> None:
        self._index = index
        self._suggestions = Suggestions(index)
        self._lost = reading.lost
        self._unread = reading.unread

    def resolve(self, raw: Raw) -> Iterator[Problem]:
        """Replaces the names in a record and its parts by identifiers; yields what cannot be replaced."""
        for shape in references_of(raw.model):
            value = raw.values.get(shape.name)
            if isinstance(value, str):
                if value not in self._index.ids:
                    raw.values[shape.name] = yield from self._text(raw, shape, value)
            elif isinstance(value, list):
                for at, item in enumerate(value):
                    if isinstance(item, str) and item not in self._index.ids:
                        value[at] = yield from self._text(raw, shape, item)
        for shape, part in raw.parts():
            for problem in self.resolve(part):
                yield replace(problem, field=f"{shape.name}.{problem.field}", record=raw.id)

    def one(self, raw: Raw, name: str, written: str, kinds: tuple[str, ...]) -> Generator[Problem, None, str]:
        """Resolves a single text of these kinds; the generator returns the identifier, or the text if it has none."""
        if is_identifier(written):
            yield from self._identifier(raw, name, written, kinds)
            return written
        if written in self._index.malformed:  # a record whose own identifier is malformed: reported there
            raw.silence(name)
            return written
        found = candidates(self._index, written, kinds)
        if len(found) == 1:
            return found[0].id
        if found:
            fix = f"Write the identifier of the one that is meant: {' or '.join(map(str, found))}."
            message = f"{written!r} can mean {len(found)} things"
            yield raw.problem(name, "reference.ambiguous", message, fix)
        elif self._unread.isdisjoint(kinds) and (kinds or not self._unread):
            yield self._unknown_name(raw, name, written, kinds)
        else:
            raw.silence(name)
        return written

    def _text(self, raw: Raw, shape: FieldShape, written: str) -> Generator[Problem, None, str]:
        return (yield from self.one(raw, shape.name, written.strip(), shape.kinds))

    def _identifier(self, raw: Raw, name: str, written: str, kinds: tuple[str, ...]) -> Iterator[Problem]:
        kind = kind_of(written)
        wrong_kind = bool(kinds) and kind not in kinds  # the model reports it
        if wrong_kind or written in self._index.ids:
            return
        if written in self._lost or kind in self._unread:
            raw.silence(name)
            return
        if kind == "country":
            if not is_country(written.removeprefix("country:")):
                yield raw.problem(name, "country.unknown", f"{written} is no country", _COUNTRY)
            return
        close = self._suggestions.for_identifier(written, kinds)
        yield raw.problem(name, "reference.unknown", f"there is no record {written}", _fix(close, (kind,)))

    def _unknown_name(self, raw: Raw, name: str, written: str, kinds: tuple[str, ...]) -> Problem:
        others = candidates(self._index, written, ()) if kinds else []
        if others:
            message = f"{written!r} is {others[0]}; this field takes {' or '.join(kinds)}"
            fix = "Name a record of an allowed kind, or use the field that is meant for this one."
            return raw.problem(name, "reference.kind", message, fix)
        close = self._suggestions.for_name(written, kinds)
        if kinds == ("country",):
            fix = _fix(close, kinds) if close else _COUNTRY
            return raw.problem(name, "country.unknown", f"no country is known as {written!r:.140}", fix)
        what = f"no {' or '.join(kinds)}" if kinds else "nothing"
        return raw.problem(name, "reference.unknown", f"{what} is known as {written!r:.140}", _fix(close, kinds))


@cache
def references_of(model: type[Model]) -> tuple[FieldShape, ...]:
    """The fields of the model that refer to records."""
    return tuple(shape for shape in fields_of(model) if shape.type == "reference")


def _fix(close: list[str], kinds: tuple[str, ...]) -> str:
    if close:
        return f"Did you mean {' or '.join(close)}?"
    return f"Check the spelling, or add the {kinds[0] if kinds else 'record'}."
