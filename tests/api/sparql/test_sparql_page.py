"""The page: for people, without script, with everything shown as text."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from practice_atlas.graph.sparql.examples import EXAMPLES
from tests.api.sparql.conftest import Endpoint

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_it_has_examples_that_can_be_followed(endpoint: Endpoint) -> None:
    page = endpoint.get(accept=BROWSER)
    links = [html.unescape(link) for link in re.findall(r'<li><a href="(/sparql\?query=[^"]+)"', page.text)]

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.text.count("<script") == 1  # ours, which adds to what is there without it
    assert [parse_qs(urlsplit(link).query)["query"][0] for link in links] == [example.query for example in EXAMPLES]
    for link in links:
        answer = endpoint.client.get(link, accept=BROWSER)
        assert answer.status_code == 200
        assert re.search(r"<h2>\d+ (?:rows?|statements?)", answer.text)


def test_an_empty_form_asks_nothing(endpoint: Endpoint) -> None:
    assert endpoint.get({"query": " "}, accept=BROWSER).status_code == 200


def test_rows_lead_to_the_pages_of_things(endpoint: Endpoint) -> None:
    page = endpoint.get(
        {"query": "SELECT ?x ?n { ?x a atlas:LocalGovernment ; atlas:name ?n } ORDER BY ?n"}, BROWSER
    ).text

    assert "<h2>6 rows</h2>" in page
    assert '<a href="/id/city/arda" rel="nofollow noreferrer"><bdi>city:arda</bdi></a>' in page
    assert "<bdi>Arda</bdi>" in page


def test_long_answers_are_shown_in_part(endpoint: Endpoint) -> None:
    page = endpoint.get({"query": "SELECT ?s { ?s ?p ?o . ?x ?y ?z } LIMIT 1500"}, BROWSER).text

    assert "1500 rows, 1000 shown" in page


@pytest.mark.parametrize(("query", "said"), [("ASK { }", "<h2>Yes</h2>"), ("ASK { ?s <urn:x> ?o }", "<h2>No</h2>")])
def test_yes_and_no(endpoint: Endpoint, query: str, said: str) -> None:
    assert said in endpoint.get({"query": query}, BROWSER).text


def test_statements_are_shown_as_turtle(endpoint: Endpoint) -> None:
    page = endpoint.get({"query": "CONSTRUCT { city:arda rdfs:label 'A<b>' } { }"}, BROWSER).text

    assert "1 statement</h2>" in page
    assert "A&lt;b&gt;" in page


def test_the_form_may_be_sent_by_post(endpoint: Endpoint) -> None:
    answer = endpoint.form({"query": "ASK { }"}, BROWSER)

    assert answer.status_code == 200
    assert 'method="post"><input type="hidden" name="query" value="ASK { }">' in answer.text


@pytest.mark.parametrize(
    "value",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</textarea><script>", "{{ 7 * 7 }}", "'\"&"],
)
def test_everything_is_shown_as_text(endpoint: Endpoint, value: str) -> None:
    """In the query, in values, in names of columns and in what is said of faults."""
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    for query in (f'SELECT ("{quoted}" AS ?x) {{ }}', f'CONSTRUCT {{ <urn:a> <urn:b> "{quoted}" }} {{ }}', value):
        page = endpoint.get({"query": query, "default-graph-uri": [value] if query == value else []}, BROWSER).text
        body = page.partition("<main")[2]

        assert "<main" in page
        assert value not in body or "<" not in value
        assert "49" not in body.partition("<h2")[2].partition("<section")[0]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_only_addresses_of_the_web_are_links(endpoint: Endpoint, address: str) -> None:
    page = endpoint.get({"query": f"SELECT (<{address}> AS ?x) {{ }}"}, BROWSER).text

    assert f'href="{address}' not in page
    assert f"<bdi>{address}</bdi>" in page


def test_faults_are_told_on_the_page(endpoint: Endpoint) -> None:
    answer = endpoint.get({"query": "SELECT * {\n ?s ?p\n}"}, BROWSER)

    assert answer.status_code == 400
    assert "line 2, column 2" in answer.text
    assert "SELECT * {\n ?s ?p\n}</textarea>" in answer.text
