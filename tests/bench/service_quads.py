"""A million quads: written as N-Quads, loaded into the SPARQL store, asked by researchers."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
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
    """A row for each: what, how many quads or rows, seconds, and whether that is within its limit.

    Each of the two is measured in a process of its own, as the service makes dumps and fills its store: beside all that
    the bench holds by then, Python looks through this again and again.
    """
    for measured in (_dumped, _stored):
        with ProcessPoolExecutor(1, get_context("spawn")) as process:
            yield from process.submit(measured, wanted).result()


def _dumped(wanted: int) -> list[tuple[str, ...]]:
    return [_row(_dump(wanted), DUMP)]


def _stored(wanted: int) -> list[tuple[str, ...]]:
    rows = []
    asked: list[Measured] = []
    for told in sparql.measure(wanted):
        if told.what in sparql.QUESTIONS:
            asked.append(told)
        rows.append(_row(told, LOAD if told.what == _LOADED else None))
    seconds, processor = sum(told.seconds for told in asked), sum(told.processor for told in asked)
    together = Measured(f"{len(asked)} questions together", seconds, processor, sum(told.rows for told in asked))
    return [*rows, _row(together, QUESTIONS)]


def _dump(wanted: int) -> Measured:
    made = dataset(tables(Size.of(wanted // sparql.QUADS_OF_A_FLOW)))
    gc.freeze()  # as where dumps are made (graph/rdf/dumping.py)
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
