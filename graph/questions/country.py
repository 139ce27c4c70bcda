"""A country: who and what lies in it, and what is told of it as an actor.

Countries come from ISO 3166, not from a data set: they have no record, hence a question of their own.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import keys
from practice_atlas.graph.questions.answers import CountryAnswer, Thing
from practice_atlas.graph.questions.paging import FIRST, MOST, Page, slice_of
from practice_atlas.graph.questions.timeline import TELLING, by_then, read, timeline
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.identifiers import kind_of


def country(
    reader: Reader,
    identifier: str,
    *,
    as_of: date | None = None,
    kinds: Collection[str] = TELLING,
    page: Page = FIRST,
) -> CountryAnswer:
    """What is known of a country, with a page of what records of these kinds tell of it as an actor.

    Raises UnknownEntityError for what no record names.
    """
    thing = reader.thing(identifier)
    if kind_of(identifier) != "country":
        raise UnknownEntityError(f"{identifier} is no country.")
    told, left_out = by_then(timeline(reader, None, identifier, kinds, lying=False), as_of)
    chosen = slice_of(told, page, key=tuple)
    entries = read(reader, identifier, chosen.items, as_of)
    lying = {kind: _lying_in(reader, identifier, kind) for kind in ("city", "institution", "engagement")}
    if as_of:
        reader.things(lying["engagement"])
        lying["engagement"] = [held for held in lying["engagement"] if reader.there_by(held, as_of)]
    return CountryAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        left_out=left_out,
        evidence=reader.evidence({cited for entry in entries for cited in entry.evidence}),
        **chosen.place,
        thing=thing,
        cities=_first(reader, lying["city"]),
        institutions=_first(reader, lying["institution"]),
        engagements=_first(reader, lying["engagement"]),
        lying={kind: len(names) for kind, names in lying.items()},
        entries=tuple(entry for entry in entries if entry.what != "addressed"),
    )


def _lying_in(reader: Reader, country: str, kind: str) -> list[str]:
    """What lies in a country, by name."""
    rows = reader.rows(keys.lying_in(layout.label_of(kind)), id=country)
    return [row["id"] for row in sorted(rows, key=lambda row: (row["name"], row["id"]))]


def _first(reader: Reader, identifiers: list[str]) -> tuple[Thing, ...]:
    return tuple(reader.things(identifiers[:MOST]).values())
