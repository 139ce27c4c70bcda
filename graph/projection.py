"""Records → nodes: what the graph holds of a record, and whether that has changed.

One function of the records, so that the same records always lie in the graph in the same way, on every engine. What a
load has to write is found from `projections` alone; properties and arrows are only made for what is written, and
never kept, so that memory stays flat however much is loaded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from practice_atlas.graph import layout
from practice_atlas.graph.sights import as_told, sights_of
from practice_atlas.ontology.audiences import effective_levels, part_level
from practice_atlas.ontology.countries import country_name
from practice_atlas.ontology.dataset import DatasetInfo
from practice_atlas.ontology.dates import When
from practice_atlas.ontology.folding import fold, skeleton
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.links import links, parts
from practice_atlas.ontology.model import Record
from practice_atlas.ontology.model.base import Model, Named
from practice_atlas.ontology.naming import name_of

Properties = dict[str, Any]

#: Characters of a search text: Neo4j's index refuses a value of more than some 8,000 bytes.
_SEARCHED = 2_000


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """Where a piece of evidence stands in the text of its source: offsets in characters, and the passage's SHA-256."""

    start: int
    end: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Derived:
    """What the graph adds to a record: see `layout.ADDED`. Together with the record it decides all that is written."""

    level: int
    told: tuple[tuple[str, Any], ...]
    name: str
    part_levels: tuple[int, ...]
    datasets: tuple[str, ...]
    passage: PassagePlace | None
    content: str


class Projector:
    """Projects the records of all data sets in the graph.

    `stated_by` names the data sets that state each record; `passages` are the places of evidence whose text was at
    hand.
    """

    def __init__(
        self,
        records: Mapping[str, Record],
        stated_by: Mapping[str, tuple[str, ...]],
        passages: Mapping[str, PassagePlace] | None = None,
    ) -> None:
        self.records = records
        self._stated_by = stated_by
        self._passages = passages or {}
        self.levels = effective_levels(records)
        self.sights = sights_of(records, self.levels.values())
        self._derived: dict[str, Derived] = {}

    def projections(self) -> Iterator[tuple[str, str, str]]:
        """Label, identifier and projection hash of each node: an equal hash means that nothing has to be written."""
        for record in self.records.values():
            yield record.class_term.label, record.id, self._key(self.derived(record))
        for identifier, level in self.countries.items():
            yield layout.COUNTRY, identifier, _digest(f"{layout.VERSION}\x1f{identifier}\x1f{level}")

    def content(self, identifier: str) -> str:
        """The hash of a record's own content."""
        return self.derived(self.records[identifier]).content

    def derived(self, record: Record) -> Derived:
        """What is added to a record; worked out once."""
        if record.id not in self._derived:
            self._derived[record.id] = self._derive(record)
        return self._derived[record.id]

    def _derive(self, record: Record) -> Derived:
        level = self.levels[record.id]
        told = {
            **as_told(self.sights, level, "known_by", lambda sight: sight.known_by(record.id)),
            **as_told(self.sights, level, "grade", lambda sight: sight.grade(record.id)),
            **as_told(self.sights, level, "days", lambda sight: sight.days(record.id) or None),
        }
        return Derived(
            level=level,
            told=tuple(without_nothing(told).items()),
            name=name_of(record, self.records),
            part_levels=tuple(part_level(part, level, self.levels) for _, _, part in parts(record)),
            datasets=self._stated_by[record.id],
            passage=self._passages.get(record.id),
            content=content_of(record),
        )

    def row(self, identifier: str) -> Properties:
        """The properties of a node."""
        if kind_of(identifier) == "country":
            return self._country(identifier)
        record = self.records[identifier]
        added = self.derived(record)
        properties = own_properties(record) | {
            "level": added.level,
            **dict(added.told),
            "name": added.name,
            "search": _search_text(record),
            "record": record.canonical(),
            "datasets": " ".join(added.datasets),
            "projection": self._key(added),
        }
        if added.passage:
            properties["passage_start"] = added.passage.start
            properties["passage_end"] = added.passage.end
            properties["passage_sha256"] = added.passage.sha256
        return without_nothing(properties)

    @cached_property
    def countries(self) -> dict[str, int]:
        """The countries that records and their parts name, each with the level of the most open of these."""
        found: dict[str, int] = {}
        for record in self.records.values():
            level = self.levels[record.id]
            for link in links(record):
                if link.target.startswith("country:"):
                    named = part_level(link.part, level, self.levels) if link.part else level
                    found[link.target] = min(named, found.get(link.target, named))
        return dict(sorted(found.items()))

    def _country(self, identifier: str) -> Properties:
        code, level = identifier.partition(":")[2], self.countries[identifier]
        return {
            "id": identifier,
            "name": country_name(code, "en"),
            "level": level,
            "search": searchable(*(country_name(code, language) for language in ("en", "fr", "ar"))),
            "projection": _digest(f"{layout.VERSION}\x1f{identifier}\x1f{level}"),
        }

    def _key(self, added: Derived) -> str:
        return added.content + _digest(f"{layout.VERSION}\x1f{added!r}")


def content_of(record: Record) -> str:
    """The hash of a record's own content."""
    return content_of_text(record.canonical())


def content_of_text(canonical: str) -> str:
    """The same of a record's canonical JSON."""
    return _digest(canonical)


def dataset_row(info: DatasetInfo) -> Properties:
    """The node of a data set's own description."""
    text = info.canonical()
    return {
        "id": f"dataset:{info.id}",
        "name": info.title,
        "version": info.version,
        "record": text,
        "projection": _digest(f"{layout.VERSION}\x1f{text}"),
    }


def own_properties(model: Model) -> Properties:
    """The fields of a record or part that become properties; a date also gives its first and last day."""
    properties: Properties = {}
    for shape in layout.properties(type(model)):
        value = getattr(model, shape.name)
        if isinstance(value, When):
            properties[shape.name] = value.text
            properties |= bounds(f"{shape.name}_", value)
        elif shape.many:
            properties[shape.name] = [str(item) for item in value] or None
        else:
            properties[shape.name] = value.value if shape.type == "code" else value
    return properties


def bounds(prefix: str, when: When | None) -> Properties:
    """First and last day of a date, as far as it has them."""
    if when is None:
        return {}
    return {f"{prefix}earliest": _text(when.earliest), f"{prefix}latest": _text(when.latest)}


def without_nothing(properties: Properties) -> Properties:
    """The properties that have a value: engines keep no nulls."""
    return {key: value for key, value in properties.items() if value is not None}


def searchable(*names: str) -> str:
    """The search property of these names, folded, then how they sound: `|saida|sidon|~sd|~sdn|`.

    `CONTAINS '|saida'` finds names by their beginning.
    """
    folded = dict.fromkeys(fold(name) for name in names)
    sounds = dict.fromkeys(skeleton(name) for name in names)
    text = "".join(f"|{name}" for name in folded if name) + "".join(f"|~{sound}" for sound in sounds if sound)
    return text[:_SEARCHED] + "|"


def _search_text(record: Record) -> str | None:
    if not isinstance(record, Named):
        return None
    return searchable(record.name, *(name.text for name in record.names))


def _digest(text: str) -> str:
    """64 bits of SHA-256: it is only ever compared with what the same identifier had before."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
