"""What a check against the shapes answers."""

from __future__ import annotations

import pytest
from rdflib import RDF, Graph, Literal, URIRef

from practice_atlas.graph.rdf import Conformance, Violation, as_graph, conforms
from practice_atlas.ontology.semantics import class_of, concept_of
from practice_atlas.ontology.terms import ATLAS, THINGS
from practice_atlas.ontology.vocabularies import Stage
from tests.support.sample import sample

FLOW = URIRef(f"{THINGS}flow/arda-elin")


@pytest.fixture
def graph() -> Graph:
    return as_graph(sample())


def test_the_sample_conforms(graph: Graph) -> None:
    before = set(graph)

    assert conforms(graph) == Conformance(())
    assert conforms(graph).conforms
    assert set(graph) == before


def test_all_violations_come_at_once_with_thing_property_and_rule(graph: Graph) -> None:
    graph.set((FLOW, URIRef(f"{ATLAS}flowKind"), URIRef(concept_of(Stage.PAUSED))))
    graph.add((FLOW, URIRef(f"{ATLAS}unnamedTeacher"), Literal("somebody")))
    graph.remove((FLOW, URIRef(f"{ATLAS}evidence"), None))

    found = conforms(graph)

    assert not found.conforms
    assert [(item.thing, item.property.removeprefix(ATLAS), item.rule) for item in found.violations] == [
        (str(FLOW), "", "XoneConstraintComponent"),
        (str(FLOW), "evidence", "MinCountConstraintComponent"),
        (str(FLOW), "flowKind", "InConstraintComponent"),
    ]
    assert found.violations[2].value == concept_of(Stage.PAUSED)
    assert all(isinstance(item, Violation) and item.message for item in found.violations)


def test_a_date_that_is_not_typed_as_one_is_found(graph: Graph) -> None:
    engagement = URIRef(f"{THINGS}engagement/support")
    graph.set((engagement, URIRef(f"{ATLAS}when"), Literal("2024-09")))

    assert [item.rule for item in conforms(graph).violations] == ["DatatypeConstraintComponent"]


def test_evidence_without_a_target_is_found(graph: Graph) -> None:
    evidence = URIRef(f"{THINGS}evidence/council")
    graph.remove((evidence, URIRef("http://www.w3.org/ns/oa#hasTarget"), None))

    assert [item.rule for item in conforms(graph).violations] == ["MinCountConstraintComponent"]


def test_a_thing_with_another_kinds_address_is_found() -> None:
    graph = Graph()
    graph.add((URIRef(f"{THINGS}institution/x"), RDF.type, URIRef(class_of("theme"))))

    assert "PatternConstraintComponent" in [item.rule for item in conforms(graph).violations]
