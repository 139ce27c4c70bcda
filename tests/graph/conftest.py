"""A graph of each kind for tests of the room, emptied in the quick way: constraints stay, which no test here drops."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine, Statement
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from tests.support.neo4j_server import Neo4jServer
from tests.support.sample import sample


@pytest.fixture(scope="session")
def neo4j_graph(neo4j_server: Neo4jServer) -> Iterator[Engine]:
    """The server's database, open for writing."""
    with neo4j_server.engine() as engine:
        yield engine


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty graph of each kind in turn."""
    if request.param == "neo4j":
        graph: Engine = request.getfixturevalue("neo4j_graph")
        graph.write([Statement("MATCH (n) DETACH DELETE n")])
        yield graph
        return
    with open_engine(f"embedded:{tmp_path / 'graph'}", writable=True) as embedded:
        yield embedded


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The sample as the public sees it, loaded once for all questions."""
    if request.param == "neo4j":
        graph: Engine = request.getfixturevalue("neo4j_graph")
        graph.write([Statement("MATCH (n) DETACH DELETE n")])
        load(graph, sample())
        yield Reader(graph)
        return
    with open_engine(f"embedded:{tmp_path_factory.mktemp('graph')}", writable=True) as embedded:
        load(embedded, sample())
        yield Reader(embedded)
