"""A load is all or nothing, on both engines: killed, beside another load, beside a reader, and without memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine, Statement
from practice_atlas.graph.engines.errors import EngineMemoryError
from practice_atlas.graph.revisions import current_revision
from practice_atlas.graph.writing import load
from tests.bench.synthetic import Size, dataset, tables
from tests.bench.watched import WatchedLoad
from tests.support.neo4j_server import Neo4jServer

KILLS = 10
#: Two data sets of some 1,000 and 1,500 records: most flows and exchanges differ, much of the rest is the same.
SETS = {
    "old": (Size(cities=90, practices=20, flows=350), 1),
    "new": (Size(cities=130, practices=30, flows=520), 2),
    "other": (Size.of(150), 3),
}

TRANSACTIONS = "SHOW TRANSACTIONS YIELD status RETURN status"

#: What a graph holds: nodes by label, relationships by type, and the hash of every record as it lies there.
Contents = tuple[str, tuple[tuple[str, int], ...], tuple[tuple[str, int], ...], frozenset[str]]


@dataclass(frozen=True)
class Place:
    """A graph that processes are started on, and what it holds with each of the data sets."""

    address: str
    environment: Mapping[str, str]
    whole: dict[str, Contents] = field(default_factory=dict)

    def open(self, *, writable: bool = False) -> Engine:
        return open_engine(self.address, writable=writable, environment=self.environment)

    def start(self, name: str, *, pause: bool = False) -> WatchedLoad:
        """A process that loads a data set."""
        return WatchedLoad(self.address, self.environment, *SETS[name], pause=pause)

    def number(self) -> int:
        """The number of the revision."""
        with self.open() as engine:
            return current_revision(engine).number

    def now(self) -> str:
        """Which of the two data sets is in the graph, whole; fails where it is neither."""
        with self.open() as engine:
            return self.named(contents(engine))

    def named(self, found: Contents) -> str:
        names = [name for name, whole in self.whole.items() if whole == found]
        assert names, f"torn: {found[:3]}"
        return names[0]


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A graph that was loaded with the new data set, and then with the old one over it."""
    place = Place(f"embedded:{tmp_path / 'graph'}", {})
    if request.param == "neo4j":
        server: Neo4jServer = request.getfixturevalue("neo4j_server")
        place = Place(server.address, server.environment)
        with server.engine() as engine:
            engine.write([Statement("MATCH (n) DETACH DELETE n")])  # constraints stay, which no test here drops
    with place.open(writable=True) as engine:
        for name in ("new", "old"):
            load(engine, dataset(tables(*SETS[name])))
            place.whole[name] = contents(engine)
    return place


def contents(engine: Engine) -> Contents:
    """All of one revision: asked again where a load ended in between."""
    while True:
        before = current_revision(engine)
        nodes = engine.read(
            "MATCH (n) WHERE n.number IS NULL RETURN labels(n)[0] AS label, count(n) AS total ORDER BY label"
        )
        arrows = engine.read("MATCH ()-[r]->() RETURN type(r) AS type, count(r) AS total ORDER BY type")
        hashes = engine.read("MATCH (n) WHERE n.projection IS NOT NULL RETURN n.id + n.projection AS hash")
        if current_revision(engine) == before:
            return (
                before.content,
                tuple((row["label"], row["total"]) for row in nodes),
                tuple((row["type"], row["total"]) for row in arrows),
                frozenset(row["hash"] for row in hashes),
            )


def wait_until(place: Place, condition: Callable[[list[str]], bool]) -> None:
    """Wait until the open transactions of a server are as they should be; an embedded graph has none."""
    if not place.address.startswith("neo4j"):
        return
    deadline = time.monotonic() + 30
    with place.open() as engine:
        while not condition([row["status"] for row in engine.read(TRANSACTIONS)]):
            assert time.monotonic() < deadline, "the server's transactions never were so"
            time.sleep(0.02)


def only_this(states: list[str]) -> bool:
    """Whether the asking transaction is alone: what a client that is gone had sent is committed or rolled back."""
    return len(states) == 1


def one_waits(states: list[str]) -> bool:
    """Whether a transaction waits for another one's end."""
    return any(state.startswith("Blocked") for state in states)


@pytest.mark.long
def test_a_load_killed_ten_times_leaves_the_old_revision_or_the_new(place: Place) -> None:
    with place.start("new") as process:
        begun = process.reach("writing")
        writing = process.reach("loaded") - begun
    random = Random(7)
    numbers = [place.number()]
    for turn in range(KILLS):
        here = place.now()
        with place.start("old" if here == "new" else "new") as process:
            process.reach("writing")
            time.sleep(writing * (turn + random.random()) / KILLS)
            process.kill()
        wait_until(place, only_this)
        numbers.append(place.number())
        assert numbers[-1] - numbers[-2] == (place.now() != here)

    with place.start("new" if place.now() == "old" else "old") as process:
        process.reach("loaded")
    assert place.number() == numbers[-1] + 1
    assert place.now()
    assert numbers[-1] - numbers[0] < KILLS, "no load was killed before its end"


def test_a_reader_sees_the_old_revision_until_it_sees_the_new(place: Place) -> None:
    seen = []
    with place.start("new", pause=True) as process, place.open() as reader:
        process.reach("paused")
        assert place.named(contents(reader)) == "old"
        process.go_on()
        while process.running:
            seen.append(place.named(contents(reader)))
        seen.append(place.named(contents(reader)))

    assert seen == sorted(seen, reverse=True)
    assert seen[-1] == "new"


def test_of_two_loads_at_once_one_wins(place: Place) -> None:
    before = place.number()
    with place.start("new", pause=True) as first:
        first.reach("paused")
        with place.start("other") as second:
            if place.address.startswith("neo4j"):  # the second waits until the first's revision is there or not
                wait_until(place, one_waits)
                first.go_on()
                second.reach("RevisionConflictError")
            else:
                second.reach("EngineBusyError")
                first.go_on()
            first.reach("loaded")

    assert place.number() == before + 1
    assert place.now() == "new"


@pytest.mark.long
@pytest.mark.neo4j
def test_a_load_beyond_the_servers_memory_leaves_the_old_revision(fragile_server: Neo4jServer) -> None:
    with fragile_server.engine() as engine:
        load(engine, dataset(tables(Size.of(100))))
        before = contents(engine)
        begun = time.monotonic()

        with pytest.raises(EngineMemoryError) as caught:
            load(engine, dataset(tables(Size.of(3_000))))

        assert time.monotonic() - begun < 60  # it is not tried again
        assert "heap" in caught.value.fix
        assert contents(engine) == before
        assert not load(engine, dataset(tables(Size.of(200)))).difference.empty
