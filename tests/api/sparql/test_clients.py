"""Programs that researchers have: SPARQLWrapper and rdflib's SPARQLStore, against the service on a real socket."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, QueryBadFormed

from practice_atlas.api.app import create_app
from practice_atlas.api.settings import Settings
from practice_atlas.cli.asking_the_service import served
from tests.api.sparql.conftest import patient
from tests.support.two_sources import SECOND

PREFIX = "PREFIX atlas: <https://w3id.org/practice-atlas/ontology#>\n"
CITIES = PREFIX + "SELECT ?name { ?city a atlas:LocalGovernment ; atlas:name ?name } ORDER BY ?name"
NAMES = ["Arda", "Bela", "Dalma", "Elin", "Tripoli", "Tripoli"]


@pytest.fixture(scope="module")
def address(sparql_address: str) -> Iterator[str]:
    app = create_app(Settings(engine=sparql_address))
    patient(app)
    with served(app) as base:
        yield f"{base}/sparql"


def wrapper(address: str, query: str, form: str, method: str = "GET", how: str = URLENCODED) -> SPARQLWrapper:
    asking = SPARQLWrapper(address)
    asking.setQuery(query)
    asking.setReturnFormat(form)
    asking.setMethod(method)
    asking.setRequestMethod(how)
    return asking


@pytest.mark.parametrize(("method", "how"), [("GET", URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_gets_rows(address: str, method: str, how: str) -> None:
    found: Any = wrapper(address, CITIES, JSON, method, how).queryAndConvert()

    assert [row["name"]["value"] for row in found["results"]["bindings"]] == NAMES


@pytest.mark.parametrize("form", [XML, CSV, TSV])
def test_sparqlwrapper_gets_rows_in_other_forms(address: str, form: str) -> None:
    found: Any = wrapper(address, CITIES, form).queryAndConvert()
    text = found.toxml() if form == XML else found.decode()

    assert [text.count(name) for name in ("Arda", "Tripoli", "Hidden")] == [1, 2, 0]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # SPARQLWrapper makes one of RDF/XML
@pytest.mark.parametrize("form", [TURTLE, RDFXML])
def test_sparqlwrapper_gets_statements(address: str, form: str) -> None:
    found: Any = wrapper(address, PREFIX + "CONSTRUCT WHERE { ?s a atlas:LearningFlow }", form).queryAndConvert()
    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format="turtle")

    assert len(graph) == 5


def test_sparqlwrapper_chooses_graphs(address: str) -> None:
    asking = wrapper(address, PREFIX + "SELECT * { ?s a atlas:LearningFlow }", JSON)
    asking.addDefaultGraph(SECOND)
    found: Any = asking.queryAndConvert()

    assert len(found["results"]["bindings"]) == 2


def test_sparqlwrapper_understands_what_is_wrong(address: str) -> None:
    with pytest.raises(QueryBadFormed, match="line 1"):
        wrapper(address, "SELECT nothing", JSON).query()


def test_sparqlwrapper_cannot_update(address: str) -> None:
    with pytest.raises((QueryBadFormed, EndPointInternalError, Exception), match=r"400|bad request|415"):
        wrapper(address, "INSERT DATA { <urn:a> <urn:b> 1 }", JSON, POST).query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks(address: str, method: Any) -> None:
    graph = rdflib.Graph(SPARQLStore(address, method=method, returnFormat="json"))
    found = list(graph.query(CITIES))

    assert [str(row[0]) for row in found] == NAMES  # type: ignore[index]
    assert bool(graph.query(PREFIX + "ASK { ?s a atlas:LearningFlow }"))


def test_rdflib_walks_through_the_graph(address: str) -> None:
    """It turns each step into a query."""
    graph = rdflib.Graph(SPARQLStore(address))
    atlas = rdflib.Namespace("https://w3id.org/practice-atlas/ontology#")

    assert {str(name) for name in graph.objects(None, atlas.practice / atlas.name)} == {
        "Youth council",
        "Youth engagement",
    }
    assert len(list(graph.subjects(rdflib.RDF.type, atlas.LearningFlow))) == 5


def test_what_they_are_told_of_the_service_is_rdf(address: str) -> None:
    described = rdflib.Graph().parse(address, format="turtle")

    assert (None, None, rdflib.URIRef(address)) in described
    assert json.loads(described.serialize(format="json-ld"))
