"""`practice-atlas export`: the graph for other tools."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from practice_atlas.cli.options import EngineAddress, For, reading
from practice_atlas.cli.output import console
from practice_atlas.graph import exports
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.rdf import write_rdf
from practice_atlas.graph.records import datasets, passage_places
from practice_atlas.graph.snapshot import Snapshot, snapshot
from practice_atlas.loaders import DatasetFormat, write_dataset
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.vocabularies import Audience


class Format(StrEnum):
    """What can be written."""

    TRIG = "trig"
    NQUADS = "nquads"
    TURTLE = "turtle"
    JSONLD = "jsonld"
    RDF12 = "rdf12"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"
    XLSX = "xlsx"
    RECORDS_YAML = "records-yaml"
    RECORDS_CSV = "records-csv"
    RECORDS_XLSX = "records-xlsx"


_NETWORKS: dict[Format, Callable[[Snapshot, Path], None]] = {
    Format.GRAPHML: exports.write_graphml,
    Format.GEXF: exports.write_gexf,
    Format.CSV: exports.write_csv,
    Format.XLSX: exports.write_xlsx,
}

_RECORDS: dict[Format, DatasetFormat] = {
    Format.RECORDS_YAML: "yaml",
    Format.RECORDS_CSV: "csv",
    Format.RECORDS_XLSX: "xlsx",
}


def export(
    path: Annotated[Path, typer.Argument(help="The file (or, for records-yaml and records-csv, the folder) to write.")],
    kind: Annotated[
        Format,
        typer.Option(
            "--format",
            help="RDF (trig, nquads, turtle, jsonld, rdf12), the network (graphml, gexf), the learning flows with "
            "names (csv, xlsx), or the records as they are loaded (records-yaml, records-csv, records-xlsx).",
        ),
    ],
    dataset: Annotated[str | None, typer.Option("--dataset", help="One data set of several (records only).")] = None,
    engine: EngineAddress = None,
    audience: For = Audience.PUBLIC,
) -> None:
    """Export what an audience may see."""
    with reading(engine) as graph:
        if kind in _NETWORKS:
            _NETWORKS[kind](snapshot(graph, audience), path)
        elif kind in _RECORDS:
            write_dataset(_one(graph, audience, dataset), path, _RECORDS[kind])
        else:
            write_rdf(datasets(graph, audience), path, kind.value, audience=audience, passages=passage_places(graph))
    console.print(f"Written: {path}", markup=False)


def _one(graph: Engine, audience: Audience, wanted: str | None) -> Dataset:
    found = {item.info.id: item for item in datasets(graph, audience)}
    if wanted is None and len(found) == 1:
        return next(iter(found.values()))
    if wanted not in found:
        names = ", ".join(found) or "none is loaded"
        raise QuestionError("dataset", f"the graph holds: {names}", fix="Name one of them with --dataset.")
    return found[wanted]
