"""What records say in RDF: ours, the standard terms, and what must not be said."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from practice_atlas.graph.rdf import quads
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.model import Implementation
from practice_atlas.ontology.parts import part_identifier
from practice_atlas.ontology.terms import CODES, PREFIXES, THINGS
from tests.support.sample import INFO, records, sample

_PREFIXES = {**PREFIXES, "code": CODES, **{kind: f"{THINGS}{kind}/" for kind in ("city", "flow", "engagement")}}


class Told:
    """An export that can be asked in SPARQL, over the union of its graphs."""

    def __init__(self, dataset: Dataset, **options: Any) -> None:
        self.quads: list[Quad] = list(quads(dataset, **options))
        self._store = Store()
        self._store.extend(self.quads)

    def ask(self, query: str) -> list[tuple[str, ...]]:
        """The rows, in order, shortened as people write them."""
        found = self._store.query(query, prefixes=_PREFIXES, use_default_graph_as_union=True)
        assert isinstance(found, QuerySolutions)
        return sorted(tuple(_short(value) for value in row) for row in found)

    def graph_of(self, subject: str) -> set[str]:
        """The graphs in which something is said of a thing."""
        node = NamedNode(THINGS + subject)
        return {_short(quad.graph_name) for quad in self.quads if quad.subject == node}


def _short(value: Any) -> str:
    text = "" if value is None else str(value.value)
    return text.removeprefix(THINGS).removeprefix(CODES)


@pytest.fixture(scope="module")
def told() -> Told:
    return Told(sample(), passages={"evidence:exchange": (10, 240)})


def test_a_flow_answers_to_plain_prov(told: Told) -> None:
    rows = told.ask(
        "SELECT ?learner ?teacher ?activity { ?learner prov:qualifiedInfluence ?flow . ?flow a prov:Influence ; "
        "prov:influencer ?teacher . ?teacher a atlas:LocalGovernment OPTIONAL { ?flow prov:hadActivity ?activity } }"
    )

    assert rows == [
        ("city/dalma", "city/arda", "engagement/exchange"),
        ("city/dalma", "city/bela", "engagement/exchange"),
        ("city/elin", "city/arda", ""),
    ]


def test_the_teacher_learned_nothing_from_being_asked(told: Told) -> None:
    """A planned flow influences nobody yet, and no flow is a bare arrow."""
    assert told.ask("SELECT ?x { ?x prov:qualifiedInfluence flow:elin-others }") == []
    assert told.ask("SELECT ?x ?y { ?x atlas:learnedFrom ?y }") == []


def test_practices_answer_to_plain_skos(told: Told) -> None:
    assert told.ask(
        "SELECT ?l { ?p a skos:Concept ; skos:broader [ skos:prefLabel 'Youth engagement'@en ] ; skos:prefLabel ?l }"
    ) == [("Youth council",)]
    assert told.ask("SELECT ?s ?t { ?s a skos:ConceptScheme ; dct:title ?t }") == [
        ("practice#scheme", "Practices"),
        ("theme#scheme", "Themes"),
    ]


def test_members_answer_to_plain_org(told: Told) -> None:
    assert told.ask("SELECT ?a ?o { ?a org:memberOf ?o . ?a a org:FormalOrganization }") == [
        ("city/elin", "institution/hub")
    ]
    assert told.ask(
        "SELECT ?p ?o { ?m a org:Membership ; org:member ?p ; org:organization ?o . ?p a foaf:Person }"
    ) == [("person/mayor", "city/dalma")]


def test_a_membership_that_ended_has_no_short_form() -> None:
    ended = Told(sample(changed={"membership:elin": {"when": "2019/2021"}}))
    ongoing = Told(sample(changed={"membership:elin": {"when": "2019/.."}}))

    assert ended.ask("SELECT ?a { ?a org:memberOf ?o }") == []
    assert ongoing.ask("SELECT ?a { ?a org:memberOf ?o }") == [("city/elin",)]


def test_roles_are_those_of_schema_org_and_an_example_has_none() -> None:
    example = {"actor": "city:tripoli-lb", "role": "example"}
    dataset = sample(
        changed={"engagement:exchange": {"participations": [example, {"actor": "city:bela", "role": "host"}]}}
    )
    told = Told(dataset)

    assert told.ask("SELECT ?a { engagement:exchange schema:attendee ?a }") == [("city/bela",)]
    assert told.ask("SELECT ?a { engagement:exchange prov:wasAssociatedWith ?a }") == [("city/bela",)]
    assert told.ask("SELECT ?a { engagement:exchange prov:qualifiedInfluence [ prov:agent ?a ] }") == [
        ("city/bela",),
        ("city/tripoli-lb",),
    ]


def test_what_an_exchange_informed_is_an_influence_and_an_arrow(told: Told) -> None:
    assert told.ask("SELECT ?t { engagement:exchange atlas:informed ?t ; prov:influenced ?t }") == [
        ("engagement/support",)
    ]
    assert told.ask("SELECT ?t { engagement:support atlas:ledTo ?t }") == [("implementation/elin-council",)]
    assert told.ask(
        "SELECT ?e { engagement:support prov:qualifiedInfluence [ a atlas:Outcome ; prov:influencer ?e ] }"
    ) == [("engagement/exchange",)]


def test_a_place_is_not_its_municipality(told: Told) -> None:
    assert told.ask("SELECT ?x { ?x geo:lat ?y }") == [("city/arda#place",)]
    assert told.ask("SELECT ?p { city:arda dct:spatial ?p }") == [
        ("city/arda#place",),
        ("https://sws.geonames.org/1/",),
    ]
    assert told.ask("SELECT ?x { ?x owl:sameAs ?y }") == []
    assert told.ask("SELECT ?p { engagement:support schema:location ?p }") == [("city/elin#place",)]


def test_wikidata_is_a_link() -> None:
    told = Told(sample(changed={"city:arda": {"wikidata": "Q42"}}))

    assert told.ask("SELECT ?x { city:arda schema:sameAs ?x }") == [("http://www.wikidata.org/entity/Q42",)]


def test_one_label_a_language_is_preferred() -> None:
    told = Told(sample(changed={"city:arda": {"names": ["أردة@ar", "عردة@ar", "Arde@fr", "Arda@en", "Ard@en"]}}))

    assert told.ask("SELECT ?l { city:arda skos:prefLabel ?l }") == [("Arda",), ("Arde",), ("أردة",)]
    assert told.ask("SELECT ?l { city:arda skos:altLabel ?l }") == [("Ard",), ("عردة",)]


def test_evidence_is_an_annotation_from_its_first_words_to_behind_its_last(told: Told) -> None:
    rows = told.ask(
        "SELECT ?evidence ?source ?exact ?prefix ?none { "
        "?evidence a oa:Annotation ; oa:bodyValue ?says ; oa:hasTarget ?t . "
        "?t oa:hasSource ?source ; oa:hasSelector ?r . ?r a oa:RangeSelector ; "
        "oa:hasStartSelector [ oa:exact ?exact ] ; oa:hasEndSelector [ oa:prefix ?prefix ; oa:exact ?none ] }"
    )

    assert ("evidence/council", "source/report", "Inspired by", "in 2025", "") in rows
    assert len(rows) == 3
    assert told.ask("SELECT ?s ?a ?b { ?s a oa:TextPositionSelector ; oa:start ?a ; oa:end ?b }") == [
        ("evidence/exchange#position", "10", "240")
    ]


def test_a_source_has_the_checksum_of_its_text() -> None:
    told = Told(sample(changed={"source:report": {"sha256": "0a" * 32}}))

    assert told.ask(
        "SELECT ?v { ?s spdx:checksum [ spdx:checksumValue ?v ; spdx:algorithm spdx:checksumAlgorithm_sha256 ] }"
    ) == [("0a" * 32,)]


def test_dates_are_as_stated_with_days_that_can_be_compared(told: Told) -> None:
    assert told.ask("SELECT ?w ?a ?b { engagement:support atlas:when ?w ; atlas:earliest ?a ; atlas:latest ?b }") == [
        ("2024-09", "2024-09-01", "2024-09-30")
    ]
    assert told.ask("SELECT ?w ?a ?b { ?s atlas:published ?w ; atlas:publishedEarliest ?a ; dct:issued ?b }") == [
        ("2026-01", "2026-01-01", "2026-01")
    ]


def test_an_open_end_has_no_latest_day() -> None:
    told = Told(sample(changed={"membership:elin": {"when": "2019/.."}}))

    assert told.ask("SELECT ?a ?b { ?m a atlas:Membership ; atlas:earliest ?a OPTIONAL { ?m atlas:latest ?b } }") == [
        ("2019-01-01", "")
    ]


def test_how_well_and_by_when_it_was_known(told: Told) -> None:
    assert told.ask("SELECT ?g ?d { flow:arda-elin atlas:grade ?g ; atlas:knownBy ?d }") == [("grade/C", "2025-02-17")]
    assert told.ask(
        "SELECT ?s ?d { ?i a atlas:StageAssertion ; atlas:stage ?s ; atlas:knownBy ?d "
        "FILTER(?d < '2026-01-01'^^xsd:date) }"
    ) == [
        ("stage/adopted", "2025-02-17"),
        ("stage/designing", "2025-02-17"),
    ]


def test_what_a_source_supports_lies_in_its_graph(told: Told) -> None:
    assert told.graph_of("flow/arda-elin") == {"source/report#statements"}
    assert told.graph_of("evidence/council") == {"source/report#statements"}
    assert told.graph_of("waiver/title") == {"source/report#statements"}
    assert told.graph_of("theme/youth") == {"dataset/sample#statements"}
    assert told.graph_of("source/report") == {"dataset/sample#statements"}
    assert told.graph_of("country/ma") == {"dataset/sample#statements"}


def test_a_statement_lies_in_the_graph_of_every_source_it_cites() -> None:
    more = records(
        {"id": "source:second", "title": "A second report"},
        {"id": "evidence:second", "source": "source:second", "starts": "a", "ends": "b", "says": "The same."},
    )
    dataset = sample(changed={
        "flow:arda-elin": {"evidence": ["evidence:council", "evidence:second"]},
        "implementation:elin-council": {"stages": [{"stage": "adopted", "evidence": ["evidence:second"]}]},
    })  # fmt: skip
    told = Told(Dataset.of(INFO, [*dataset.records.values(), *more]))
    council = dataset.records["implementation:elin-council"]
    assert isinstance(council, Implementation)
    stage = part_identifier(council, council.stages[0])

    assert told.graph_of("flow/arda-elin") == {"source/report#statements", "source/second#statements"}
    assert told.graph_of(stage.replace(":", "/", 1)) == {"source/second#statements"}
    assert told.ask("SELECT ?g ?s { ?g dct:source ?s ; a void:Dataset FILTER NOT EXISTS { ?g a dcat:Dataset } }") == [
        ("source/report#statements", "source/report"),
        ("source/second#statements", "source/second"),
    ]


def test_a_part_is_the_same_thing_however_rows_are_sorted_and_cited() -> None:
    designing: dict[str, Any] = {"stage": "designing"}
    adopted: dict[str, Any] = {"stage": "adopted", "when": "2025-02-17"}
    first = Told(sample(changed={"implementation:elin-council": {"stages": [designing, adopted]}}))
    cited = adopted | {"evidence": ["evidence:exchange"]}
    second = Told(sample(changed={"implementation:elin-council": {"stages": [cited, designing]}}))
    query = "SELECT ?part ?stage { ?part a atlas:StageAssertion ; atlas:stage ?stage }"

    assert first.ask(query) == second.ask(query)
    assert len(first.ask(query)) == 4


def test_a_part_without_evidence_of_its_own_stands_on_its_records(told: Told) -> None:
    assert told.ask("SELECT ?e { ?o a atlas:Office ; atlas:evidence ?e }") == [("evidence/pause",)]


def test_the_data_set_describes_itself(told: Told) -> None:
    assert told.ask(
        "SELECT ?t ?v ?l ?p { ?d a dcat:Dataset, void:Dataset ; dct:title ?t ; dcat:version ?v ; dct:license ?l ; "
        "dct:publisher [ foaf:name ?p ] }"
    ) == [("Sample", "1.0.0", "https://spdx.org/licenses/CC-BY-4.0", "Test")]
    assert told.ask("SELECT ?n { ?d void:classPartition [ void:class atlas:LearningFlow ; void:entities ?n ] }") == [
        ("4",)
    ]


@pytest.mark.parametrize("changed", [{}, {"membership:elin": {"id": "membership:elin"}}])
def test_the_count_of_triples_is_that_of_the_union_without_the_description(changed: dict[str, Any]) -> None:
    """Two memberships of one city say the same short form, which counts once."""
    twice = records({"id": "membership:again", "actor": "city:elin", "organisation": "institution:hub",
                     "evidence": ["evidence:pause"]})  # fmt: skip
    dataset = sample(changed=changed)
    told = Told(Dataset.of(INFO, [*dataset.records.values(), *twice]))
    description = (
        f"{THINGS}dataset/",
        f"{THINGS}country/",
        f"{THINGS}theme#",
        f"{THINGS}practice#",
        f"{THINGS}source/report#s",
    )
    counted = {
        (quad.subject, quad.predicate, quad.object)
        for quad in told.quads
        if isinstance(quad.subject, NamedNode) and not quad.subject.value.startswith(description)
    }

    assert told.ask("SELECT ?n { ?d a dcat:Dataset ; void:triples ?n }") == [(str(len(counted)),)]


def test_countries_are_named_and_have_no_record(told: Told) -> None:
    assert told.ask("SELECT ?c ?n ?l { ?c a atlas:Country ; skos:notation ?n ; rdfs:label ?l FILTER(?n = 'LB') }") == [
        ("country/lb", "LB", "Lebanon")
    ]


def test_a_licence_without_a_name_at_spdx_has_an_address_of_its_own() -> None:
    info = INFO.model_copy(update={"licence": "All rights reserved"})
    told = Told(Dataset.of(info, []))

    assert told.ask("SELECT ?l ?r { ?d dct:license ?l ; dc:rights ?r }") == [
        ("dataset/sample#licence", "All rights reserved")
    ]
