"""`practice-atlas load`: put a data set into the graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from practice_atlas.api.writing import checking
from practice_atlas.api.writing.checking import checked_with, compare_checked
from practice_atlas.cli.check import Dataset, show
from practice_atlas.cli.options import EngineAddress, Json, Sources, address_of, writing
from practice_atlas.cli.output import console, print_json, progress
from practice_atlas.cli.remembering import remember_load
from practice_atlas.cli.storing import StoreAddress, storing
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.writing import Difference, LoadResult
from practice_atlas.loaders import Checked, KnownIdentity, read_dataset


def load_dataset(
    dataset: Dataset,
    sources: Sources = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
    engine: EngineAddress = None,
    store: StoreAddress = None,
    json: Json = False,
) -> None:
    """Load a data set into the graph.

    Only differences are written, in one transaction, as a new revision: all or nothing. The store keeps what was.
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
            _tell(compare_checked(graph, checked)[0], None, json=json)
            return
        with storing(engine, store) as kept:  # before anything is loaded: a store that cannot be opened is told first
            result = load_checked(graph, checked)
            _tell(result.difference, result.revision.number, json=json)
            remember_load(kept, graph, checked.dataset, result)


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
    """Reads a data set, with a bar for each step; see `api.writing.checking`."""

    def read(known: Sequence[KnownIdentity]) -> Checked:
        with progress() as report:
            return read_dataset(dataset, known=known, sources=sources, progress=report)

    return checked_with(graph, read)


def load_checked(graph: Engine, checked: Checked) -> LoadResult:
    """Loads what was read, with a bar for each step. Raises InputError where it has problems."""
    with progress() as report:
        return checking.load_checked(graph, checked, report)


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
