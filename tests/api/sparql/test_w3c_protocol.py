"""W3C's tests of the SPARQL 1.1 Protocol, rewritten from their descriptions over the graphs that are loaded here.

https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/: its 20 tests of queries have to pass, of which this
file's functions carry the names; its 14 tests of updates have to be refused.
"""

from __future__ import annotations

import httpx
import pytest

from tests.api.sparql.conftest import Endpoint, Pairs
from tests.support.two_sources import OWN, REPORT, SECOND

BELA = "<https://w3id.org/practice-atlas/id/flow/bela-elin> a ?type"  # in the second source alone
DALMA = "<https://w3id.org/practice-atlas/id/flow/arda-dalma> a ?type"  # in the report alone
THEME = "<https://w3id.org/practice-atlas/id/theme/youth> a ?other"  # in neither
ROWS_AND_TRUTH = {
    "application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values",
}  # fmt: skip
STATEMENTS = {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"}


def true(answer: httpx.Response) -> bool:
    assert answer.status_code == 200, answer.text
    assert kind(answer) in ROWS_AND_TRUTH
    return bool(answer.json()["boolean"])


def kind(answer: httpx.Response) -> str:
    return answer.headers["content-type"].partition(";")[0]


def test_query_post_form(endpoint: Endpoint) -> None:
    assert true(endpoint.form({"query": "ASK {}"}, in_address={"default-graph-uri": REPORT}))


def test_query_dataset_default_graphs_get(endpoint: Endpoint) -> None:
    pairs: dict[str, str | list[str]] = {"query": f"ASK {{ {DALMA} . {BELA} }}", "default-graph-uri": [REPORT, SECOND]}

    assert true(endpoint.get(pairs))
    assert not true(endpoint.get(pairs | {"default-graph-uri": [REPORT]}))


def test_query_dataset_default_graphs_post(endpoint: Endpoint) -> None:
    query = f"ASK {{ {DALMA} . {BELA} }}"

    assert true(endpoint.query(query, in_address={"default-graph-uri": [REPORT, SECOND]}))
    assert not true(endpoint.query(query, in_address={"default-graph-uri": [SECOND]}))


def test_query_dataset_named_graphs_post(endpoint: Endpoint) -> None:
    query = f"ASK {{ GRAPH ?g1 {{ {DALMA} }} GRAPH ?g2 {{ {BELA} }} }}"

    assert true(endpoint.query(query, in_address={"named-graph-uri": [REPORT, SECOND]}))
    assert not true(endpoint.query(query, in_address={"named-graph-uri": [REPORT]}))


def test_query_dataset_named_graphs_get(endpoint: Endpoint) -> None:
    query = f"ASK {{ GRAPH ?g1 {{ {DALMA} }} GRAPH ?g2 {{ {BELA} }} }}"

    assert true(endpoint.get({"query": query, "named-graph-uri": [REPORT, SECOND]}))


def test_query_dataset_full(endpoint: Endpoint) -> None:
    query = f"ASK {{ {THEME} GRAPH ?g1 {{ {DALMA} }} GRAPH ?g2 {{ {BELA} }} }}"

    assert true(endpoint.query(query, in_address={"default-graph-uri": OWN, "named-graph-uri": [REPORT, SECOND]}))
    assert not true(endpoint.query(query, in_address={"named-graph-uri": [REPORT, SECOND]}))


def test_query_multiple_dataset(endpoint: Endpoint) -> None:
    """The protocol's choice goes before the query's."""
    query = f"ASK FROM <{REPORT}> {{ {BELA} }}"

    assert true(endpoint.query(query, in_address={"default-graph-uri": SECOND}))
    assert not true(endpoint.query(query))


def test_query_get(endpoint: Endpoint) -> None:
    assert true(endpoint.get({"query": "ASK {}"}))


def test_query_content_type_select(endpoint: Endpoint) -> None:
    answer = endpoint.query("SELECT (1 AS ?value) {}")

    assert answer.status_code == 200
    assert kind(answer) in ROWS_AND_TRUTH


def test_query_content_type_ask(endpoint: Endpoint) -> None:
    assert true(endpoint.query("ASK {}"))


def test_query_content_type_describe(endpoint: Endpoint) -> None:
    answer = endpoint.query("DESCRIBE <http://example.org/>")

    assert answer.status_code == 200
    assert kind(answer) in STATEMENTS


def test_query_content_type_construct(endpoint: Endpoint) -> None:
    answer = endpoint.query("CONSTRUCT { <s> <p> 1 } WHERE {}")

    assert answer.status_code == 200
    assert kind(answer) in STATEMENTS


def test_query_post_direct(endpoint: Endpoint) -> None:
    assert true(endpoint.query("ASK {}"))


def test_bad_query_method(endpoint: Endpoint) -> None:
    answer = endpoint.post(b"", None, in_address={"query": "ASK {}"}, method="PUT")

    assert answer.status_code == 405


def test_bad_multiple_queries(endpoint: Endpoint) -> None:
    answer = endpoint.get({"query": ["ASK {}", "SELECT * {}"]})

    assert answer.status_code == 400
    assert answer.json()["parameter"] == "query"


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "multipart/form-data; boundary=x"])
def test_bad_query_wrong_media_type(endpoint: Endpoint, content_type: str) -> None:
    assert endpoint.post(b"ASK {}", content_type).status_code == 415


def test_bad_query_missing_form_type(endpoint: Endpoint) -> None:
    assert endpoint.post(b"query=ASK%20%7B%7D", None).status_code == 415


def test_bad_query_missing_direct_type(endpoint: Endpoint) -> None:
    assert endpoint.post(b"ASK {}", None).status_code == 415


def test_bad_query_non_utf8(endpoint: Endpoint) -> None:
    utf16 = "ASK {}".encode("utf-16")

    assert endpoint.post(utf16, "application/sparql-query; charset=UTF-16").status_code == 415
    assert endpoint.post(utf16, "application/sparql-query").status_code == 400


def test_bad_query_syntax(endpoint: Endpoint) -> None:
    answer = endpoint.get({"query": "ASK {"})

    assert answer.status_code == 400
    assert (answer.json()["line"], answer.json()["column"]) == (1, 6)


INSERT = "INSERT { GRAPH <urn:g> { ?s a <urn:t> } } WHERE { ?s ?p ?o }"
USING = {"using-graph-uri": REPORT, "using-named-graph-uri": SECOND}
UPDATES: dict[str, tuple[bytes, str | None, Pairs]] = {
    "update_dataset_default_graph": (INSERT.encode(), "application/sparql-update", {"using-graph-uri": REPORT}),
    "update_dataset_default_graphs": (
        INSERT.encode(),
        "application/sparql-update",
        {"using-graph-uri": [REPORT, SECOND]},
    ),
    "update_dataset_named_graphs": (INSERT.encode(), "application/sparql-update", {"using-named-graph-uri": SECOND}),
    "update_dataset_full": (INSERT.encode(), "application/sparql-update", USING),
    "update_post_form": (b"update=CLEAR%20ALL", "application/x-www-form-urlencoded", {}),
    "update_post_direct": (b"CLEAR ALL", "application/sparql-update", {}),
    "update_base_uri": (b"INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> <test> } }", "application/sparql-update", {}),
    "bad_multiple_updates": (b"update=CLEAR%20NAMED&update=CLEAR%20ALL", "application/x-www-form-urlencoded", {}),
    "bad_update_wrong_media_type": (b"CLEAR NAMED", "text/plain", {}),
    "bad_update_missing_form_type": (b"update=CLEAR%20NAMED", None, {}),
    "bad_update_non_utf8": ("CLEAR NAMED".encode("utf-16"), "application/sparql-update; charset=UTF-16", {}),
    "bad_update_syntax": (b"update=CLEAR%20XYZ", "application/x-www-form-urlencoded", {}),
    "bad_update_dataset_conflict": (
        b"using-named-graph-uri=urn%3Ag&update=WITH%20%3Curn%3Ag%3E%20DELETE%20%7B%3Fs%20%3Fp%20%3Fo%7D%20WHERE%20%7B%7D",
        "application/x-www-form-urlencoded",
        {},
    ),
    "as a query": (b"query=CLEAR%20ALL", "application/x-www-form-urlencoded", {}),
    "as a query by itself": (b"CLEAR ALL", "application/sparql-query", {}),
}


@pytest.mark.parametrize("name", UPDATES)
def test_updates_are_refused(endpoint: Endpoint, name: str) -> None:
    body, content_type, in_address = UPDATES[name]
    before = endpoint.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").content

    assert endpoint.post(body, content_type, in_address=in_address).status_code in (400, 415)
    assert endpoint.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").content == before


def test_bad_update_get(endpoint: Endpoint) -> None:
    assert endpoint.get({"update": "CLEAR ALL"}).status_code == 400
