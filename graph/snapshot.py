"""The whole graph in memory, for work on all of it: exports, measures, pairings, layout.

A `networkx.MultiDiGraph`, because two cities may learn from each other more than once: a plain DiGraph keeps one
relationship of them. Built once per revision and audience, never changed afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.records import all_records
from practice_atlas.graph.revisions import Revision, current_revision
from practice_atlas.ontology import model
from practice_atlas.ontology.audiences import visible
from practice_atlas.ontology.chronology import Chronology
from practice_atlas.ontology.countries import country_name
from practice_atlas.ontology.dates import When
from practice_atlas.ontology.grades import grade
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import Record
from practice_atlas.ontology.naming import name_of
from practice_atlas.ontology.vocabularies import Audience

#: Kinds of record that are points of the network; all others are relationships between these, or say where it is from.
POINTS = (
    model.City,
    model.Institution,
    model.Practice,
    model.Theme,
    model.Engagement,
    model.Implementation,
    model.Resource,
)

Attributes = dict[str, str | int | float]
Relation = tuple[str, str, str, Attributes]  # from, to, key, attributes


@dataclass(frozen=True)
class Snapshot:
    """Records that an audience may see at a revision, and the network of them."""

    revision: Revision
    audience: Audience
    records: Mapping[str, Record]
    graph: nx.MultiDiGraph[str]


def snapshot(engine: Engine, audience: Audience = Audience.PUBLIC) -> Snapshot:
    """Reads the whole graph once: some 100,000 records a second and core."""
    records, _ = all_records(engine)
    seen = visible(records, audience)
    return Snapshot(current_revision(engine), audience, seen, network_of(seen))


def network_of(records: Mapping[str, Record]) -> nx.MultiDiGraph[str]:
    """The network of these records. Every relationship carries `relation`, `record`, and its date where it has one."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    chronology = Chronology(records)
    for record in records.values():
        if isinstance(record, POINTS):
            graph.add_node(record.id, **_point(record, records))
    for record in records.values():
        for start, end, key, attributes in _relations(record):
            for point in (start, end):
                if point not in graph:  # a country, a person, or a record of a data set that was not given
                    graph.add_node(point, kind=kind_of(point), name=_name(point, records))
            graph.add_edge(start, end, key=f"{record.id}#{key}", **_support(record, chronology, records), **attributes)
    return graph


def _point(record: Record, records: Mapping[str, Record]) -> Attributes:
    attributes: Attributes = {"kind": record.kind, "name": name_of(record, records)}
    for field in ("country", "latitude", "longitude", "population", "geonames", "wikidata"):
        value = getattr(record, field, None)
        if value is not None:
            attributes[field] = value.partition(":")[2].upper() if field == "country" else value
    return attributes


def _relations(record: Record) -> Iterator[Relation]:
    match record:
        case model.LearningFlow(teacher=str(teacher), learner=str(learner)):
            yield teacher, learner, "flow", _flow(record)
        case model.Engagement():
            for position, part in enumerate(record.participations):
                if part.actor:
                    yield (
                        part.actor,
                        record.id,
                        f"part-{position}",
                        _about(record, "took part in", role=part.role.label),
                    )
            for position, outcome in enumerate(record.outcomes):
                yield record.id, outcome.target, f"outcome-{position}", _about(record, outcome.relation.label)
        case model.Implementation():
            yield record.actor, record.id, "actor", _about(record, "implements")
            yield record.id, record.practice, "practice", _about(record, "is an instance of")
            for supporter in record.supporters:
                yield supporter, record.id, f"support-{supporter}", _about(record, "supports")
        case model.Membership():
            yield record.actor, record.organisation, "member", _about(record, f"is {record.role.label} of")
        case model.Partnership():
            first, *others = record.parties
            for other in others:
                yield first, other, f"party-{other}", _about(record, "has a partnership with", name=record.name)
        case model.Practice(broader=str(broader)):
            yield record.id, broader, "broader", _about(record, "is a form of")
        case _:
            return


def _flow(flow: model.LearningFlow) -> Attributes:
    return _about(
        flow,
        "taught",
        practice=flow.practice or flow.theme or "",
        flow_kind=flow.flow_kind.value,
        state=flow.state.value,
        via="; ".join(flow.via),
        led_to=flow.led_to or "",
    )


def _about(record: Record, relation: str, **more: str) -> Attributes:
    return {"relation": relation, "record": record.id, "evidence": "; ".join(record.evidence), **more}


def _support(record: Record, chronology: Chronology, records: Mapping[str, Record]) -> dict[str, Any]:
    known_by = chronology.known_by(record.id)
    support = grade(record, record.evidence, records)
    when = getattr(record, "when", None)
    dates: dict[str, Any] = {}
    if isinstance(when, When):
        dates["when"] = when.text
    if known_by:
        dates["known_by"] = known_by.isoformat()
    if support:
        dates["grade"] = support.value
    return dates


def _name(identifier: str, records: Mapping[str, Record]) -> str:
    if kind_of(identifier) == "country":
        return country_name(identifier.partition(":")[2])
    found = records.get(identifier)
    return name_of(found, records) if found else identifier
