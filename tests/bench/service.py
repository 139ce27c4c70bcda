"""The service under load: `make bench-service`, or `python -m tests.bench.service [--quick] [--embedded]`.

Prints the machine and the tables of docs/bench.md. `--quick` takes a hundredth of the data and fewer questions, to see
whether the bench itself works; `--embedded` leaves Neo4j out; `--workers N` serves with so many processes instead of
one for each core; `--keep FOLDER` keeps the loaded graph there and takes the one that is there already.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.bench.machine import load_average, machine
from tests.bench.printing import say, table
from tests.bench.service_addresses import LIMITS, NEO4J, addresses
from tests.bench.service_first import FIRST, at_once, seconds, settled
from tests.bench.service_graph import ServedGraph
from tests.bench.service_load import CONNECTIONS, load
from tests.bench.service_memory import memory_of, processor_seconds_of
from tests.bench.service_quads import HEADINGS as QUADS
from tests.bench.service_quads import quads
from tests.bench.synthetic import Size
from tests.support.neo4j_server import Neo4jServer
from tests.support.service import ServiceProcess

HEADINGS: Final = (
    "question", "addresses", "answers", "kB", "p50 ms", "p95 ms", "p99 ms", "limit at p95", "answers a second",
    "processor ms an answer", "kept ones", "load average",
)  # fmt: skip
#: Settings of the service by what they mean: what an answer costs, and what people wait for.
DELIVERED: Final = "as it is delivered, having been asked these before"
MODES: Final[Mapping[str, Mapping[str, str]]] = {
    "each answer put together anew": {"PRACTICE_ATLAS_ANSWERS_KEPT": "0"},
    DELIVERED: {},
}
#: The share of kept answers from which a service is warm, and how often it is asked for it at most.
_WARM: Final = 0.98
_WARMINGS: Final = 8
_AGAIN: Final = re.compile(r"^practice_atlas_answered_again_total ([\d.e+]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured: flows, seconds for each question, quads; whether the graph is large enough to settle."""

    flows: int = 100_000
    seconds: int = 20
    quads: int = 1_000_000
    settles: bool = True


QUICK: Final = Extent(flows=1_000, seconds=1, quads=20_000, settles=False)


def main(extent: Extent, *, neo4j: bool, workers: int, keep: Path | None) -> None:
    """All tables, each as soon as it is measured."""
    table("Machine", ("what", "figure"), machine())
    with TemporaryDirectory() as folder:
        _serve("embedded", ServedGraph.embedded(keep or Path(folder), extent.flows), extent, workers)
        if neo4j:
            _neo4j(Path(folder), extent, workers)
    table(f"About {extent.quads:,} quads", QUADS, quads(extent.quads))


def _serve(name: str, graph: ServedGraph, extent: Extent, workers: int, times: float = 1) -> None:
    start = partial(graph.served, workers)
    first = {question: at_once(start, question) for question in FIRST}
    for mode, settings in MODES.items():
        with graph.served(workers, settings) as service:
            ready = settled(service, workers) if extent.settles else 0.0
            if mode == DELIVERED:
                _print_first(name, service, first, ready)
            title = f"{name}, {workers} workers, {CONNECTIONS} clients, {extent.flows:,} flows: {mode}"
            table(title, HEADINGS, _measured(service, extent, times, keeps=mode == DELIVERED))
            used = memory_of(service.process.pid)
            say(f"The service had {used.workers:,.0f} MB in memory at the end, all workers together.\n")


def _print_first(name: str, service: ServiceProcess, first: Mapping[str, float], ready: float) -> None:
    told = ((what, f"{taken:.2f}", f"{seconds(service, what):.2f}") for what, taken in first.items())
    headings = ("first question of its kind", "s, asked at once", f"s, asked after {ready:.0f} s")
    table(f"First questions, {name} (load average {load_average()})", headings, told)


def _measured(service: ServiceProcess, extent: Extent, times: float, *, keeps: bool) -> Iterator[tuple[str, ...]]:
    for name, paths in addresses(Size.of(extent.flows)).items():
        _warm(service, paths, extent, keeps=keeps)
        before, kept_before = processor_seconds_of(service.process.pid), _answered_again(service)
        took = load(service.base, paths, seconds=extent.seconds)
        worked = processor_seconds_of(service.process.pid) - before
        again = (_answered_again(service) - kept_before) / len(took.milliseconds)
        limit = LIMITS[name] * times
        kept = "kept" if took.percentile(95) <= limit else "missed"
        yield (
            name, f"{len(paths):,}", f"{len(took.milliseconds):,}", f"{took.kilobytes:.1f}",
            *(f"{took.percentile(percent):.1f}" for percent in (50, 95, 99)), f"{limit:.0f}: {kept}",
            f"{took.rate:.0f}", f"{worked / len(took.milliseconds) * 1000:.1f}", f"{again:.0%}", load_average(),
        )  # fmt: skip


def _warm(service: ServiceProcess, paths: Sequence[str], extent: Extent, *, keeps: bool) -> None:
    """Asks once; of a service that keeps answers, until nearly all are kept, as where it has run for a while."""
    for _ in range(_WARMINGS if keeps else 1):
        before = _answered_again(service)
        took = load(service.base, paths, seconds=max(1, extent.seconds // 2))
        if _answered_again(service) - before > _WARM * len(took.milliseconds):
            return


def _answered_again(service: ServiceProcess) -> float:
    """How many answers had been kept, of all workers together."""
    found = _AGAIN.search(service.get("/metrics").text)
    return float(found[1]) if found else 0.0


def _neo4j(folder: Path, extent: Extent, workers: int) -> None:
    settings = {"server.memory.pagecache.size": "512m", "db.tx_state.memory_allocation": "OFF_HEAP"}
    with Neo4jServer(folder / "neo4j", heap="4g", settings=settings) as server:
        graph = ServedGraph(server.address, folder / "neo4j", server.environment)
        name = f"Neo4j {server.release.version}"
        say(f"Loaded into {name} in {graph.load(extent.flows):.0f} s.\n")
        _serve(name, graph, extent, workers, NEO4J)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The service under load.")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--embedded", action="store_true")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    given = _arguments()
    main(QUICK if given.quick else Extent(), neo4j=not given.embedded, workers=given.workers, keep=given.keep)
