"""The service under load: `make bench-service`, or `python -m tests.bench.service [--quick] [--embedded]`.

Prints the machine and the tables of docs/bench.md. `--quick` takes a hundredth of the data and fewer questions, to see
whether the bench itself works; `--embedded` leaves Neo4j out; `--workers N` serves with so many processes instead of
one for each core; `--keep FOLDER` keeps the loaded graph there and takes the one that is there already.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Final

from tests.bench.loads import files, timed
from tests.bench.machine import load_average, machine
from tests.bench.printing import say, table
from tests.bench.service_addresses import LIMITS, NEO4J, addresses
from tests.bench.service_first import first
from tests.bench.service_load import CONNECTIONS, load
from tests.bench.service_memory import memory_of
from tests.bench.service_quads import HEADINGS as QUADS
from tests.bench.service_quads import quads
from tests.bench.synthetic import Size
from tests.support.neo4j_server import Neo4jServer
from tests.support.service import ServiceProcess

HEADINGS: Final = (
    "question", "addresses", "answers", "kB", "p50 ms", "p95 ms", "p99 ms", "limit at p95", "answers a second",
    "load average",
)  # fmt: skip
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured: flows, seconds for each question, quads, seconds in which a service settles."""

    flows: int = 100_000
    seconds: int = 20
    quads: int = 1_000_000
    settle: float = 30


QUICK: Final = Extent(flows=1_000, seconds=1, quads=20_000, settle=1)


def main(extent: Extent, *, neo4j: bool, workers: int, keep: Path | None) -> None:
    """All tables, each as soon as it is measured."""
    table("Machine", ("what", "figure"), machine())
    with TemporaryDirectory() as folder:
        here = keep or Path(folder)
        graph = f"embedded:{here / f'graph-{extent.flows}'}"
        if not (here / f"graph-{extent.flows}" / "graph.kgl").exists():
            timed("", graph, files(Path(folder), extent.flows, "csv")["csv"])
        _serve("embedded", graph, Path(folder), extent, workers=workers)
        if neo4j:
            _neo4j(Path(folder), extent, workers)
    table(f"About {extent.quads:,} quads", QUADS, quads(extent.quads))


def _serve(
    name: str,
    graph: str,
    folder: Path,
    extent: Extent,
    *,
    workers: int,
    times: float = 1,
    environment: Mapping[str, str] = _NOTHING,
) -> None:
    start = partial(
        ServiceProcess, graph, folder, environment=environment, workers=workers, rate_per_address=0,
        dumps=folder / "dumps",
    )  # fmt: skip
    told = ((what, f"{at_once:.2f}", f"{later:.2f}") for what, at_once, later in first(start, wait=extent.settle))
    headings = ("first question of its kind", "s, asked at once", f"s, {extent.settle:.0f} s after the start")
    table(f"First questions, {name}, {workers} workers", headings, told)
    with start() as service:
        table(
            f"{name}, {workers} workers, {CONNECTIONS} clients, {extent.flows:,} flows",
            HEADINGS,
            _measured(service, extent, times),
        )
        used = memory_of(service.process.pid)
        say(f"The service had {used.workers:,.0f} MB in memory at the end, all workers together. No answer is kept:")
        say("each was put together for the caller who got it.\n")


def _measured(service: ServiceProcess, extent: Extent, times: float) -> Iterator[tuple[str, ...]]:
    for name, paths in addresses(Size.of(extent.flows)).items():
        # Each worker makes what it keeps of a revision when it is first asked for it: both are asked for all.
        load(service.base, paths, seconds=max(1, extent.seconds // 2))
        took = load(service.base, paths, seconds=extent.seconds)
        limit = LIMITS[name] * times
        kept = "kept" if took.percentile(95) <= limit else "missed"
        yield (
            name, f"{len(paths):,}", f"{len(took.milliseconds):,}", f"{took.kilobytes:.1f}",
            *(f"{took.percentile(percent):.1f}" for percent in (50, 95, 99)), f"{limit:.0f}: {kept}",
            f"{took.rate:.0f}", load_average(),
        )  # fmt: skip


def _neo4j(folder: Path, extent: Extent, workers: int) -> None:
    settings = {"server.memory.pagecache.size": "512m", "db.tx_state.memory_allocation": "OFF_HEAP"}
    with Neo4jServer(folder / "neo4j", heap="4g", settings=settings) as server:
        loaded = timed("", server.address, files(folder / "neo4j", extent.flows, "csv")["csv"], server.environment)
        say(f"Loaded into Neo4j {server.release.version} in {loaded.seconds:.0f} s.\n")
        name = f"Neo4j {server.release.version}"
        _serve(name, server.address, folder, extent, workers=workers, times=NEO4J, environment=server.environment)


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
