"""The records of the data set being loaded together with those of the other data sets in the graph.

What the graph derives from a record (its day, its audience, its arrows) may depend on records of another data set, so
the projection is always made of all of them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from practice_atlas.graph import catalogue, layout
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.records import names_in, read_record
from practice_atlas.graph.revisions import NOTHING, Revision
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.errors import InputError
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.links import links
from practice_atlas.ontology.model import Record
from practice_atlas.ontology.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Union:
    """All records by identifier, who states each, the descriptions and versions of the data sets, and the node of
    this one.

    `others` are the identifiers of the other data sets' own nodes.
    """

    records: Mapping[str, Record]
    stated_by: Mapping[str, tuple[str, ...]]
    descriptions: Mapping[str, str]
    versions: Mapping[str, str]
    others: frozenset[str]


def union_of(engine: Engine, dataset: Dataset, before: Revision) -> Union:
    """Joins the data set with the others. Raises InputError for records that two data sets state differently, and for
    records that another data set refers to and that would be withdrawn."""
    name = dataset.info.id
    stated_by: dict[str, list[str]] = defaultdict(list)
    records: dict[str, Record] = dict(dataset.records)
    descriptions = {name: dataset.info.canonical()}
    versions = {name: dataset.info.version}
    problems: list[Problem] = []
    foreign = _foreign(engine, name) if before is not NOTHING and set(before.datasets) - {name} else {}
    for identifier, (text, owners) in foreign.items():
        mine = dataset.records.get(identifier)
        if mine is not None and mine.canonical() != text:
            problems.append(_clash(identifier, name, owners))
        if mine is None:
            records[identifier] = read_record(text, kind_of(identifier))
        stated_by[identifier].extend(owners)
    for identifier in dataset.records:
        stated_by[identifier].append(name)
    problems.extend(_dangling(records, stated_by))
    if problems:
        raise InputError(problems)
    for row in engine.read(catalogue.DATASETS) if foreign else []:
        if row["id"] != f"dataset:{name}":
            other = json.loads(row["record"])
            descriptions[other["id"]] = row["record"]
            versions[other["id"]] = other["version"]
    return Union(
        records,
        {identifier: tuple(sorted(owners)) for identifier, owners in stated_by.items()},
        descriptions,
        dict(sorted(versions.items())),
        frozenset(f"dataset:{other}" for other in descriptions if other != name),
    )


def _foreign(engine: Engine, name: str) -> dict[str, tuple[str, list[str]]]:
    """Text and other owners of each record that some other data set states."""
    found: dict[str, tuple[str, list[str]]] = {}
    for label in layout.record_labels():
        for row in engine.read(catalogue.foreign_records(label), {"name": name}):
            if owners := [owner for owner in names_in(row["datasets"]) if owner != name]:
                found[row["id"]] = (row["record"], owners)
    return found


def _clash(identifier: str, name: str, owners: list[str]) -> Problem:
    return Problem(
        Place(name),
        "identifier.clash",
        f"{identifier} is stated otherwise by the data set {', '.join(owners)}",
        "Take it out here and refer to it by its identifier, make both the same, or give this one another identifier.",
        record=identifier,
    )


def _dangling(records: Mapping[str, Record], stated_by: Mapping[str, list[str]]) -> list[Problem]:
    """References to what no data set states, or would not any more: an arrow needs both its ends."""
    return [
        Problem(
            Place(", ".join(stated_by[record.id])),
            "reference.withdrawn",
            f"{record.id} refers to {link.target}, which no data set would state any more",
            f"Keep {link.target}, or first mend what refers to it.",
            field=link.shape.name,
            record=record.id,
        )
        for record in records.values()
        for link in links(record)
        if link.target not in records and kind_of(link.target) != "country"
    ]
