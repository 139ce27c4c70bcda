"""A million quads: written as N-Quads, loaded into the SPARQL store, asked by researchers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from practice_atlas.graph.rdf import write_rdf
from tests.bench import sparql
from tests.bench.machine import load_average
from tests.bench.synthetic import Size, dataset, tables

HEADINGS: Final = ("what", "how many", "s", "limit", "load average")
#: Seconds for a million.
DUMP, LOAD, QUESTIONS = 5, 8, 2
_LOADED: Final = "the same, and the union of all graphs"


def quads(wanted: int) -> Iterator[tuple[str, ...]]:
    """A row for each: what, how many quads or rows, seconds, and whether that is within its limit."""
    count, seconds = _dump(wanted)
    yield _row("N-Quads, sorted, from records to a file", count, seconds, DUMP)
    together = rows = 0.0
    for told in sparql.measure(wanted):
        if told.what in sparql.QUESTIONS:
            together, rows = together + told.seconds, rows + told.rows
        yield _row(told.what, told.rows, told.seconds, LOAD if told.what == _LOADED else None)
    yield _row(f"{len(sparql.QUESTIONS)} questions together", int(rows), together, QUESTIONS)


def _dump(wanted: int) -> tuple[int, float]:
    made = dataset(tables(Size.of(wanted // sparql.QUADS_OF_A_FLOW)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "quads.nq"
        begun = time.perf_counter()
        write_rdf(made, path, "nquads")
        seconds = time.perf_counter() - begun
        with path.open("rb") as file:
            return sum(1 for _ in file), seconds


def _row(what: str, many: int, seconds: float, limit: float | None) -> tuple[str, ...]:
    kept = "" if limit is None else f"{limit}: {'kept' if seconds <= limit else 'missed'}"
    return what, f"{many:,}", f"{seconds:.2f}", kept, load_average()
