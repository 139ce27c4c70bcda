"""The records: what is written is read back, and every rule of the model has a name and a fix."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError

from practice_atlas.ontology.identifiers import KINDS, kind_of
from practice_atlas.ontology.model import BY_KIND, RECORDS, Record
from practice_atlas.ontology.parts import part_identifier
from practice_atlas.ontology.shape import fields_of, parts_of, tables
from tests.ontology.strategies import records
from tests.support.sample import ROWS
from tests.support.sample import records as made

_QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])


@_QUICK
@given(records())
def test_canonical_json_is_read_back_as_the_same_record(record: Record) -> None:
    again = type(record).model_validate_json(record.canonical())

    assert again == record
    assert again.canonical() == record.canonical()


@_QUICK
@given(records())
def test_canonical_json_is_sorted_and_says_only_what_is_said(record: Record) -> None:
    plain = json.loads(record.canonical())

    assert list(plain) == sorted(plain)
    assert plain == record.plain()
    assert set(plain) <= {shape.name for shape in fields_of(type(record))}


def test_every_kind_of_record_is_in_the_sample() -> None:
    assert {kind_of(row["id"]) for row in ROWS} == set(BY_KIND) == set(KINDS) - {"country"}


FLOW: dict[str, Any] = {
    "id": "flow:x",
    "learner": "city:a",
    "teacher": "city:b",
    "practice": "practice:p",
    "flow_kind": "exposed",
}
MEETING: dict[str, Any] = {"id": "engagement:x", "name": "X", "engagement_kind": "meeting"}
NEED: dict[str, Any] = {"id": "intention:x", "intention_kind": "need", "actor": "city:a", "summary": "Help."}
PACT: dict[str, Any] = {
    "id": "partnership:x",
    "name": "X",
    "partnership_kind": "twinning",
    "parties": ["city:a", "city:b"],
}
MAYOR: dict[str, Any] = {"id": "person:x", "name": "X", "offices": [{"role": "Mayor", "organisation": "city:a"}]}
CITY: dict[str, Any] = {"id": "city:x", "name": "X", "country": "country:lb"}

#: A good row, what is changed, and the rule that this breaks.
BROKEN = [
    (FLOW, {"teacher": "city:a"}, "flow.self"),
    (FLOW, {"teacher": None}, "flow.teacher"),
    (FLOW, {"unnamed_teacher": "others"}, "flow.teacher"),
    (FLOW, {"learner": None}, "flow.learner"),
    (FLOW, {"unnamed_learner": "others"}, "flow.learner"),
    (FLOW, {"practice": None}, "flow.about"),
    (FLOW, {"learner": "resource:a"}, "reference.kind"),
    (FLOW, {"teacher": "person:a"}, "reference.kind"),
    (FLOW, {"teacher": "Saida"}, "reference.form"),
    (FLOW, {"when": "soon"}, "date.form"),
    (FLOW, {"id": "city:x"}, "identifier.form"),
    (FLOW, {"id": "flow:" + "x" * 200}, "identifier.form"),
    (MEETING, {"participations": [{"role": "host"}]}, "participation.who"),
    (MEETING, {"participations": [{"actor": "city:a", "unnamed": "others"}]}, "participation.who"),
    (NEED, {"actor": None}, "intention.actor"),
    (NEED, {"unnamed_actor": "cities"}, "intention.actor"),
    (PACT, {"parties": ["city:a"]}, "partnership.parties"),
    (PACT, {"parties": ["city:a", "city:a"]}, "partnership.parties"),
    (MAYOR, {"offices": []}, "person.office"),
    (CITY, {"names": ["صيدا"]}, "name.form"),
    (CITY, {"country": "city:lb"}, "reference.kind"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "change", "rule"), BROKEN)
def test_every_rule_of_the_model(good: dict[str, Any], change: dict[str, Any], rule: str) -> None:
    model = BY_KIND[kind_of(good["id"])]
    assert model.model_validate(good).id == good["id"]

    with pytest.raises(ValidationError) as caught:
        model.model_validate(good | change)

    (error,) = caught.value.errors()
    assert error["ctx"]["rule"] == rule
    assert error["ctx"]["message"]
    assert error["ctx"]["fix"]


@pytest.mark.parametrize(
    "change",
    [{"latitude": 91}, {"latitude": -91}, {"longitude": 181}, {"population": 0}, {"geonames": 0}, {"wikidata": "163"},
     {"latitude": float("nan")}, {"population": 1.5}, {"nickname": "x"}, {"name": "x" * 301}, {"audience": "friends"},
     {"city_kind": "village"}],
)  # fmt: skip
def test_values_outside_their_bounds_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        BY_KIND["city"].model_validate(CITY | change)


def test_records_do_not_change() -> None:
    (city,) = made(CITY)

    with pytest.raises(ValidationError):
        city.note = "changed"  # type: ignore[misc]


def test_parts_are_called_by_what_they_say_not_by_their_evidence_or_place() -> None:
    good = {"id": "implementation:x", "name": "X", "actor": "city:a", "practice": "practice:p"}
    (one,) = made(good | {"stages": [{"stage": "adopted"}, {"stage": "paused", "evidence": ["evidence:a"]}]})
    (other,) = made(good | {"stages": [{"stage": "paused", "evidence": ["evidence:b"]}]})

    assert part_identifier(one, one.stages[1]) == part_identifier(other, other.stages[0])  # type: ignore[attr-defined]
    assert part_identifier(one, one.stages[0]) != part_identifier(one, one.stages[1])  # type: ignore[attr-defined]


def test_the_shape_names_every_field_once_and_describes_it() -> None:
    shapes = [(model, shape) for model in RECORDS for shape in fields_of(model)]

    assert [f"{model.kind}.{shape.name}" for model, shape in shapes if not shape.description] == []
    assert [
        f"{model.kind}.{shape.name}" for model, shape in shapes if not shape.term and shape.name not in ("id",)
    ] == []
    assert {shape.type for _, shape in shapes} == {
        "text", "name", "integer", "decimal", "date", "code", "reference", "part",
    }  # fmt: skip


def test_every_table_has_a_name_of_its_own() -> None:
    names = [name for name, _, _ in tables()]

    assert len(set(names)) == len(names)
    assert names[0] == "dataset"
    assert {owner for _, _, owner in tables() if owner} == {model for model in RECORDS if parts_of(model)}
