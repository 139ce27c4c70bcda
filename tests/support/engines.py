"""Fixtures: an empty engine of each kind, and `engine`, which runs a test on both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine, Statement
from tests.support.neo4j_server import Neo4jServer


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """One server for the whole run (about 8 s to start, 900 MB)."""
    with Neo4jServer(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture(scope="session")
def _fragile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A server that lets its transactions have little memory, and that tests may kill: one for all of these."""
    limits = {"dbms.memory.transaction.total.max": "24m"}
    with Neo4jServer(tmp_path_factory.mktemp("fragile"), heap="512m", settings=limits) as server:
        yield server


@pytest.fixture(scope="module")
def fragile_server(_fragile_server: Neo4jServer) -> Neo4jServer:
    """The server that may be killed, running, with nothing in it."""
    if not _fragile_server.running:
        _fragile_server.start()
    with _fragile_server.engine() as engine:
        wipe(engine)
    return _fragile_server


@pytest.fixture
def neo4j_engine(neo4j_server: Neo4jServer) -> Iterator[Engine]:
    """The server's database without data, constraints and indexes, open for writing."""
    with neo4j_server.engine() as engine:
        wipe(engine)
        yield engine


@pytest.fixture
def embedded_engine(tmp_path: Path) -> Iterator[Engine]:
    """A new folder, open for writing."""
    with open_engine(f"embedded:{tmp_path / 'graph'}", writable=True) as engine:
        yield engine


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def engine(request: pytest.FixtureRequest) -> Engine:
    """An empty engine of each kind in turn."""
    found: Engine = request.getfixturevalue(f"{request.param}_engine")
    return found


def wipe(engine: Engine) -> None:
    """Leave nothing in a Neo4j database: nodes, relationships, constraints and indexes go."""
    engine.write([Statement("MATCH (n) DETACH DELETE n")])
    constraints = engine.read("SHOW CONSTRAINTS YIELD name RETURN name")
    engine.prepare([f"DROP CONSTRAINT `{row['name']}`" for row in constraints])
    indexes = engine.read("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")
    engine.prepare([f"DROP INDEX `{row['name']}`" for row in indexes])
