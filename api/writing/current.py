"""What a data set in the graph holds now, as the loaders take it: the base of a change to single records."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from practice_atlas.graph import catalogue
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.revisions import Revision, current_revision
from practice_atlas.loaders import WrittenRecord
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.model import RECORDS

#: The data set's records by identifier, as their canonical JSON.
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Current:
    """A data set as a revision has it: its description, and its records by identifier as canonical JSON."""

    revision: Revision
    info: Mapping[str, Any]
    texts: Texts

    @property
    def name(self) -> str:
        """The data set's own identifier."""
        return str(self.info["id"])

    def without(self, identifiers: set[str]) -> Iterator[WrittenRecord]:
        """All records but these, parsed one by one."""
        for identifier, text in self.texts.items():
            if identifier not in identifiers:
                yield WrittenRecord(self.name, f"/{identifier}", json.loads(text))


def current(engine: Engine, dataset: str) -> Current:
    """The data set as it is now, of one revision. Raises UnknownEntityError where there is none of this name."""
    while True:
        before = current_revision(engine)
        found = Current(before, _info(engine, dataset), _texts(engine, dataset))
        if current_revision(engine) == before:
            return found


def _info(engine: Engine, dataset: str) -> Mapping[str, Any]:
    descriptions = {row["id"].partition(":")[2]: row["record"] for row in engine.read(catalogue.DATASETS)}
    if dataset not in descriptions:
        raise UnknownEntityError(f"There is no data set {dataset[:80]!r}.", suggestions=tuple(descriptions)[:10])
    info: Mapping[str, Any] = json.loads(descriptions[dataset])
    return info


def _texts(engine: Engine, dataset: str) -> Texts:
    return {
        row["id"]: row["record"]
        for model in RECORDS
        for row in engine.read(catalogue.records(model.class_term.label))
        if dataset in row["datasets"]
    }
