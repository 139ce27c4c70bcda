"""What a record says of itself, as labels and values in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from practice_atlas.graph.questions.answers import Thing
from practice_atlas.ontology.dates import When
from practice_atlas.ontology.model import City, Record
from practice_atlas.ontology.vocabularies import Vocabulary
from practice_atlas.visualisations.dates import in_words
from practice_atlas.visualisations.languages.speaking import translated

Value = str | Thing

#: Fields in the order in which they are read, with their labels. What is not listed is shown elsewhere on the page.
LABELS: Final[Mapping[str, str]] = {
    "city_kind": "Kind",
    "institution_kind": "Kind",
    "engagement_kind": "Kind",
    "resource_kind": "Kind",
    "partnership_kind": "Kind",
    "intention_kind": "Kind",
    "source_kind": "Kind",
    "learner": "Who learned",
    "unnamed_learner": "Who learned",
    "teacher": "Whose experience",
    "unnamed_teacher": "Whose experience",
    "flow_kind": "How far it went",
    "state": "Whether it has happened",
    "actor": "Whose it is",
    "unnamed_actor": "Whose it is",
    "organisation": "Organisation",
    "role": "As",
    "addressees": "Put to",
    "unnamed_addressee": "Put to",
    "parties": "Parties",
    "purpose": "Purpose",
    "when": "When",
    "held_in": "Held in",
    "place": "Place as stated",
    "country": "Country",
    "reach": "Where it works",
    "parent": "Part of",
    "part_of": "Part of",
    "via": "At",
    "raised_at": "Raised at",
    "size": "Size as stated",
    "population": "Inhabitants of the place",
    "position": "Position",
    "geonames": "GeoNames id",
    "wikidata": "Wikidata id",
    "located_by": "Position and inhabitants from",
    "themes": "Themes",
    "theme": "Theme",
    "practices": "Practices",
    "practice": "A form of the practice",
    "broader": "A form of",
    "makers": "Made by",
    "derived_from": "Made from",
    "produced_by": "Came out of",
    "supporters": "Supported by",
    "builds_on": "Builds on",
    "led_to": "Led to",
    "adaptation": "Done differently",
    "about": "About",
    "field": "Field",
    "value": "Value given",
    "publisher": "Publisher",
    "published": "Published",
    "retrieved": "Read on",
    "language": "Language",
    "licence": "Licence",
    "source": "Source",
    "reason": "Reason",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A label, and one or more values."""

    label: str
    values: tuple[Value, ...]


def facts_of(record: Record, related: Mapping[str, Sequence[Thing]]) -> tuple[Fact, ...]:
    """The facts of a record; `related` holds the things that its references name, by field."""
    facts = []
    for field, label in LABELS.items():
        values = _worked_out(record, field) or _values(record, field, related)
        if values:
            facts.append(Fact(label, values))
    return tuple(facts)


def _values(record: Record, field: str, related: Mapping[str, Sequence[Thing]]) -> tuple[Value, ...]:
    value = getattr(record, field, None) if field in type(record).model_fields else None
    if value is None or value == ():
        return ()
    if field in related:
        wanted = {value} if isinstance(value, str) else set(value)
        return tuple(thing for thing in related[field] if thing.id in wanted)
    return () if isinstance(value, tuple) else (_text(value),)


def _text(value: object) -> str:
    match value:
        case Vocabulary():
            return translated(value.label)
        case When():
            return in_words(value.text)
        case _:
            return str(value)


def _worked_out(record: Record, field: str) -> tuple[Value, ...]:
    """Facts that are not shown as they stand in the record."""
    match record, field:
        case City(latitude=float(north), longitude=float(east)), "position":
            ways = (
                translated("{angle}° north") if north >= 0 else translated("{angle}° south"),
                translated("{angle}° east") if east >= 0 else translated("{angle}° west"),
            )
            told = (way.format(angle=f"{abs(number):.2f}") for way, number in zip(ways, (north, east), strict=True))
            return (translated(", ").join(told),)
        case City(population=int(people)), "population":
            return (f"{people:,}".replace(",", "\u202f"),)
        case _:
            return ()
