"""In which form an answer comes, what is said of it, and what is said when none comes."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from practice_atlas.api.headers import SECURITY
from practice_atlas.graph.sparql.formats import BY_NAME, ROWS, TRIPLES
from tests.api.sparql.conftest import LIMITS, Endpoint, Pairs
from tests.support.two_sources import REPORT

SELECT = "SELECT ?s { ?s a atlas:LearningFlow } ORDER BY ?s"
CONSTRUCT = "CONSTRUCT WHERE { ?s a atlas:LearningFlow }"
SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.mark.parametrize(
    ("accept", "rows", "statements"),
    [
        ("*/*", "application/sparql-results+json", "text/turtle; charset=utf-8"),
        ("", "application/sparql-results+json", "text/turtle; charset=utf-8"),
        ("nonsense", "application/sparql-results+json", "text/turtle; charset=utf-8"),
        ("application/json", "application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml", None),
        ("application/xml", "application/xml", "application/xml"),
        ("text/csv", "text/csv; charset=utf-8", None),
        (
            "text/tab-separated-values, */*;q=0.1",
            "text/tab-separated-values; charset=utf-8",
            "text/turtle; charset=utf-8",
        ),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.6", "text/tab-separated-values; charset=utf-8", None),
        ("application/sparql-results+json;q=0, text/csv", "text/csv; charset=utf-8", None),
        ("application/n-triples", None, "application/n-triples"),
        ("application/ld+json;q=0.9, text/turtle;q=0.8", None, "application/ld+json"),
        ("application/rdf+xml, */*;q=0.1", "application/sparql-results+json", "application/rdf+xml"),
        ("application/*;q=0.2, text/*;q=0.1", "application/sparql-results+json", "text/turtle; charset=utf-8"),
        ("image/png", None, None),
        ("*/*;q=0", None, None),
    ],
)
def test_the_accept_header_chooses(endpoint: Endpoint, accept: str, rows: str | None, statements: str | None) -> None:
    for query, kind in ((SELECT, rows), (CONSTRUCT, statements)):
        answer = endpoint.query(query, accept)

        assert "Accept" in answer.headers["vary"]
        if kind:
            assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
        else:
            assert answer.status_code == 406
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json()["offered"]


@pytest.mark.parametrize("form", BY_NAME)
def test_format_goes_before_the_accept_header(endpoint: Endpoint, form: str) -> None:
    query = SELECT if BY_NAME[form] in ROWS else CONSTRUCT
    answer = endpoint.get({"query": query, "format": form}, accept="text/html")

    assert answer.headers["content-type"].partition(";")[0] == BY_NAME[form].media_type


@pytest.mark.parametrize("form", ["exe", "rdf+xml", "ttl", ["csv", "tsv"], ""])
def test_formats_that_say_nothing_leave_it_to_the_accept_header(endpoint: Endpoint, form: str | list[str]) -> None:
    """Clients send several such parameters, each in words of its own, beside the header."""
    answer = endpoint.get({"query": SELECT, "format": form, "output": "x", "results": "y"}, accept="text/csv")

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"


def test_an_answer_says_of_which_revision_it_is(endpoint: Endpoint) -> None:
    answer = endpoint.get({"query": SELECT})
    again = endpoint.get({"query": SELECT}, if_none_match=answer.headers["etag"])
    other = endpoint.get({"query": SELECT}, accept="text/csv", if_none_match=answer.headers["etag"])

    assert answer.headers["atlas-revision"] == "1"
    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200
    assert other.headers["etag"] != answer.headers["etag"]
    assert "etag" not in endpoint.query(SELECT).headers


def test_head_is_get_without_the_body(endpoint: Endpoint) -> None:
    get, head = (endpoint.client.send(method, "/sparql?query=ASK%20%7B%7D") for method in ("GET", "HEAD"))

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == get.headers["content-length"]


@pytest.mark.parametrize("form", [form.name for form in TRIPLES])
def test_without_a_query_it_describes_itself(endpoint: Endpoint, form: str) -> None:
    answer = endpoint.get(accept=BY_NAME[form].media_type)
    writer = BY_NAME[form].writer
    assert isinstance(writer, RdfFormat)
    said = {(quad.predicate.value, str(quad.object)) for quad in parse(answer.content, writer)}

    assert (f"{SD}endpoint", "<http://test/sparql>") in said
    assert (f"{SD}supportedLanguage", f"<{SD}SPARQL11Query>") in said
    assert (f"{SD}name", f"<{REPORT}>") in said
    assert (f"{SD}resultFormat", "<http://www.w3.org/ns/formats/SPARQL_Results_CSV>") in said
    assert (f"{SD}resultFormat", "<http://www.w3.org/ns/formats/JSON-LD>") in said
    assert not any("SPARQL11Update" in value or "DereferencesURIs" in value for _, value in said)


def test_the_description_is_rdf_alone(endpoint: Endpoint) -> None:
    assert endpoint.get(accept="text/csv").status_code == 406
    assert endpoint.get(accept="*/*").headers["content-type"].startswith("text/turtle")


PROBLEMS: dict[str, tuple[Pairs, int, str | None]] = {
    "no query": ({}, 400, "query"),
    "SERVICE": ({"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}, 422, "query"),
    "a graph from elsewhere": ({"query": "SELECT * FROM <http://127.0.0.1/> { ?s ?p ?o }"}, 422, "query"),
    "rows": ({"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"}, 422, "query"),
    "time": ({"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"}, 504, None),
    "nesting": ({"query": "SELECT * " + "{" * 100 + "}" * 100}, 413, "query"),
    "length": ({"query": f"ASK {{ }} # {'x' * LIMITS.query_bytes}"}, 413, "query"),
    "much length": ({"query": f"ASK {{ }} # {'%' * LIMITS.query_bytes * 3}"}, 413, None),
    "graphs": ({"query": "ASK { }", "default-graph-uri": [f"urn:{number}" for number in range(101)]}, 413, "query"),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_problems(endpoint: Endpoint, name: str) -> None:
    pairs, status, parameter = PROBLEMS[name]
    answer = endpoint.form(pairs)
    problem = answer.json()

    assert answer.status_code == problem["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem.get("parameter") == parameter
    assert problem["detail"]
    assert problem["fix"]
    assert {key: answer.headers.get(key) for key in SECURITY} == SECURITY


def test_an_address_may_be_too_long(endpoint: Endpoint) -> None:
    assert endpoint.get({"query": f"ASK {{ }} # {'x' * LIMITS.query_bytes}"}).status_code == 414


@pytest.mark.parametrize("address", ["/sparql?query=%FF", "/sparql?query=ASK%20%7B%7D&x=%C3%28"])
def test_addresses_that_are_no_utf8(endpoint: Endpoint, address: str) -> None:
    assert endpoint.client.get(address).status_code == 400


def test_bodies_that_are_no_utf8(endpoint: Endpoint) -> None:
    assert endpoint.post(b"query=\xff", "application/x-www-form-urlencoded").status_code == 400
    assert endpoint.post(b"ASK { ?s ?p '\xff' }", "application/sparql-query").status_code == 400
    assert endpoint.post(b"ASK {}", "application/sparql-query; charset=utf-8").status_code == 200
    assert endpoint.post(b"ASK {}", "application/sparql-query; charset=latin-1").status_code == 415


def test_a_remote_context_is_not_even_read(endpoint: Endpoint) -> None:
    document = b'{"@context": "http://127.0.0.1:9/context.jsonld", "query": "ASK {}"}'

    assert endpoint.post(document, "application/ld+json").status_code == 415
