"""Records → nodes and arrows: what the graph holds of a data set, before anything is written.

One function of the records, so that what changed is found by comparing two projections (`writing/difference.py`) and
the same records always lie in the graph in the same way, on every engine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from practice_atlas.graph import layout
from practice_atlas.ontology import naming
from practice_atlas.ontology.audiences import effective_levels, part_level
from practice_atlas.ontology.chronology import Chronology
from practice_atlas.ontology.countries import country_name
from practice_atlas.ontology.dataset import DatasetInfo
from practice_atlas.ontology.dates import When
from practice_atlas.ontology.folding import fold, skeleton
from practice_atlas.ontology.grades import grade
from practice_atlas.ontology.identifiers import child_identifier, kind_of
from practice_atlas.ontology.links import links, own_links, parts
from practice_atlas.ontology.model import Implementation, LearningFlow, Part, Record
from practice_atlas.ontology.model.base import Model, Named
from practice_atlas.ontology.model.engagement import Outcome
from practice_atlas.ontology.vocabularies import FlowState

Properties = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A relationship to be: its type, its two ends (label and identifier each) and its properties."""

    type: str
    from_label: str
    start: str
    to_label: str
    end: str
    properties: Properties


@dataclass(frozen=True, slots=True)
class Node:
    """A record's node with all that belongs to it: its parts' nodes and the arrows that it owns.

    `projection` is a hash over all of it: equal means that nothing has to be written.
    """

    label: str
    id: str
    properties: Properties
    parts: tuple[tuple[str, Properties], ...] = ()
    arrows: tuple[Arrow, ...] = ()
    projection: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """Where a piece of evidence stands in the text of its source: offsets in characters, and the passage's SHA-256."""

    start: int
    end: int
    sha256: str


class Projector:
    """Projects the records of all data sets in the graph.

    `passages` are the places of evidence whose text was at hand.
    """

    def __init__(
        self,
        records: Mapping[str, Record],
        datasets: Mapping[str, tuple[str, ...]],
        passages: Mapping[str, PassagePlace] | None = None,
    ) -> None:
        self._records = records
        self._datasets = datasets
        self._passages = passages or {}
        self._levels = effective_levels(records)
        self._chronology = Chronology(records)

    def nodes(self) -> Iterator[Node]:
        """One node per record, then one per country that a record names."""
        countries: dict[str, int] = {}
        for record in self._records.values():
            level = self._levels[record.id]
            for link in links(record):
                if kind_of(link.target) == "country":
                    countries[link.target] = min(level, countries.get(link.target, level))
            yield self._node(record)
        for identifier in sorted(countries):
            yield _country(identifier, countries[identifier])

    def _node(self, record: Record) -> Node:
        label = record.class_term.label
        level = self._levels[record.id]
        canonical = record.canonical()
        added: Properties = {
            "level": level,
            "known_by": _text(self._chronology.known_by(record.id)),
            "grade": grade(record, _all_evidence(record), self._records),
            "name": naming.name_of(record, self._records),
            "search": _search_text(record),
            "record": canonical,
            "content": _digest(canonical),
            "datasets": list(self._datasets[record.id]),
            "days": [_text(day) or "" for day in self._chronology.history_days(record)] or None,
        }
        passage = self._passages.get(record.id)
        if passage:
            added |= {"passage_start": passage.start, "passage_end": passage.end, "passage_sha256": passage.sha256}
        properties = _without_nothing(_own_properties(record) | added)
        children, arrows = self._parts(record, level)
        arrows = [*self._own_arrows(record, label, record.id, record.id), *arrows, *self._derived(record, level)]
        return _hashed(Node(label, record.id, properties, tuple(children), tuple(arrows)))

    def _own_arrows(self, model: Model, label: str, start: str, owner: str) -> Iterator[Arrow]:
        for shape, target in own_links(model):
            yield Arrow(shape.arrow, label, start, layout.label_of(kind_of(target)), target, {"owner": owner})

    def _parts(self, record: Record, owner_level: int) -> tuple[list[tuple[str, Properties]], list[Arrow]]:
        nodes: list[tuple[str, Properties]] = []
        arrows: list[Arrow] = []
        days = self._chronology.history_days(record)
        for _, position, part in parts(record):
            level = part_level(part, owner_level, self._levels)
            properties = _own_properties(part) | {"owner": record.id, "level": level, "position": position}
            if days:
                properties["known_by"] = _text(days[position])
            label = part.class_term.label
            if label:
                identifier = child_identifier(record.id, part.table, f"{position}\x1f{part.canonical()}")
                nodes.append((label, _without_nothing(properties | {"id": identifier})))
                kind = layout.PART_ARROWS[label]
                arrows.append(Arrow(kind, record.class_term.label, record.id, label, identifier, {"owner": record.id}))
                arrows.extend(self._own_arrows(part, label, identifier, record.id))
            else:
                arrows.extend(_part_arrow(record, part, properties))
                arrows.extend(_cited_by_part(record, part))
        return nodes, arrows

    def _derived(self, record: Record, level: int) -> Iterator[Arrow]:
        known_by = _text(self._chronology.known_by(record.id))
        match record:
            case LearningFlow(state=FlowState.DONE, learner=str(learner), teacher=str(teacher)) if (
                kind_of(learner) == kind_of(teacher) == "city"
            ):
                about = {"flow": record.id, "practice": record.practice or record.theme, "kind": record.flow_kind.value}
                bounds = _bounds("", record.when)
                properties = _without_nothing(
                    about | bounds | {"known_by": known_by, "level": level, "owner": record.id}
                )
                yield Arrow(layout.LEARNED_FROM, "City", learner, "City", teacher, properties)
            case Implementation(actor=str(actor)) if kind_of(actor) == "city":
                days = self._chronology.history_days(record)
                stage, since = current_stage(record, days)
                about = {"implementation": record.id, "stage": stage, "since": since, "known_by": known_by}
                properties = _without_nothing(about | {"level": level, "owner": record.id})
                yield Arrow(layout.PRACTISES, "City", actor, "Practice", record.practice, properties)
            case _:
                return


def current_stage(implementation: Implementation, days: list[date | None]) -> tuple[str | None, str | None]:
    """The stage an implementation is at and since when:

    the last by day, then by place in the list; None if none is told.
    """
    if not implementation.stages:
        return None, None
    position = max(range(len(days)), key=lambda index: (days[index] or date.max, index))
    when = implementation.stages[position].when
    return implementation.stages[position].stage.value, when.text if when else None


def _part_arrow(record: Record, part: Part, properties: Properties) -> Iterator[Arrow]:
    other = getattr(part, part.end)
    if other is None:  # an unnamed group stays in the record: a relationship needs two ends
        return
    cites = {"evidence": list(part.evidence)} if part.evidence else {}
    kind = layout.OUTCOMES[part.relation] if isinstance(part, Outcome) else layout.part_arrow(type(part))
    here, there = (record.class_term.label, record.id), (layout.label_of(kind_of(other)), other)
    (start_label, start), (end_label, end) = (there, here) if part.inverse else (here, there)
    yield Arrow(kind, start_label, start, end_label, end, _without_nothing(properties | cites))


def _cited_by_part(record: Record, part: Part) -> Iterator[Arrow]:
    """A part that is an arrow cannot cite a node itself, so its record does, where it does not already."""
    for target in part.evidence:
        if target not in record.evidence:
            yield Arrow("CITES", record.class_term.label, record.id, "Evidence", target, {"owner": record.id})


def _own_properties(model: Model) -> Properties:
    properties: Properties = {}
    for shape in layout.properties(type(model)):
        value = getattr(model, shape.name)
        if isinstance(value, When):
            properties[shape.name] = value.text
            properties |= _bounds(f"{shape.name}_", value)
        elif shape.many:
            properties[shape.name] = [str(item) for item in value] or None
        else:
            properties[shape.name] = value.value if shape.type == "code" else value
    return properties


def _bounds(prefix: str, when: When | None) -> Properties:
    if when is None:
        return {}
    return {f"{prefix}earliest": _text(when.earliest), f"{prefix}latest": _text(when.latest)}


def _all_evidence(record: Record) -> list[str]:
    return list(dict.fromkeys([*record.evidence, *(item for _, _, part in parts(record) for item in part.evidence)]))


def _search_text(record: Record) -> str | None:
    """Folded names between bars, so that `CONTAINS '|saida'` finds names by their beginning; then how they sound."""
    if not isinstance(record, Named):
        return None
    return searchable(record.name, *(name.text for name in record.names))


def searchable(*names: str) -> str:
    """The search property of these names: `|saida|sidon|~sd|~sdn|`."""
    folded = dict.fromkeys(fold(name) for name in names)
    sounds = dict.fromkeys(skeleton(name) for name in names)
    return "".join(f"|{name}" for name in folded if name) + "".join(f"|~{sound}" for sound in sounds if sound) + "|"


def _country(identifier: str, level: int) -> Node:
    code = identifier.partition(":")[2]
    name = country_name(code, "en")
    search = searchable(*(country_name(code, language) for language in ("en", "fr", "ar")))
    return _hashed(Node(layout.COUNTRY, identifier, {"id": identifier, "name": name, "level": level, "search": search}))


def _hashed(node: Node) -> Node:
    content = [node.label, node.properties, node.parts, [(a.type, a.start, a.end, a.properties) for a in node.arrows]]
    projection = _digest(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
    properties = node.properties | {"projection": projection}
    return Node(node.label, node.id, properties, node.parts, node.arrows, projection)


def _digest(text: str) -> str:
    """128 bits of SHA-256: enough that two contents of a graph never meet, and half the memory."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _without_nothing(properties: Properties) -> Properties:
    return {key: value for key, value in properties.items() if value is not None}


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def dataset_node(info: DatasetInfo) -> Node:
    """The node of a data set's own description."""
    properties = {"id": f"dataset:{info.id}", "name": info.title, "version": info.version, "record": info.canonical()}
    return _hashed(Node(layout.DATASET, f"dataset:{info.id}", properties))
