"""Records as the graph keeps them: their canonical JSON, read back into the model."""

from __future__ import annotations

import json
from collections.abc import Mapping

from practice_atlas.graph import catalogue
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.ontology.audiences import visible
from practice_atlas.ontology.dataset import Dataset, DatasetInfo
from practice_atlas.ontology.model import BY_KIND, Record
from practice_atlas.ontology.vocabularies import Audience


def read_record(text: str, kind: str) -> Record:
    """A record from its canonical JSON."""
    return BY_KIND[kind].model_validate_json(text)


def names_in(datasets: str | list[str]) -> list[str]:
    """The data sets that state a record, of its property `datasets`. Graphs that 0.1.0 wrote have a list there."""
    return datasets.split() if isinstance(datasets, str) else datasets


def all_records(engine: Engine) -> tuple[dict[str, Record], dict[str, list[str]]]:
    """Every record in the graph by identifier, and the data sets that state it. For the writer and for exports."""
    records: dict[str, Record] = {}
    stated_by: dict[str, list[str]] = {}
    for kind, model in BY_KIND.items():
        for row in engine.read(catalogue.records(model.class_term.label)):
            records[row["id"]] = read_record(row["record"], kind)
            stated_by[row["id"]] = names_in(row["datasets"])
    return records, stated_by


def datasets(engine: Engine, audience: Audience) -> list[Dataset]:
    """The data sets in the graph as the audience may see them, by name."""
    records, stated_by = all_records(engine)
    open_records = visible(records, audience)
    found = []
    for row in engine.read(catalogue.DATASETS):
        info = DatasetInfo.model_validate(json.loads(row["record"]))
        own = [record for identifier, record in open_records.items() if info.id in stated_by[identifier]]
        found.append(Dataset.of(info, own))
    return found


def passage_places(engine: Engine) -> Mapping[str, tuple[int, int]]:
    """Start and end of each piece of evidence whose source's text was at hand when it was loaded."""
    return {row["id"]: (row["passage_start"], row["passage_end"]) for row in engine.read(catalogue.PASSAGES)}
