"""OWL, SHACL, SKOS and the context: they parse, and speak of the same classes, properties and codes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection

from practice_atlas.ontology.derive.__main__ import root_of_repository
from practice_atlas.ontology.derive.properties import properties
from practice_atlas.ontology.model import Intention, Participation
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.semantics import (
    COUNTRY,
    GRADE,
    INFORMED,
    KNOWN_BY,
    LEARNED_FROM,
    LED_TO,
    bounds_of,
    class_of,
    concept_of,
    scheme_of,
)
from practice_atlas.ontology.shape import FieldShape, fields_of, tables
from practice_atlas.ontology.terms import ATLAS, expand
from practice_atlas.ontology.vocabularies import VOCABULARIES, Grade, Stage

PUBLISHED = root_of_repository() / "ontology/published"
SH = Namespace("http://www.w3.org/ns/shacl#")
MODELS = {model.class_term.iri for _, model, _ in tables()}


def _graph(name: str) -> Graph:
    return Graph().parse(PUBLISHED / name, format="turtle")


@pytest.fixture(scope="module")
def owl() -> Graph:
    return _graph("practice-atlas.owl.ttl")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return _graph("shapes.shacl.ttl")


@pytest.fixture(scope="module")
def skos() -> Graph:
    return _graph("vocabularies.skos.ttl")


@pytest.fixture(scope="module")
def context() -> dict[str, object]:
    loaded: dict[str, object] = json.loads((PUBLISHED / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    return loaded


@pytest.mark.parametrize("path", sorted(PUBLISHED.glob("*.ttl")), ids=lambda path: path.name)
def test_both_parsers_read_each_file_alike(path: Path) -> None:
    assert len(list(parse(path.read_bytes(), format=RdfFormat.TURTLE))) == len(Graph().parse(path))


def test_one_address_for_a_class_everywhere(owl: Graph, shapes: Graph, context: dict[str, object]) -> None:
    in_owl = {str(found) for found in owl.subjects(RDF.type, OWL.Class) if isinstance(found, URIRef)}
    in_shapes = {str(found) for found in shapes.objects(None, SH.targetClass)}
    in_context = {
        rules["@id"] for name, rules in context.items() if isinstance(rules, dict) and name[0].isupper()
    }  # fmt: skip

    assert in_shapes == MODELS | {COUNTRY}
    assert in_context == in_shapes
    assert in_shapes <= in_owl
    assert in_owl - in_shapes == {f"{ATLAS}Actor", f"{ATLAS}EvidenceGrade"}


def test_one_address_for_a_property_everywhere(owl: Graph, shapes: Graph, context: dict[str, object]) -> None:
    of_owl = {OWL.ObjectProperty, OWL.DatatypeProperty}
    in_owl = {str(found) for kind in of_owl for found in owl.subjects(RDF.type, kind)}
    in_shapes = {str(found) for found in shapes.objects(None, SH.path) if str(found).startswith(ATLAS)}
    in_context = {
        rules["@id"] for name, rules in context.items() if isinstance(rules, dict) and name[0].islower()
    }  # fmt: skip

    assert in_context - in_shapes == {GRADE, KNOWN_BY}
    assert in_shapes - in_context == set()
    assert in_owl - in_shapes == {GRADE, KNOWN_BY, INFORMED, LEARNED_FROM}
    assert in_shapes - in_owl == set()


def test_what_ours_narrow_is_said(owl: Graph) -> None:
    for _, model, _ in tables():
        said = {str(found) for found in owl.objects(URIRef(model.class_term.iri), RDFS.subClassOf)}
        assert said == {expand(name) for name in model.class_term.narrows}, model
    for item in properties():
        if item.is_ours:
            said = {str(found) for found in owl.objects(URIRef(item.term.iri), RDFS.subPropertyOf)}
            assert said == {expand(name) for name in item.term.narrows}, item.term


def test_nothing_foreign_is_redefined(owl: Graph) -> None:
    """A statement about somebody else's term would change it for all who load our file."""
    foreign = {
        str(subject)
        for subject in owl.subjects()
        if isinstance(subject, URIRef) and not str(subject).startswith(ATLAS.removesuffix("#"))
    }

    assert foreign == {"http://id.loc.gov/datatypes/edtf/EDTF"}


def test_domains_and_ranges_come_from_the_fields(owl: Graph) -> None:
    learner, led_to = URIRef(f"{ATLAS}learner"), URIRef(LED_TO)

    assert set(owl.objects(learner, RDFS.domain)) == {URIRef(class_of("flow"))}
    assert _members(owl, learner, RDFS.range) == {class_of(kind) for kind in ("city", "country", "institution")}
    assert _members(owl, led_to, RDFS.domain) == {class_of(kind) for kind in ("engagement", "flow", "intention")}
    assert list(owl.objects(led_to, RDFS.range)) == []


def test_every_code_is_a_concept_with_label_and_definition(skos: Graph) -> None:
    codes = [code for vocabulary in VOCABULARIES for code in vocabulary]

    assert len(set(skos.subjects(RDF.type, SKOS.Concept))) == len(codes) == len({concept_of(code) for code in codes})
    for code in codes:
        concept = URIRef(concept_of(code))
        assert str(skos.value(concept, SKOS.notation)) == code.value
        assert str(skos.value(concept, SKOS.prefLabel)) == code.label
        assert str(skos.value(concept, SKOS.definition)) == code.definition
        assert str(skos.value(concept, SKOS.inScheme)) == scheme_of(type(code))


def test_stages_are_in_order(skos: Graph) -> None:
    first = skos.value(URIRef(f"{scheme_of(Stage)}/in-order"), SKOS.memberList)
    assert first is not None

    assert [str(item) for item in Collection(skos, first)] == [concept_of(stage) for stage in Stage]


def test_the_shapes_allow_the_codes_there_are(shapes: Graph) -> None:
    lists = [{str(item) for item in Collection(shapes, found)} for found in shapes.objects(None, SH["in"])]

    assert {concept_of(stage) for stage in Stage} in lists


def test_the_handwritten_grades_are_all_grades(owl: Graph) -> None:
    equivalent = owl.value(URIRef(f"{ATLAS}EvidenceGrade"), OWL.equivalentClass)
    listed = owl.value(equivalent, OWL.oneOf)
    assert listed is not None

    assert {str(item) for item in Collection(owl, listed)} == {concept_of(grade) for grade in Grade}


def test_disjoint_classes_exist(owl: Graph) -> None:
    known = MODELS | {COUNTRY, expand("dct:Location")}
    groups = [Collection(owl, found) for found in owl.objects(None, OWL.members)]

    assert [len(group) for group in groups] == [19, 5]
    assert {str(item) for group in groups for item in group} <= known


def test_a_term_with_two_meanings_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `actor` once was: narrowing prov:agent in one record and prov:wasAttributedTo in another."""
    actor = next(shape for shape in fields_of(Intention) if shape.name == "actor")

    def mixed(model: type[Model]) -> tuple[FieldShape, ...]:
        """The unnamed participant, under the term of an intention's actor."""
        shapes = fields_of(model)
        if model is not Participation:
            return shapes
        return tuple(replace(shape, term=actor.term) if shape.name == "unnamed" else shape for shape in shapes)

    monkeypatch.setattr("practice_atlas.ontology.derive.properties.fields_of", mixed)

    with pytest.raises(ValueError, match=r"#actor means different things in Participation.unnamed, Intention.actor"):
        properties()


def test_bounds_of_dates_have_names_of_their_own() -> None:
    dates = {
        bound.removeprefix(ATLAS)
        for _, model, _ in tables()
        for shape in fields_of(model)
        if shape.type == "date"
        for bound in bounds_of(shape)
    }

    assert dates == {
        "earliest", "latest", "publishedEarliest", "publishedLatest", "retrievedEarliest", "retrievedLatest",
    }  # fmt: skip


def _members(graph: Graph, subject: URIRef, predicate: URIRef) -> set[str]:
    node = graph.value(subject, predicate)
    assert isinstance(node, BNode)
    listed = graph.value(node, OWL.unionOf)
    assert listed is not None
    return {str(item) for item in Collection(graph, listed)}
