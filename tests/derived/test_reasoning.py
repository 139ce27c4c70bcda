"""A reasoner over the ontology and real statements finds nothing that cannot be."""

from __future__ import annotations

import owlrl  # type: ignore[import-untyped]  # no stubs; comes with pyshacl
import pytest
from rdflib import RDF, Graph, URIRef

from practice_atlas.graph.rdf import as_graph
from practice_atlas.ontology.derive.__main__ import root_of_repository
from practice_atlas.ontology.terms import ATLAS, THINGS
from practice_atlas.ontology.vocabularies import Audience
from tests.support.sample import sample

PUBLISHED = root_of_repository() / "ontology/published"


#: Where owlrl writes what it finds to contradict itself.
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


@pytest.fixture(scope="module")
def closed() -> Graph:
    graph = as_graph(sample(), audience=Audience.HUB)
    graph.parse(PUBLISHED / "vocabularies.skos.ttl")
    return _closed(graph)


def _closed(graph: Graph) -> Graph:
    graph.parse(PUBLISHED / "practice-atlas.owl.ttl")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def test_nothing_is_of_two_kinds(closed: Graph) -> None:
    """Domains and ranges are inferred from; a wrong one would make a city a learning flow."""
    kinds = {
        subject: {str(kind) for kind in closed.objects(subject, RDF.type) if str(kind).startswith(ATLAS)}
        for subject in set(closed.subjects(RDF.type))
        if str(subject).startswith(THINGS)
    }
    helpful = {f"{ATLAS}Actor"}

    assert len(kinds) > 80
    assert [(str(thing), found) for thing, found in kinds.items() if len(found - helpful) > 1] == []


def test_no_contradiction_is_found(closed: Graph) -> None:
    assert list(closed.objects(None, ERROR)) == []


def test_a_city_that_is_a_theme_is_a_contradiction() -> None:
    graph = Graph()
    for kind in ("LocalGovernment", "Theme"):
        graph.add((URIRef(f"{THINGS}city/arda"), RDF.type, URIRef(f"{ATLAS}{kind}")))

    assert len(list(_closed(graph).objects(None, ERROR))) > 0


def test_who_acts_is_an_actor(closed: Graph) -> None:
    actors = {str(thing).removeprefix(THINGS) for thing in closed.subjects(RDF.type, URIRef(f"{ATLAS}Actor"))}

    assert {"city/arda", "institution/hub", "country/ma"} <= actors
    assert "person/mayor" not in actors
