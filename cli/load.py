"""`practice-atlas load`: put a data set into the graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from practice_atlas.cli.check import Dataset, show
from practice_atlas.cli.known import known_identities
from practice_atlas.cli.options import EngineAddress, Json, Sources, address_of, writing
from practice_atlas.cli.output import console, print_json, progress
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.projection import PassagePlace
from practice_atlas.graph.revisions import NOTHING, current_revision
from practice_atlas.graph.writing import Difference, LoadResult, difference, load
from practice_atlas.loaders import Checked, Passage, read_dataset
from practice_atlas.ontology.errors import InputError


def load_dataset(
    dataset: Dataset,
    sources: Sources = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
    engine: EngineAddress = None,
    json: Json = False,
) -> None:
    """Load a data set into the graph.

    Only differences are written, in one transaction, as a new revision: all or nothing.
    """
    with _dry(engine) if dry_run else writing(engine) as graph:
        checked = read_checked(graph, dataset, sources)
        if checked.dataset is None:
            if json:
                print_json({"problems": [problem.as_dict() for problem in checked.problems]})
            else:
                show(checked)
            raise typer.Exit(1)
        if dry_run:
            _tell(difference(graph, checked.dataset, passages=places(checked.passages)), None, json=json)
            return
        result = load_checked(graph, checked)
        _tell(result.difference, result.revision.number, json=json)


@contextmanager
def _dry(engine: str | None) -> Iterator[Engine]:
    """The graph opened for reading, so that a dry run disturbs nobody; an empty one where nothing was ever loaded."""
    address = address_of(engine)
    scheme, _, folder = address.partition(":")
    if scheme == "embedded" and not Path(folder).expanduser().exists():
        with TemporaryDirectory() as empty, open_engine(f"embedded:{empty}", writable=True) as graph:
            yield graph
        return
    with open_engine(address) as graph:
        yield graph


def read_checked(graph: Engine, dataset: Path, sources: Path | None) -> Checked:
    """Reads a data set; where it does not stand alone, again with what the graph already knows.

    Most do, and reading all that the graph knows takes as long as reading a data set of its size.
    """
    with progress() as report:
        checked = read_dataset(dataset, sources=sources, progress=report)
    if not checked.problems or current_revision(graph) is NOTHING:
        return checked
    with progress() as report:
        return read_dataset(dataset, known=known_identities(graph), sources=sources, progress=report)


def load_checked(graph: Engine, checked: Checked) -> LoadResult:
    """Loads what was read. Raises InputError where it has problems."""
    if checked.dataset is None:
        raise InputError(checked.problems)
    try:
        with progress() as report:
            return load(graph, checked.dataset, passages=places(checked.passages), progress=report)
    except InputError as error:  # a clash with another data set: told at the place where the record stands
        raise InputError(
            [replace(problem, place=checked.places.get(problem.record, problem.place)) for problem in error.problems]
        ) from error


def places(passages: Mapping[str, Passage]) -> dict[str, PassagePlace]:
    """Passages as the graph takes them."""
    return {key: PassagePlace(found.start, found.end, found.sha256) for key, found in passages.items()}


def _tell(told: Difference, revision: int | None, *, json: bool) -> None:
    if json:
        print_json(
            {
                "revision": revision,
                "added": list(told.added),
                "changed": list(told.changed),
                "withdrawn": list(told.withdrawn),
                "unchanged": told.unchanged,
            }
        )
        return
    for sign, identifiers in (("+", told.added), ("~", told.changed), ("-", told.withdrawn)):
        for identifier in identifiers if revision is None else ():
            console.print(f"{sign} {identifier}", markup=False)
    counts = (
        f"{len(told.added)} added, {len(told.changed)} changed, {len(told.withdrawn)} withdrawn, "
        f"{told.unchanged} unchanged"
    )
    if revision is None:
        console.print(f"Would be: {counts}. Nothing was written.")
    elif told.empty:
        console.print(f"Nothing to write; the graph stays at revision {revision}.")
    else:
        console.print(f"Revision {revision}: {counts}.")
