"""What only Neo4j has: a server that may be absent, refuse, run out of memory, or die."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from practice_atlas.graph.engines.address import PASSWORD, open_engine
from practice_atlas.graph.engines.contract import Engine, Statement
from practice_atlas.graph.engines.errors import (
    EngineBusyError,
    EngineError,
    EngineMemoryError,
    EngineUnavailableError,
    ReadOnlyError,
)
from tests.support.endless_writer import PER_REVISION, state
from tests.support.killing import kill_a_writer
from tests.support.neo4j_server import TEST_PASSWORD, Neo4jServer

pytestmark = pytest.mark.neo4j

IDS = "MATCH (n:City) RETURN n.id AS id ORDER BY id"
GREEDY = Statement("UNWIND range(1, 2000000) AS i CREATE (n:Greedy {id: i, text: 'filler of some length'})")


def city(name: str) -> Statement:
    return Statement("CREATE (n:City) SET n.id = $id", {"id": name})


def ids(engine: Engine) -> list[str]:
    return [row["id"] for row in engine.read(IDS)]


class ReadAgain(list[Statement]):
    """Statements that may be read again, and how often they were."""

    times = 0

    def __iter__(self) -> Iterator[Statement]:
        self.times += 1
        return super().__iter__()


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_both_schemes_reach_a_single_server(neo4j_server: Neo4jServer, scheme: str) -> None:
    address = neo4j_server.address.replace("neo4j://", f"{scheme}://")

    with open_engine(address, environment=neo4j_server.environment) as engine:
        assert engine.read("RETURN 1 AS one") == [{"one": 1}]
        assert engine.describe().version == neo4j_server.release.version
        assert engine.describe().details["edition"] == "community"


@pytest.mark.parametrize("scheme", ["neo4j", "bolt", "neo4j+s"])
def test_an_absent_server_is_told_within_seconds(scheme: str) -> None:
    begun = time.monotonic()

    with pytest.raises(EngineUnavailableError, match="No Neo4j answers") as caught:
        open_engine(f"{scheme}://127.0.0.1:1", environment={PASSWORD: "never shown"})

    assert time.monotonic() - begun < 8
    assert "never shown" not in f"{caught.value!r} {caught.value.fix} {caught.value.__cause__!r}"


@pytest.mark.parametrize("environment", [{PASSWORD: "wrong secret"}, {}], ids=["wrong", "none"])
def test_a_wrong_password_is_told_without_showing_it(neo4j_server: Neo4jServer, environment: dict[str, str]) -> None:
    with pytest.raises(EngineUnavailableError, match="refuses the user name or the password") as caught:
        open_engine(neo4j_server.address, environment=environment)

    assert "PRACTICE_ATLAS_NEO4J_PASSWORD" in caught.value.fix
    assert "wrong secret" not in f"{caught.value!r} {caught.value.__cause__!r}"


def test_the_password_is_in_nothing_that_is_shown(neo4j_engine: Engine) -> None:
    assert TEST_PASSWORD not in f"{neo4j_engine!r} {neo4j_engine.describe()!r}"


def test_a_database_that_does_not_exist_is_told(neo4j_server: Neo4jServer) -> None:
    environment = {**neo4j_server.environment, "PRACTICE_ATLAS_NEO4J_DATABASE": "nowhere"}

    with pytest.raises(EngineUnavailableError, match="nowhere"):
        open_engine(neo4j_server.address, environment=environment)


def test_an_engine_opened_for_reading_does_not_write(neo4j_server: Neo4jServer) -> None:
    with neo4j_server.engine(writable=False) as reader:
        with pytest.raises(ReadOnlyError):
            reader.write([city("a")])
        with pytest.raises(ReadOnlyError):
            reader.prepare([])


def test_of_two_writers_in_each_others_way_one_goes_on(neo4j_server: Neo4jServer, neo4j_engine: Engine) -> None:
    neo4j_engine.write([city("a"), city("b")])
    lock = "MATCH (n:City {id: $id}) SET n.by = $by"
    failures: list[EngineError] = []
    other = ReadAgain([Statement(lock, {"id": name, "by": "other"}) for name in ("b", "a")])

    def write_the_other_way_round() -> None:
        with neo4j_server.engine() as engine:
            engine.write(other)

    def statements() -> Iterator[Statement]:
        yield Statement(lock, {"id": "a", "by": "first"})
        thread.start()
        time.sleep(1)  # until the other holds b and waits for a
        yield Statement(lock, {"id": "b", "by": "first"})

    thread = Thread(target=write_the_other_way_round)
    try:
        neo4j_engine.write(statements())
    except EngineBusyError as error:
        failures.append(error)
    thread.join(60)

    assert not thread.is_alive()
    # Either this writer was given up (a generator cannot be read again), or the other was, and tried again.
    assert bool(failures) != (other.times > 1)
    assert neo4j_engine.read("MATCH (n:City) RETURN DISTINCT n.by AS by") == [{"by": "other"}]


@pytest.mark.long
def test_exhausted_memory_is_final_and_leaves_the_old_data(fragile_server: Neo4jServer) -> None:
    with fragile_server.engine() as engine:
        engine.write([city("kept")])
        statements = ReadAgain([city("lost"), GREEDY])
        begun = time.monotonic()

        with pytest.raises(EngineMemoryError) as caught:
            engine.write(statements)

        assert time.monotonic() - begun < 20
        assert statements.times == 1
        assert "heap" in caught.value.fix
        assert ids(engine) == ["kept"]


@pytest.mark.long
def test_a_question_that_exhausts_memory_is_not_asked_again(fragile_server: Neo4jServer) -> None:
    with fragile_server.engine() as engine:
        begun = time.monotonic()

        with pytest.raises(EngineMemoryError):
            engine.read("UNWIND range(1, 20000000) AS i WITH collect(toString(i)) AS texts RETURN size(texts) AS size")

        assert time.monotonic() - begun < 20
        assert engine.read("RETURN 1 AS one") == [{"one": 1}]


@pytest.mark.long
def test_a_server_killed_in_mid_transaction_has_the_old_data_when_it_is_back(fragile_server: Neo4jServer) -> None:
    def statements() -> Iterator[Statement]:
        yield city("lost")
        fragile_server.kill()
        yield city("lost as well")

    with fragile_server.engine() as engine:
        engine.write([Statement("MATCH (n) DETACH DELETE n"), city("kept")])

        with pytest.raises(EngineUnavailableError):
            engine.write(statements())
        with pytest.raises(EngineUnavailableError):
            engine.read(IDS)

        fragile_server.restart()
        assert ids(engine) == ["kept"]
        engine.write([city("new")])
        assert ids(engine) == ["kept", "new"]


def test_a_killed_writer_leaves_the_old_revision_or_the_new(neo4j_server: Neo4jServer, neo4j_engine: Engine) -> None:
    revisions = [0]

    for after in (0.0, 0.05, 0.3):
        reported = kill_a_writer(neo4j_server.address, neo4j_server.environment, after=after)
        # The server rolls back once it sees the connection gone; until then the dead writer's locks are held.
        neo4j_engine.write([Statement("MATCH (n:Stamped) SET n.touched = true")])
        revision, nodes = state(neo4j_engine)
        assert revision in (reported, reported + 1)
        assert nodes == revision * PER_REVISION
        revisions.append(revision)

    assert revisions == sorted(set(revisions))


def test_the_log_of_a_server_that_does_not_start_is_shown(tmp_path: Path) -> None:
    server = Neo4jServer(tmp_path, settings={"server.memory.pagecache.size": "not a size"})

    with pytest.raises(RuntimeError, match="not a size"):
        server.start()
