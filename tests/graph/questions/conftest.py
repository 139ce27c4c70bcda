"""The sample for questions over the whole network, on both engines, as the public sees it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine, Statement
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from practice_atlas.ontology.vocabularies import Audience
from tests.support.overview import overview_sample


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """For anybody, loaded once for all questions of a file."""
    if request.param == "neo4j":
        graph: Engine = request.getfixturevalue("neo4j_graph")
        graph.write([Statement("MATCH (n) DETACH DELETE n")])
        load(graph, overview_sample())
        yield Reader(graph)
        return
    with open_engine(f"embedded:{tmp_path_factory.mktemp('overview')}", writable=True) as embedded:
        load(embedded, overview_sample())
        yield Reader(embedded)


@pytest.fixture
def hub(reader: Reader) -> Reader:
    """The same graph for the hub's staff."""
    return Reader(reader.engine, Audience.HUB)
