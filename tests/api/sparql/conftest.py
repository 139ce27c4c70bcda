"""The SPARQL endpoint over a sample of two sources, patient enough for a busy machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

import httpx
import pytest
from fastapi import FastAPI

from practice_atlas.api.settings import Settings
from practice_atlas.api.sparql.door import SparqlDoor
from practice_atlas.graph.sparql.limits import SparqlLimits
from practice_atlas.graph.sparql.service import SparqlService
from practice_atlas.graph.sparql.source import Source
from tests.api.client import Client, serving
from tests.support.embedded import embedded
from tests.support.two_sources import two_sources

LIMITS = SparqlLimits(seconds=3, query_bytes=20_000, rows=2_000, result_bytes=400_000, patience_seconds=25)
Pairs = Mapping[str, str | list[str]]


def patient(app: FastAPI) -> None:
    """Gives a service the limits of these tests."""
    app.state.sparql = SparqlDoor(SparqlService(Source(app.state.settings.engine), LIMITS))


class Endpoint:
    """Asks /sparql."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, pairs: Pairs | None = None, accept: str = "*/*", **headers: str) -> httpx.Response:
        """By GET."""
        address = f"/sparql?{urlencode(pairs, doseq=True)}" if pairs else "/sparql"
        return self.client.get(address, accept=accept, **headers)

    def form(self, pairs: Pairs, accept: str = "*/*", in_address: Pairs | None = None) -> httpx.Response:
        """By POST of a form."""
        kind = "application/x-www-form-urlencoded"
        return self.post(urlencode(pairs, doseq=True).encode(), kind, accept, in_address)

    def post(
        self, body: bytes, kind: str | None, accept: str = "*/*", in_address: Pairs | None = None, method: str = "POST"
    ) -> httpx.Response:
        """By POST of anything."""
        headers = {"accept": accept} | ({"content-type": kind} if kind else {})
        address = f"/sparql?{urlencode(in_address or {}, doseq=True)}"
        return self.client.soon(method, address, body, headers).result()

    def query(self, text: str, accept: str = "*/*", in_address: Pairs | None = None) -> httpx.Response:
        """By POST of the query itself."""
        return self.post(text.encode(), "application/sparql-query", accept, in_address)


@pytest.fixture(scope="session")
def sparql_address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return embedded(tmp_path_factory.mktemp("endpoint"), two_sources())


@pytest.fixture(scope="session")
def endpoint(sparql_address: str) -> Iterator[Endpoint]:
    with serving(Settings(engine=sparql_address), patient) as client:
        yield Endpoint(client)
