"""Speed and memory: `make bench`, or `python -m tests.bench [--quick] [--embedded]`.

Prints the machine and the tables of docs/bench.md. `--quick` takes a twentieth of the data, to see whether the bench
itself works; `--embedded` leaves Neo4j out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from tests.bench import loads, pairings, questions, rdf
from tests.bench.loads import Loaded, files, timed
from tests.bench.machine import load_average, machine
from tests.bench.printing import say, table
from tests.bench.questions import Asked
from tests.bench.synthetic import Size
from tests.support.neo4j_server import Neo4jServer

HEAP = "4g"
#: As in docker-compose.yml: a large load needs its state beside the heap (decisions/0017). Neo4j 5 alone knows it.
SETTINGS = {"server.memory.pagecache.size": "512m", "db.tx_state.memory_allocation": "OFF_HEAP"}
GROWTH = (1_000, 10_000, 100_000)
QUICK_GROWTH = (1_000, 5_000)


def main(*, quick: bool, neo4j: bool) -> None:
    """All tables, each as soon as it is measured."""
    growth, times = (QUICK_GROWTH, 5) if quick else (GROWTH, 100)
    table("Machine", ("what", "figure"), machine())
    with TemporaryDirectory() as folder:
        here = Path(folder)
        made = {flows: files(here, flows, "csv") for flows in growth} | {
            growth[-1]: files(here / "last", growth[-1], "csv", "yaml")
        }
        _embedded(here, made, times)
        if neo4j:
            _neo4j(here, made[growth[-1]]["csv"], growth[-1], times)
    rows = [
        (told.format, f"{told.seconds:.1f}", f"{told.megabytes:.0f}", f"{told.peak_megabytes:,.0f}")
        for told in rdf.measure(growth[-1])
    ]
    table(f"RDF export of {growth[-1]:,} flows", ("format", "s", "MB on disk", "peak MB"), rows)


def _embedded(here: Path, made: dict[int, dict[str, Path]], times: int) -> None:
    most = max(made)
    done: dict[int, Loaded] = {}
    for flows in made:
        done[flows] = timed(f"{flows:,} flows, CSV", f"embedded:{here / f'graph-{flows}'}", made[flows]["csv"])
    address = f"embedded:{here / f'graph-{most}'}"
    again = timed("the same again", address, made[most]["csv"])
    from_yaml = timed(f"{most:,} flows, YAML", f"embedded:{here / 'graph-yaml'}", made[most]["yaml"])
    table("Loading, embedded", loads.HEADINGS, (one.row() for one in (*done.values(), again, from_yaml)))
    say(f"Loading unchanged records again takes {again.load / done[most].load:.2f} of the load, with reading and")
    say(f"checking {again.seconds / done[most].seconds:.2f} of the whole.\n")
    grown = [(f"{flows:,}", f"{one.seconds / flows * 1000:.2f}") for flows, one in done.items()]
    table("Growth", ("flows", "ms a flow, from files to the committed graph"), grown)
    with open_engine(address) as engine:
        _questions("embedded", engine, Size.of(most), times)
    told = pairings.rows(address, Size.of(most), times)
    table(f"Recommendations, embedded (load average {load_average()})", pairings.HEADINGS, told)


def _neo4j(here: Path, folder: Path, flows: int, times: int) -> None:
    with Neo4jServer(here / "neo4j", heap=HEAP, settings=SETTINGS) as server:
        first = timed(f"{flows:,} flows, CSV", server.address, folder, server.environment)
        again = timed("the same again", server.address, folder, server.environment)
        table(f"Loading, Neo4j {server.release.version}", loads.HEADINGS, (first.row(), again.row()))
        say(f"The server's heap was limited to {HEAP}; it had {server_megabytes():,.0f} MB in memory at the end.")
        say(f"Loading unchanged records again takes {again.load / first.load:.2f} of the load.\n")
        with server.engine() as engine:
            _questions(f"Neo4j {server.release.version}", engine, Size.of(flows), times)


def server_megabytes() -> float:
    """Resident memory of the server that this process has started."""
    return float(sum(child.memory_info().rss for child in psutil.Process().children(recursive=True)) / 2**20)


def _questions(name: str, engine: Engine, size: Size, times: int) -> None:
    rows = _rows(questions.asked(engine, size, times=times))
    table(f"Questions, {name}, of {times} things at random (load average {load_average()})", questions.HEADINGS, rows)
    table(f"The busiest things, {name}", questions.HEADINGS, _rows(questions.hubs(engine)))


def _rows(answers: Iterable[Asked]) -> Iterator[tuple[str, ...]]:
    return ((one.question, f"{one.median:.1f}", f"{one.p95:.1f}", f"{one.worst:.0f}") for one in answers)


if __name__ == "__main__":
    main(quick="--quick" in sys.argv, neo4j="--embedded" not in sys.argv)
