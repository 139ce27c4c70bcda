"""Answers: their forms, the graphs they are of, and that they are whole."""

from __future__ import annotations

import csv
import io
import json

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from practice_atlas.graph.rdf.writing import SHORT
from practice_atlas.graph.sparql.answering import answered
from practice_atlas.graph.sparql.errors import (
    MalformedQueryError,
    NoSuchFormatError,
    RefusedQueryError,
    ResultTooLargeError,
)
from practice_atlas.graph.sparql.formats import BY_NAME, ROWS, TRIPLES
from practice_atlas.graph.sparql.limits import SparqlLimits
from practice_atlas.graph.sparql.question import Question
from tests.graph.sparql.conftest import LIMITS, Asking
from tests.support.two_sources import OWN, REPORT, SECOND

FLOW = "<https://w3id.org/practice-atlas/id/flow/arda-elin> a atlas:LearningFlow"
CITIES = "SELECT ?name { ?city a atlas:LocalGovernment ; atlas:name ?name } ORDER BY ?name"


@pytest.mark.parametrize("form", [form.name for form in ROWS])
def test_rdflib_reads_rows_in_every_form(asked: Asking, form: str) -> None:
    found = asked(CITIES, rows=form)
    read = rdflib.query.Result.parse(io.BytesIO(found.body), format=form)

    assert found.rows == 6
    assert [str(row[rdflib.Variable("name")]) for row in read.bindings] == [
        "Arda",
        "Bela",
        "Dalma",
        "Elin",
        "Tripoli",
        "Tripoli",
    ]


@pytest.mark.parametrize("form", [form.name for form in ROWS])
@pytest.mark.parametrize(("query", "truth"), [("ASK { }", True), ("ASK { ?s <urn:nothing> ?o }", False)])
def test_truth_in_every_form(asked: Asking, form: str, query: str, truth: bool) -> None:
    assert (b"true" if truth else b"false") in asked(query, rows=form).body


@pytest.mark.parametrize("form", [form.name for form in TRIPLES])
@pytest.mark.parametrize(
    "query", ["CONSTRUCT WHERE { ?s a atlas:LearningFlow ; atlas:grade ?o }", "DESCRIBE city:arda"]
)
def test_statements_in_every_form(asked: Asking, form: str, query: str) -> None:
    plain = {str(triple) for triple in parse(asked(query).body, RdfFormat.N_TRIPLES)}
    written = asked(query, triples=form)
    writer = BY_NAME[form].writer
    assert isinstance(writer, RdfFormat)

    assert {str(triple) for triple in parse(written.body, writer)} == plain
    assert written.rows == len(plain) > 5


def test_prefixes_in_an_answer_are_those_it_uses(asked: Asking) -> None:
    body = asked("CONSTRUCT WHERE { ?s a atlas:LearningFlow }", triples="ttl").body.decode()

    assert {line.split()[1] for line in body.splitlines() if line.startswith("@prefix")} == {"atlas:", "flow:", "rdf:"}


def test_xml_that_would_not_be_well_formed_is_not_given(asked: Asking) -> None:
    with pytest.raises(NoSuchFormatError) as error:
        asked("CONSTRUCT { <urn:a> <http://example.org/1> 1 } { }", triples="rdf")
    assert "text/turtle" in error.value.offered
    with pytest.raises(NoSuchFormatError):
        asked('SELECT ("\x01" AS ?x) { }', rows="xml")
    assert json.loads(asked('SELECT ("\x01" AS ?x) { }', rows="json").body)


@pytest.mark.parametrize(("query", "offered"), [("ASK { }", "text/csv"), ("DESCRIBE <urn:x>", "text/turtle")])
def test_forms_that_do_not_fit_are_named(asked: Asking, query: str, offered: str) -> None:
    with pytest.raises(NoSuchFormatError) as error:
        asked(query, rows=None, triples=None)

    assert offered in error.value.offered


def test_without_a_choice_all_graphs_are_asked_as_one(asked: Asking) -> None:
    """And what two of them say is said once."""
    assert asked(f"SELECT * {{ {FLOW} }}").rows == 1
    assert asked(f"SELECT ?g {{ GRAPH ?g {{ {FLOW} }} }} ORDER BY ?g").body.decode().split() == [
        "?g", f"<{REPORT}>", f"<{SECOND}>",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("graphs", "flows"),
    [([REPORT], 4), ([SECOND], 2), ([OWN], 0), ([REPORT, SECOND], 5), ([REPORT, SECOND, OWN, REPORT], 5)],
)
def test_chosen_graphs_are_one_graph(asked: Asking, graphs: list[str], flows: int) -> None:
    """By the protocol as by FROM: a statement that lies in two of them counts once."""
    pattern = "?flow a atlas:LearningFlow"
    clauses = " ".join(f"FROM <{graph}>" for graph in graphs)

    assert asked(f"SELECT * {{ {pattern} }}", *graphs).rows == flows
    assert asked(f"SELECT * {clauses} {{ {pattern} }}").rows == flows
    assert asked(f"SELECT * {clauses} {{ GRAPH ?g {{ {pattern} }} }}").rows == 0


def test_named_graphs_alone_leave_the_default_graph_empty(asked: Asking) -> None:
    assert asked("SELECT * { ?s ?p ?o }", named=(SECOND,)).rows == 0
    assert asked(f"ASK FROM NAMED <{SECOND}> {{ ?s ?p ?o }}").body == b"false"
    assert asked("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", named=(SECOND,)).rows == 1
    assert asked("SELECT * { GRAPH ?g { ?s a atlas:LearningFlow } }", OWN, named=(SECOND,)).rows == 2


def test_the_protocol_goes_before_the_query(asked: Asking) -> None:
    query = r"SELECT * FROM source:report\#statements FROM NAMED dataset:sample\#statements { ?s a atlas:LearningFlow }"

    assert asked(query).rows == 4
    assert asked(query, SECOND).rows == 2
    assert asked(query.replace("{", "{ GRAPH ?g {").replace("}", "} }"), SECOND).rows == 0


@pytest.mark.parametrize(
    "graph", ["urn:none", "no address", "", "http://example.org/ <x>", "urn:practice-atlas:merged"]
)
def test_graphs_that_are_not_here(asked: Asking, graph: str) -> None:
    with pytest.raises(RefusedQueryError, match="no graph"):
        asked("SELECT * { ?s ?p ?o }", graph)


def test_what_makes_no_sense_is_malformed(asked: Asking) -> None:
    with pytest.raises(MalformedQueryError, match="unbound") as error:
        asked("SELECT ?x { ?x ?y ?z } GROUP BY ?y")

    assert error.value.line == 1


def test_answers_are_whole_or_refused(asked: Asking) -> None:
    many = "SELECT ?n { ?a ?b ?c . ?d ?e ?f BIND (1 AS ?n) } LIMIT "

    assert asked(many + str(LIMITS.rows)).rows == LIMITS.rows
    with pytest.raises(ResultTooLargeError):
        asked(many + str(LIMITS.rows + 1))


def test_lines_within_values_are_no_rows(asked: Asking) -> None:
    found = asked(f"SELECT ('{chr(92)}n' AS ?x) {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {LIMITS.rows}", rows="csv")

    assert found.rows == LIMITS.rows
    assert len(list(csv.reader(io.StringIO(found.body.decode())))) == LIMITS.rows + 1


def test_csv_is_as_the_standard_says(asked: Asking) -> None:
    """Values are not altered for spreadsheets: programs read them back."""
    assert asked("SELECT ('=1+1' AS ?x) { }", rows="csv").body == b"x\r\n=1+1\r\n"


def test_relative_addresses_begin_at_the_base() -> None:
    question = Question("CONSTRUCT { <s> <p> 1 } { }", triples="nt", base="http://example.org/sparql")
    body, _ = answered(Store(), question.encoded(), SparqlLimits(), SHORT)

    assert body.startswith(b"<http://example.org/s> <http://example.org/p>")


TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
TAGS = st.sampled_from(["en", "ar", "fr-be"])
KINDS = st.sampled_from(["integer", "decimal", "double", "boolean", "date", "string"])
LITERALS = st.one_of(
    TEXTS.map(Literal),
    st.builds(lambda text, tag: Literal(text, language=tag), TEXTS, TAGS),
    st.builds(lambda text, kind: Literal(text, datatype=NamedNode(SHORT["xsd"] + kind)), TEXTS, KINDS),
    st.builds(lambda number, kind: Literal(str(number), datatype=NamedNode(SHORT["xsd"] + kind)), st.integers(), KINDS),
)


@given(st.lists(LITERALS, min_size=1, max_size=5, unique=True))
def test_nothing_is_lost_on_the_way_into_json(values: list[Literal]) -> None:
    """Rows are counted as TSV first; the store's own JSON says what there was.

    No row is kept by name here: rdflib's parser keeps what it raised, and with it this frame, and the store's rows must
    not be freed by another thread.
    """
    store = Store()
    store.extend(Quad(NamedNode("urn:s"), NamedNode("urn:p"), value) for value in values)
    query = "SELECT ?o ?none { ?s ?p ?o } ORDER BY STR(?o) DATATYPE(?o) LANG(?o)"
    body, told = answered(store, Question(query).encoded(), SparqlLimits(), SHORT)
    direct = store.query(query).serialize(format=BY_NAME["json"].writer) or b""  # type: ignore[arg-type]
    assert isinstance(BY_NAME["json"].writer, type(ROWS[0].writer))

    assert told["rows"] == len(list(store.query(query)))  # type: ignore[arg-type]
    assert json.loads(body) == json.loads(direct)
