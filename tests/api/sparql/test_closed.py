"""Each caller asks the store of what he may see; nothing in an answer tells of another."""

from __future__ import annotations

import pytest

from practice_atlas.api.settings import Settings
from practice_atlas.ontology.vocabularies import Audience
from tests.api.client import serving
from tests.api.sparql.conftest import Endpoint, patient

CLOSED = ("Hidden City", "city/hidden", "flow/hidden", "evidence/closed", "only the hub", "In confidence")
EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 2000"
QUERIES = (
    EVERYTHING,
    "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } LIMIT 2000",
    "DESCRIBE city:hidden",
    "DESCRIBE ?s { ?s a atlas:LocalGovernment }",
    "CONSTRUCT WHERE { ?s atlas:audience <https://w3id.org/practice-atlas/codes/audience/hub> }",
    "ASK { city:hidden ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { ?s a atlas:LocalGovernment }",
)


def said(endpoint: Endpoint) -> str:
    answers = [endpoint.get({"query": query}, accept) for query in QUERIES for accept in ("*/*", "text/html")]
    answers += [endpoint.get(), endpoint.get(accept="text/html")]
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    return "".join(answer.text for answer in answers)


def test_anybody_is_told_nothing_that_is_closed(endpoint: Endpoint) -> None:
    text = said(endpoint).replace("DESCRIBE city:hidden", "").replace("ASK { city:hidden", "")

    assert "Arda" in text
    assert [word for word in CLOSED if word in text] == []
    assert len(endpoint.query("SELECT * { ?s a atlas:LocalGovernment }").json()["results"]["bindings"]) == 6


def test_the_hub_is(sparql_address: str) -> None:
    """So the test above would have found it."""
    with serving(Settings(engine=sparql_address, audience=Audience.HUB), patient) as client:
        text = said(Endpoint(client))

    assert [word for word in CLOSED if word not in text] == []


@pytest.mark.parametrize("name", ["source/closed", "source/never"])
def test_graphs_are_refused_in_the_same_words(endpoint: Endpoint, name: str) -> None:
    graph = f"https://w3id.org/practice-atlas/id/{name}#statements"
    answer = endpoint.get({"query": "ASK { }", "default-graph-uri": graph})

    assert answer.status_code == 422
    assert answer.json()["detail"] == f"There is no graph {graph} here, and none is fetched."
