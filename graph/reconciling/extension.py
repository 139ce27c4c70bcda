"""What can be fetched for things once they are reconciled: columns that a table can be extended by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.countries import country_name
from practice_atlas.ontology.identifiers import address_of, kind_of
from practice_atlas.ontology.model import City, Institution, Practice, Record
from practice_atlas.ontology.model.base import Named

#: A text, a number, or a reference to another thing by its identifier.
Value: TypeAlias = "str | int | float | Reference"

_ALL: Final = ("city", "institution", "practice")
#: Languages that have a column of their own; names in others are among all names.
LANGUAGES: Final = {"en": "English", "ar": "Arabic", "fr": "French"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that is a thing itself."""

    id: str


@dataclass(frozen=True, slots=True)
class Property:
    """A column: its identifier, what it is called, the kinds that have it, and its values for a record."""

    id: str
    name: str
    kinds: tuple[str, ...]
    values: Callable[[Record], Sequence[Value]]
    #: The kind of thing that its values are, where they are things.
    of_kind: str = ""


def extend(
    reader: Reader, identifiers: Sequence[str], properties: Sequence[Property]
) -> tuple[dict[str, dict[str, tuple[Value, ...]]], Mapping[str, Thing]]:
    """The values of each property of each thing, and the things among them. What is not known has no values."""
    found = {item.record.id: item.record for item in reader.many(_of_kinds(identifiers))}
    rows = {
        identifier: {
            item.id: tuple(item.values(found[identifier])) if identifier in found else () for item in properties
        }
        for identifier in identifiers
    }
    references = {
        value.id for row in rows.values() for cells in row.values() for value in cells if isinstance(value, Reference)
    }
    return rows, reader.things(sorted(references))


def _of_kinds(identifiers: Iterable[str]) -> list[str]:
    return [identifier for identifier in identifiers if kind_of(identifier) in _ALL]


def _field(name: str) -> Callable[[Record], Sequence[Value]]:
    def values(record: Record) -> Sequence[Value]:
        value = getattr(record, name, None)
        return () if value is None else (value,)

    return values


def _text(name: str) -> Callable[[Record], Sequence[Value]]:
    return lambda record: tuple(str(value) for value in _field(name)(record))


def _references(name: str) -> Callable[[Record], Sequence[Value]]:
    def values(record: Record) -> Sequence[Value]:
        value = getattr(record, name, None) or ()
        return tuple(Reference(item) for item in ((value,) if isinstance(value, str) else value))

    return values


def _kind(record: Record) -> Sequence[Value]:
    match record:
        case City():
            return (record.city_kind.label,)
        case Institution():
            return (record.institution_kind.label,)
        case _:
            return ()


def _country_code(record: Record) -> Sequence[Value]:
    country = getattr(record, "country", None)
    return (country.partition(":")[2].upper(),) if country else ()


def _country_name(record: Record) -> Sequence[Value]:
    return tuple(country_name(str(code)) for code in _country_code(record))


def _names_in(language: str) -> Callable[[Record], Sequence[Value]]:
    def values(record: Record) -> Sequence[Value]:
        if not isinstance(record, Named):
            return ()
        first = (record.name,) if language == "en" else ()
        return tuple(dict.fromkeys([*first, *(name.text for name in record.names if name.language == language)]))

    return values


def _names(record: Record) -> Sequence[Value]:
    return (record.name, *(name.text for name in record.names)) if isinstance(record, Named) else ()


def _definition(record: Record) -> Sequence[Value]:
    return (record.definition,) if isinstance(record, Practice) and record.definition else ()


PROPERTIES: Final = (
    Property("country", "Country", ("city", "institution"), _references("country"), "country"),
    Property("country_code", "Country, two-letter code", ("city", "institution"), _country_code),
    Property("country_name", "Country, English name", ("city", "institution"), _country_name),
    Property("kind", "Kind", ("city", "institution"), _kind),
    Property("population", "Population", ("city",), _field("population")),
    Property("latitude", "Latitude", ("city",), _field("latitude")),
    Property("longitude", "Longitude", ("city",), _field("longitude")),
    Property("geonames", "GeoNames id", ("city",), _text("geonames")),
    Property("wikidata", "Wikidata id", ("city",), _text("wikidata")),
    Property("reach", "Reach", ("institution",), _text("reach")),
    Property("parent", "Part of", ("institution",), _references("parent"), "institution"),
    Property("definition", "Definition", ("practice",), _definition),
    Property("themes", "Themes", ("practice",), _references("themes"), "theme"),
    Property("broader", "Broader practice", ("practice",), _references("broader"), "practice"),
    *(Property(f"name_{code}", f"Names in {name}", _ALL, _names_in(code)) for code, name in LANGUAGES.items()),
    Property("names", "All names", _ALL, _names),
    Property("address", "Address in RDF", _ALL, lambda record: (address_of(record.id),)),
)  # fmt: skip
