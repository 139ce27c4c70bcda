"""`practice-atlas check`: is this data set right, and what is missing in it?"""

from __future__ import annotations

from json import loads as json_of
from pathlib import Path
from typing import Annotated, Any

import typer

from practice_atlas.api.writing.known import known_identities
from practice_atlas.cli.options import EngineAddress, Json, Sources, reading
from practice_atlas.cli.output import console, errors, print_json, progress
from practice_atlas.loaders import (
    Checked,
    Coverage,
    annotate_workbook,
    coverage,
    coverage_as_json,
    coverage_report,
    problems_table,
    read_dataset,
)
from practice_atlas.ontology.errors import QuestionError

Dataset = Annotated[
    Path, typer.Argument(help="A folder of YAML or CSV files, an XLSX workbook, a JSON or YAML document.", exists=True)
]


def check(
    dataset: Dataset,
    sources: Sources = None,
    with_coverage: Annotated[
        bool, typer.Option("--coverage", help="List the passages of the sources that no record cites.")
    ] = False,
    against: Annotated[bool, typer.Option("--against-graph", help="Names of the loaded graph count as known.")] = False,
    annotate: Annotated[
        Path | None, typer.Option("--annotate", help="Write a copy of the workbook with a comment in each bad cell.")
    ] = None,
    engine: EngineAddress = None,
    json: Json = False,
) -> None:
    """Check a data set without loading it.

    Tells every problem at once, with its place and how to mend it.
    """
    if annotate and dataset.suffix.lower() != ".xlsx":
        fix = "Leave --annotate out, or check an .xlsx file."
        raise QuestionError("annotate", "only a workbook can be annotated", fix=fix)
    known = []
    if against:
        with reading(engine) as graph:
            known = known_identities(graph)
    with progress() as report:
        checked = read_dataset(dataset, known=known, sources=sources, progress=report)
    if annotate and checked.problems:
        annotate_workbook(dataset, checked.problems, annotate)
        errors.print(f"Comments written to {annotate}", markup=False)
    cover = _cover(checked, dataset, sources) if with_coverage else None
    if json:
        print_json(_report(checked, cover))
    else:
        show(checked)
        if cover:
            console.print(coverage_report(cover))
    if checked.problems or (cover and not cover.complete):
        raise typer.Exit(1)


def show(checked: Checked) -> None:
    """Prints the problems, or what the data set holds."""
    if checked.dataset is None:
        console.print(problems_table(checked.problems))
        return
    counts = ", ".join(f"{number} {kind}" for kind, number in checked.dataset.counts.items())
    console.print(f"{checked.dataset.info.title}: no problem. {counts}", markup=False)


def _cover(checked: Checked, dataset: Path, sources: Path | None) -> Coverage | None:
    if checked.dataset is None:
        return None
    return coverage(checked.dataset, sources or (dataset if dataset.is_dir() else dataset.parent) / "sources")


def _report(checked: Checked, cover: Coverage | None) -> dict[str, Any]:
    report: dict[str, Any] = {"problems": [problem.as_dict() for problem in checked.problems]}
    if checked.dataset:
        report["counts"] = checked.dataset.counts
    if cover:
        report["coverage"] = json_of(coverage_as_json(cover))
    return report
