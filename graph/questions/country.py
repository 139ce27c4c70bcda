"""A country: who and what lies in it, and what is told of it as an actor.

Countries come from ISO 3166, not from a data set: they have no record, hence a question of their own.
"""

from __future__ import annotations

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import keys
from practice_atlas.graph.questions.answers import CountryAnswer, Thing
from practice_atlas.graph.questions.paging import FIRST, MOST, Page, slice_of
from practice_atlas.graph.questions.timeline import read, timeline
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.identifiers import kind_of


def country(reader: Reader, identifier: str, *, page: Page = FIRST) -> CountryAnswer:
    """What is known of a country. Raises UnknownEntityError for what no record names."""
    thing = reader.thing(identifier)
    if kind_of(identifier) != "country":
        raise UnknownEntityError(f"{identifier} is no country.")
    chosen = slice_of(timeline(reader, None, identifier, lying=False), page, key=tuple)
    entries = read(reader, identifier, chosen.items, None)
    lying = {kind: _lying_in(reader, identifier, kind) for kind in ("city", "institution", "engagement")}
    return CountryAnswer(
        revision=reader.revision().number,
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
