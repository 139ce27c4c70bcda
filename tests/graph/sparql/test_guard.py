"""What the guard lets through and what not, wherever it stands and however it is written."""

from __future__ import annotations

import pytest

from practice_atlas.graph.rdf.writing import SHORT
from practice_atlas.graph.sparql.errors import MalformedQueryError, QueryTooLongError, RefusedQueryError
from practice_atlas.graph.sparql.guard import Examined, examine
from practice_atlas.graph.sparql.limits import SparqlLimits

S = "SERVICE <http://example.org/sparql> { ?a ?b ?c }"

#: Every place of the grammar in which a group can stand.
PLACES = (
    "SELECT * { %s }",
    "ASK { %s }",
    "DESCRIBE ?a { %s }",
    "CONSTRUCT { ?a ?b ?c } WHERE { %s }",
    "SELECT * { { %s } }",
    "SELECT * { ?x ?y ?z . %s }",
    "SELECT * { ?x ?y ?z %s ?x ?y ?w }",
    "SELECT * { OPTIONAL { %s } }",
    "SELECT * { { ?x ?y ?z } UNION { %s } }",
    "SELECT * { { %s } UNION { ?x ?y ?z } }",
    "SELECT * { ?x ?y ?z MINUS { %s } }",
    "SELECT * { GRAPH ?g { %s } }",
    "SELECT * { { SELECT * { %s } } }",
    "SELECT * { { SELECT ?a { { SELECT ?a { %s } LIMIT 1 } } } }",
    "SELECT * { ?x ?y ?z FILTER EXISTS { %s } }",
    "SELECT * { ?x ?y ?z FILTER NOT EXISTS { %s } }",
    "SELECT * { ?x ?y ?z FILTER (?x = 1 || EXISTS { %s }) }",
    "SELECT * { ?x ?y ?z FILTER (1 IN (2, EXISTS { %s })) }",
    "SELECT * { ?x ?y ?z FILTER (1 NOT IN (2, EXISTS { %s })) }",
    "SELECT * { ?x ?y ?z FILTER (IF(EXISTS { %s }, true, false)) }",
    "SELECT * { ?x ?y ?z FILTER (COALESCE(EXISTS { %s }, 1)) }",
    "SELECT * { ?x ?y ?z FILTER (!(EXISTS { %s })) }",
    "SELECT * { ?x ?y ?z FILTER (- (EXISTS { %s }) + 1 * (EXISTS { %s })) }",
    "SELECT * { ?x ?y ?z FILTER (xsd:boolean(EXISTS { %s })) }",
    "SELECT * { BIND (EXISTS { %s } AS ?d) }",
    "SELECT (EXISTS { %s } AS ?d) { }",
    "SELECT (COUNT(EXISTS { %s }) AS ?d) { }",
    "SELECT (SUM(IF(EXISTS { %s }, 1, 0)) AS ?d) { }",
    "SELECT (GROUP_CONCAT(STR(EXISTS { %s }); SEPARATOR=',') AS ?d) { }",
    "SELECT ?x { ?x ?y ?z } GROUP BY ?x (EXISTS { %s })",
    "SELECT ?x { ?x ?y ?z } GROUP BY ?x (EXISTS { %s } AS ?d)",
    "SELECT ?x { ?x ?y ?z } GROUP BY ?x HAVING (EXISTS { %s })",
    "SELECT ?x { ?x ?y ?z } ORDER BY (EXISTS { %s })",
    "SELECT ?x { ?x ?y ?z } ORDER BY DESC(EXISTS { %s })",
    "SELECT * { ?x ?y ?z . FILTER REGEX(STR(EXISTS { %s }), 'a') }",
)

#: The same thing, written otherwise.
WORDINGS = (
    S,
    "SERVICE SILENT <http://example.org/sparql> { ?a ?b ?c }",
    "service silent ?somewhere { ?a ?b ?c }",
    "sErViCe<http://example.org/sparql>{?a ?b ?c}",
    "SERVICE # a comment }\n <http://example.org/sparql> # and another {\n { ?a ?b ?c }",
    "#\nSERVICE#\n<http://example.org/sparql>#\n{#\n?a ?b ?c#\n}",
    "SERVICE\t\n <http://example.org/sparql> { ?a ?b ?c }",
    "\\u0053ERVICE <http://example.org/sparql> { ?a ?b ?c }",
    "S\\u0045RVICE \\u003Chttp://example.org/sparql> { ?a ?b ?c }",
    "\\U00000053ERVICE <http://example.org/sparql> { ?a ?b ?c }",
    "SERVICE <http://example.org/\\u0073parql> { ?a ?b ?c }",
    "SERVICE atlas:sparql { ?a ?b ?c }",
    "# to rdflib this line ends later\r SERVICE <http://example.org/sparql> { ?a ?b ?c }\n",
    'BIND ("\\u0022 AS ?e) # " AS ?e)\n SERVICE <http://example.org/sparql> { ?a ?b ?c }',
    "{ } SERVICE <http://example.org/sparql> { ?a ?b ?c }",
    "?p <http://example.org/p#> ?q . SERVICE <http://example.org/sparql> { ?a ?b ?c }",
    '?p ?q "# \\" }" . SERVICE <http://example.org/sparql> { ?a ?b ?c }',
    "?p ?q '''it's # } ''' . SERVICE <http://example.org/sparql> { ?a ?b ?c }",
)


def examined(text: str) -> Examined:
    return examine(text, SparqlLimits(), SHORT)


@pytest.mark.parametrize("place", PLACES)
def test_no_service_anywhere(place: str) -> None:
    assert examined(place.replace("%s", "{ ?a ?b ?c }"))  # the place itself is allowed
    with pytest.raises(RefusedQueryError, match="SERVICE"):
        examined(place.replace("%s", S))


@pytest.mark.parametrize("wording", WORDINGS)
def test_no_service_however_written(wording: str) -> None:
    """Where a hash stands before it in the same line, rdflib does not parse a SERVICE at all."""
    refused = MalformedQueryError if wording.startswith("?p ") else RefusedQueryError
    with pytest.raises(refused, match="SERVICE"):
        examined(f"SELECT * {{ {wording} }}")


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE <http://example.org/> { }" }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://example.org/> { }",
        "SELECT ?SERVICE { ?SERVICE atlas:service <urn:service:SERVICE> }",
        "PREFIX service: <urn:x:> SELECT * { ?s service:service ?o }",
    ],
)
def test_the_word_alone_does_no_harm(text: str) -> None:
    assert examined(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://example.org/data>",
        "LOAD SILENT <file:///etc/passwd> INTO GRAPH <urn:g>",
        "CLEAR ALL",
        "DROP GRAPH <urn:g>",
        "CREATE GRAPH <urn:g>",
        "ADD DEFAULT TO <urn:g>",
        "MOVE DEFAULT TO <urn:g>",
        "COPY DEFAULT TO <urn:g>",
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "DELETE DATA { <urn:a> <urn:b> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "WITH <urn:g> DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } USING <urn:h> WHERE { ?s ?p ?o }",
        "SELECT * { } ; CLEAR ALL",
        "SELECT * { } CLEAR ALL",
        "# a query\nPREFIX a: <urn:a:> INSERT DATA { a:a a:b 1 }",
    ],
)
def test_no_updates(text: str) -> None:
    with pytest.raises(MalformedQueryError) as error:
        examined(text)
    assert error.value.line is not None
    assert error.value.column is not None


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("", 1, 1),
        ("SELECT * {\n ?s ?p ?o\n} LIMT 5", 3, 3),
        ("SELECT * {\n  ?s ?p ?o .\n  ?s ?p }", 3, 3),
        ("SELECT *\r\n{\r\n ?s ?p }", 3, 2),
    ],
)
def test_a_fault_has_a_place(text: str, line: int, column: int) -> None:
    with pytest.raises(MalformedQueryError) as error:
        examined(text)
    assert (error.value.line, error.value.column) == (line, column)
    assert f"line {line}" in error.value.message


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s foo:bar ?o }",
        "SELECT * FROM foo:bar { ?s ?p ?o }",
        'SELECT * { ?s ?p "1"^^foo:bar }',
        "PREFIX foo: <urn:foo:> SELECT * { ?s foo:a/^bar:b ?o }",
        'SELECT * { ?s ?p "\\UFFFFFFFF" }',
        'SELECT * { ?s ?p "\\uD800" }',
        "SELECT * { ?s ?p '\\u005Cu0053' }",
        "SELECT * { ?s ?p '\ud800' }",
    ],
)
def test_other_faults(text: str) -> None:
    with pytest.raises(MalformedQueryError):
        examined(text)


def test_prefixes_of_the_service_need_no_declaration() -> None:
    assert examined("SELECT * { city:arda a atlas:LocalGovernment }")


def test_dataset_clauses_are_read_with_prefixes_and_base() -> None:
    found = examined(
        "BASE <http://example.org/a/> PREFIX e: <e#> "
        "SELECT * FROM <b> FROM e:c FROM NAMED <../d> FROM NAMED city:arda {}"
    )

    assert found.default_graphs == ("http://example.org/a/b", "http://example.org/a/e#c")
    assert found.named_graphs == ("http://example.org/d", "https://w3id.org/practice-atlas/id/city/arda")


@pytest.mark.parametrize("brackets", ["{}", "()", "[]"])
def test_nesting_is_limited_before_anything_is_parsed(brackets: str) -> None:
    opening, closing = (bracket * 100_000 for bracket in brackets)

    with pytest.raises(QueryTooLongError):
        examined(f"SELECT * {{ {opening} {closing} }}")
    with pytest.raises(QueryTooLongError):
        examined(f"SELECT * {{ {opening}")


def test_brackets_in_texts_do_not_count() -> None:
    brackets = "{([" * 100

    assert examined(f"SELECT * {{ ?s ?p '{brackets}' , '''{brackets}''' , <urn:x> }} # {brackets}")
