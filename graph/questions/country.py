"""A country: who and what lies in it, and what is told of it as an actor.

Countries come from ISO 3166, not from a data set: they have no record, hence a question of their own.
"""

from __future__ import annotations

from practice_atlas.graph.questions.answers import CountryAnswer
from practice_atlas.graph.questions.entries import entries_about
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import City, Engagement, Institution, Record


def country(reader: Reader, identifier: str) -> CountryAnswer:
    """What is known of a country. Raises UnknownEntityError for what no record names."""
    thing = reader.thing(identifier)
    if kind_of(identifier) != "country":
        raise UnknownEntityError(f"{identifier} is no country.")
    around = reader.around(identifier)
    entries = [entry for entry in entries_about(reader, identifier, around) if entry.what != "addressed"]
    records = [item.record for item in around]
    return CountryAnswer(
        revision=reader.revision().number,
        evidence=reader.evidence({cited for entry in entries for cited in entry.evidence}),
        thing=thing,
        cities=tuple(reader.things(_lying_in(records, City)).values()),
        institutions=tuple(reader.things(_lying_in(records, Institution)).values()),
        engagements=tuple(reader.things(_lying_in(records, Engagement)).values()),
        entries=tuple(entries),
    )


def _lying_in(records: list[Record], model: type[City | Institution | Engagement]) -> list[str]:
    found = [record for record in records if isinstance(record, model)]
    return [record.id for record in sorted(found, key=lambda record: (record.name, record.id))]
