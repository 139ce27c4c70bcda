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
from tests.bench.sparql import Measured
from tests.bench.synthetic import Size, dataset, tables

HEADINGS: Final = ("what", "how many", "s", "processor s", "limit", "load average")
#: Seconds for a million.
DUMP, LOAD, QUESTIONS = 5, 8, 2
_LOADED: Final = "the same, and the union of all graphs"


def quads(wanted: int) -> Iterator[tuple[str, ...]]:
    """A row for each: what, how many quads or rows, seconds, and whether that is within its limit."""
    yield _row(_dump(wanted), DUMP)
    asked: list[Measured] = []
    for told in sparql.measure(wanted):
        if told.what in sparql.QUESTIONS:
            asked.append(told)
        yield _row(told, LOAD if told.what == _LOADED else None)
    seconds, processor = sum(told.seconds for told in asked), sum(told.processor for told in asked)
    together = Measured(f"{len(asked)} questions together", seconds, processor, sum(told.rows for told in asked))
    yield _row(together, QUESTIONS)


def _dump(wanted: int) -> Measured:
    made = dataset(tables(Size.of(wanted // sparql.QUADS_OF_A_FLOW)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "quads.nq"
        begun, worked = time.perf_counter(), time.process_time()
        write_rdf(made, path, "nquads")
        seconds, processor = time.perf_counter() - begun, time.process_time() - worked
        with path.open("rb") as file:
            return Measured("N-Quads, sorted, from records to a file", seconds, processor, sum(1 for _ in file))


def _row(told: Measured, limit: float | None) -> tuple[str, ...]:
    kept = "" if limit is None else f"{limit}: {'kept' if told.seconds <= limit else 'missed'}"
    return told.what, f"{told.rows:,}", f"{told.seconds:.2f}", f"{told.processor:.2f}", kept, load_average()
