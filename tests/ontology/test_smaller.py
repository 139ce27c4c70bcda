"""The smaller pieces: vocabularies, naming, data sets, countries, problems, errors, and how the shape reads in RDF."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice_atlas.ontology import semantics
from practice_atlas.ontology.countries import LANGUAGES, country_codes, country_name, is_country
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.errors import InputError, PracticeAtlasError, QuestionError, UnknownEntityError
from practice_atlas.ontology.model import City, LearningFlow, Record
from practice_atlas.ontology.naming import called, name_of
from practice_atlas.ontology.problems import Place, Problem
from practice_atlas.ontology.progress import silent
from practice_atlas.ontology.shape import fields_of
from practice_atlas.ontology.terms import ATLAS, CODES, PREFIXES, expand
from practice_atlas.ontology.vocabularies import VOCABULARIES, Audience, FlowKind, Role, Stage
from tests.support.sample import INFO, sample

SAMPLE = tuple(sample().records.values())


def test_every_code_has_a_label_and_a_definition() -> None:
    members = [member for vocabulary in VOCABULARIES for member in vocabulary]

    assert len(members) > 80
    assert [member for member in members if not member.label or not member.definition.endswith(".")] == []
    assert [vocabulary.__name__ for vocabulary in VOCABULARIES if not vocabulary.__doc__] == []


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_codes_and_labels_are_unlike(vocabulary: type[Stage]) -> None:
    assert len({member.label for member in vocabulary}) == len(vocabulary)
    assert [vocabulary._value2member_map_[member.value] for member in vocabulary] == list(vocabulary)


def test_order_means_something_where_it_does() -> None:
    assert [audience.level for audience in Audience] == [0, 1, 2]
    assert FlowKind.EXPOSED.rank < FlowKind.INSPIRED.rank < FlowKind.ADAPTED.rank
    assert Stage.COMMITTED.rank < Stage.ADOPTED.rank < Stage.IN_USE.rank < Stage.PAUSED.rank
    assert semantics.is_ordered(Stage)
    assert semantics.is_ordered(Audience)
    assert not semantics.is_ordered(Role)


@given(st.permutations(SAMPLE))
def test_the_content_hash_does_not_depend_on_the_order(found: list[Record]) -> None:
    assert Dataset.of(INFO, found).content_hash == sample().content_hash


def test_the_content_hash_depends_on_everything_said() -> None:
    described = INFO.model_copy(update={"title": "Another"})
    hashes = {
        sample().content_hash,
        Dataset.of(described, SAMPLE).content_hash,
        sample(without=("waiver:title",)).content_hash,
        sample(changed={"waiver:title": {"reason": "Another."}}).content_hash,
    }

    assert len(hashes) == 4


def test_a_data_set_counts_and_holds_each_record_once() -> None:
    found = sample()

    assert sum(found.counts.values()) == len(SAMPLE)
    assert len(list(found.every(City))) == found.counts["city"]
    with pytest.raises(ValueError, match="occurs twice"):
        Dataset.of(INFO, [*SAMPLE, SAMPLE[0]])


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("city:arda", "Arda"),
        ("source:report", "A report"),
        ("evidence:pause", "Dalma paused its council when the mayor changed."),
        ("flow:arda-dalma", "Dalma learned from Arda: Youth engagement"),
        ("flow:elin-others", "other cities of the country learned from Elin: Youth council"),
        ("membership:elin", "Elin, member of Regional Hub"),
        ("intention:request", "Elin asked for help with a youth framework."),
        ("statement:size", "size of Elin Youth Council: about 100 members"),
        ("waiver:title", "A heading."),
    ],
)
def test_every_record_is_called_something(identifier: str, name: str) -> None:
    found = sample().records

    assert name_of(found[identifier], found) == name


def test_references_are_called_by_what_they_name() -> None:
    assert called("country:lb", {}) == "Lebanon"
    assert called("city:nowhere", {}) == "city:nowhere"
    assert called(None, {}) == "nobody named"
    assert "Test" not in {name_of(record, {}) for record in SAMPLE}


def test_countries_are_those_of_iso_3166() -> None:
    assert {"LB", "MA", "IQ", "LY", "JO", "XK"} <= country_codes()
    assert {"EU", "ZZ", "UN", "001"} & country_codes() == set()
    assert 245 <= len(country_codes()) <= 255
    assert is_country("lb")
    assert not is_country("zz")
    assert not is_country("Lebanon")


def test_countries_have_names_in_every_language() -> None:
    assert [country_name("LB", language) for language in LANGUAGES] == ["Lebanon", "Liban", "لبنان"]
    assert country_name("lb", "fr-CA") == "Liban"
    assert all(country_name(code, language) for code in country_codes() for language in LANGUAGES)
    with pytest.raises(KeyError):
        country_name("ZZ")


def test_places_are_told_and_sorted_as_people_read() -> None:
    cell = Place("a.xlsx", sheet="cities", row=3, column="country")
    line = Place("cities.yaml", line=7)

    assert str(cell) == "a.xlsx, sheet cities, row 3, column country"
    assert str(line) == "cities.yaml, line 7"
    assert sorted([line, cell, Place("a.xlsx", sheet="cities", row=2)]) == [
        Place("a.xlsx", sheet="cities", row=2), cell, line,
    ]  # fmt: skip


def test_a_problem_is_told_as_plain_values() -> None:
    problem = Problem(Place("a.yaml", line=2), "flow.self", "learns from itself", "Name another.", "teacher", "flow:x")

    assert problem.as_dict() == {
        "file": "a.yaml", "sheet": "", "row": 0, "line": 2, "column": "", "record": "flow:x", "field": "teacher",
        "rule": "flow.self", "message": "learns from itself", "fix": "Name another.",
    }  # fmt: skip


def test_errors_say_what_to_do() -> None:
    problem = Problem(Place("a.yaml"), "x.y", "wrong", "Mend it.")
    raised: list[PracticeAtlasError] = [
        InputError([problem]),
        InputError([problem, problem]),
        UnknownEntityError("Nothing."),
        UnknownEntityError("Two.", suggestions=["city:a", "city:b"]),
        QuestionError("as_of", "no date", fix="Write a date."),
    ]

    assert [str(error) for error in raised[:2]] == [
        "1 problem found; nothing was loaded.",
        "2 problems found; nothing was loaded.",
    ]
    assert all(error.fix for error in raised)
    assert raised[3].fix == "Did you mean city:a, city:b?"


def test_terms_have_addresses() -> None:
    assert expand("skos:broader") == PREFIXES["skos"] + "broader"
    assert LearningFlow.class_term.iri == ATLAS + "LearningFlow"
    with pytest.raises(KeyError):
        expand("nobody:x")


def test_how_the_shape_reads_in_rdf() -> None:
    fields = {shape.name: shape for shape in fields_of(LearningFlow)}
    city = {shape.name: shape for shape in fields_of(City)}

    assert semantics.class_of("flow") == ATLAS + "LearningFlow"
    assert semantics.class_of("country") == ATLAS + "Country"
    assert semantics.concept_of(Stage.IN_USE) == CODES + "stage/in-use"
    assert semantics.scheme_of(FlowKind) == CODES + "flow-kind"
    assert semantics.words("LearningFlow") == "learning flow"
    assert semantics.bounds_of(fields["when"]) == (ATLAS + "earliest", ATLAS + "latest")
    assert semantics.datatype_of(fields["when"]) == semantics.EDTF
    assert semantics.datatype_of(city["name"]) == expand("rdf:langString")
    assert semantics.datatype_of(city["population"]) == expand("xsd:integer")
    assert semantics.is_literal(city["name"])
    assert not semantics.is_literal(fields["teacher"])


def test_progress_can_be_silent() -> None:
    silent("Reading", 1, 2)
