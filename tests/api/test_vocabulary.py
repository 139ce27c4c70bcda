"""The vocabulary at its own addresses: every form says the same, and the page explains every term."""

from __future__ import annotations

import json
import re
from typing import Final

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse
from rdflib import Graph, URIRef

from practice_atlas.ontology.derive.context import context
from practice_atlas.ontology.derive.json_schema import json_schema
from practice_atlas.ontology.derive.owl import owl
from practice_atlas.ontology.derive.shacl import shacl
from practice_atlas.ontology.derive.skos import vocabularies
from practice_atlas.ontology.terms import ATLAS, CODES
from tests.api.client import Client

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # in rdflib itself

FORMATS: Final = {"text/turtle": "turtle", "application/n-triples": "nt", "application/ld+json": "json-ld"}
ENDINGS: Final = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld"}
DOCUMENTS: Final = {"/ontology": owl, "/ontology/shapes": shacl, "/codes": vocabularies}


def _graph(text: str, kind: str) -> Graph:
    return Graph().parse(data=text, format=kind)


def _canonical(text: str, kind: str) -> Dataset:
    """Equal for equal content, whatever its unnamed parts are called."""
    formats = {"turtle": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "json-ld": RdfFormat.JSON_LD}
    found = Dataset(parse(text, format=formats[kind]))
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return found


@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_form_says_what_the_model_does(service: Client, path: str) -> None:
    texts = [(service.get(path, accept=kind).text, name) for kind, name in FORMATS.items()]
    texts += [(service.get(f"{path}.{ending}").text, name) for ending, name in ENDINGS.items()]
    derived = DOCUMENTS[path]()

    assert len(texts) == 6
    assert all(_canonical(text, kind) == _canonical(derived, "turtle") for text, kind in texts)
    assert {len(_graph(text, kind)) for text, kind in texts} == {len(_graph(derived, "turtle"))}


def test_context_and_schema_are_those_committed(service: Client) -> None:
    answers = {path: service.get(path) for path in ("/context.jsonld", "/ontology/context.jsonld")}
    schemas = {path: service.get(path) for path in ("/schema.json", "/ontology/schema.json")}

    assert {answer.headers["content-type"] for answer in answers.values()} == {"application/ld+json"}
    assert all(answer.json() == json.loads(context()) for answer in answers.values())
    assert all(answer.json() == json.loads(json_schema()) for answer in schemas.values())


def test_the_page_explains_every_term(service: Client) -> None:
    """Its anchors are the local names, so that the address of a term leads to its explanation."""
    page = service.get("/ontology").text
    anchors = re.findall(r'\bid="([^"]+)"', page)
    terms = {str(subject).removeprefix(ATLAS) for subject in _graph(owl(), "turtle").subjects()
             if str(subject).startswith(ATLAS)}  # fmt: skip
    codes = {"codes/" + str(subject).removeprefix(CODES) for subject in _graph(vocabularies(), "turtle").subjects()
             if isinstance(subject, URIRef) and not str(subject).endswith("/in-order")}  # fmt: skip

    assert len(terms) > 90
    assert terms - set(anchors) == set()
    assert codes - set(anchors) == set()
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)
    assert page.count("<script") == 1  # ours, which adds to what is there without it


def test_a_vocabulary_and_a_code(service: Client) -> None:
    stage = _graph(service.get("/codes/stage.ttl").text, "turtle")
    code = _graph(service.get("/codes/stage/in-use", accept="application/n-triples").text, "nt")
    everything = _graph(vocabularies(), "turtle")

    assert len(list(everything.triples((None, URIRef("http://www.w3.org/2004/02/skos/core#inScheme"), None)))) > 80
    assert {str(subject) for subject in code.subjects()} == {f"{CODES}stage/in-use"}
    assert set(code) <= set(everything)
    named = {triple for triple in stage if all(isinstance(term, URIRef) for term in triple)}
    assert named <= set(everything)
    assert len(_graph(service.get("/codes/stage.jsonld").text, "json-ld")) == len(stage)


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/codes", "/ontology#codes"),
        ("/codes/stage", "/ontology#codes/stage"),
        ("/codes/stage/in-use", "/ontology#codes/stage/in-use"),
    ],
)
def test_people_are_led_to_the_page(service: Client, path: str, to: str) -> None:
    answer = service.get(path, accept="text/html")

    assert (answer.status_code, answer.headers["location"]) == (303, to)


@pytest.mark.parametrize(
    "path", ["/codes/nothing", "/codes/stage/nothing", "/codes/sta", "/ontology.pdf", "/codes/stage.pdf"]
)
def test_what_is_not_there(service: Client, path: str) -> None:
    assert service.get(path, accept="text/turtle").status_code in (404, 406)


@pytest.mark.parametrize("path", ["/ontology", "/ontology.ttl", "/ontology/shapes", "/codes/stage", "/schema.json"])
def test_caches_may_keep_them(service: Client, path: str) -> None:
    first = service.get(path, accept="text/turtle")
    again = service.get(path, accept="text/turtle", if_none_match=first.headers["etag"])
    head = service.send("HEAD", path, accept="text/turtle")

    assert "max-age=3600" in first.headers["cache-control"]
    assert (again.status_code, again.content) == (304, b"")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"])


def test_a_form_that_is_not_there(service: Client) -> None:
    answer = service.get("/ontology/shapes", accept="text/html")

    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["detail"]
