"""A SPARQL service over a sample of two sources, with small limits, one for all tests of this folder that only ask."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.revisions import Revision, current_revision
from practice_atlas.graph.sparql.limits import SparqlLimits
from practice_atlas.graph.sparql.question import Question
from practice_atlas.graph.sparql.result import Result
from practice_atlas.graph.sparql.service import SparqlService
from practice_atlas.graph.sparql.source import Source
from practice_atlas.graph.writing import load
from practice_atlas.ontology.vocabularies import Audience
from tests.support.two_sources import two_sources

#: Small, so that each can be reached soon; patience is for a machine with other things to do.
LIMITS = SparqlLimits(seconds=2, rows=2_000, result_bytes=400_000, memory_bytes=200_000_000, patience_seconds=60)


@dataclass(frozen=True, slots=True)
class Asking:
    """A service with the graph it answers for."""

    service: SparqlService
    address: str
    revision: Revision

    def __call__(
        self,
        text: str,
        *default_graphs: str,
        named: tuple[str, ...] = (),
        rows: str | None = "tsv",
        triples: str | None = "nt",
        audience: Audience = Audience.PUBLIC,
    ) -> Result:
        """The answer."""
        question = Question(text, default_graphs, named, rows, triples)
        return self.service.ask(question, audience, self.revision)


@pytest.fixture(scope="module", autouse=True)
def dropped_here() -> Iterator[None]:
    """What the store finds may be dropped by its own thread only, and errors keep it in cycles: they end here."""
    yield
    gc.collect()


@pytest.fixture(scope="session")
def graph_of_two_sources(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Revision]:
    address = f"embedded:{tmp_path_factory.mktemp('sparql') / 'graph'}"
    with open_engine(address, writable=True) as engine:
        load(engine, two_sources())
        return address, current_revision(engine)


@pytest.fixture(scope="session")
def asked(graph_of_two_sources: tuple[str, Revision]) -> Iterator[Asking]:
    address, revision = graph_of_two_sources
    with SparqlService(Source(address), LIMITS) as service:
        yield Asking(service, address, revision)
