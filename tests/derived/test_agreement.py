"""pydantic, JSON Schema and SHACL say the same of the same record, each as far as it can know."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # no stubs in the lock file
from pydantic import ValidationError
from referencing import Registry, Resource

from practice_atlas.graph.rdf import as_graph, conforms
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.derive.json_schema import json_schema
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import BY_KIND, City
from practice_atlas.ontology.vocabularies import Audience
from tests.derived.agreement import CASES, MISSING, Case
from tests.derived.unchecked import unchecked
from tests.support.sample import INFO, ROWS, records, sample

SCHEMA: dict[str, Any] = json.loads(json_schema())
REGISTRY: Any = Registry().with_resource(SCHEMA["$id"], Resource.from_contents(SCHEMA))


def _row(case: Case) -> dict[str, Any]:
    row = next(row for row in ROWS if row["id"] == case.record)
    return {name: value for name, value in (row | case.change).items() if value is not MISSING}


def _pydantic(kind: str, row: dict[str, Any]) -> bool:
    try:
        BY_KIND[kind].model_validate(row)
    except ValidationError:
        return False
    return True


def _schema(kind: str, row: dict[str, Any]) -> bool:
    rules = {"$ref": f"{SCHEMA['$id']}#/$defs/{BY_KIND[kind].__name__}"}
    return bool(Draft202012Validator(rules, registry=REGISTRY).is_valid(row))


def _shacl(kind: str, row: dict[str, Any], replaced: str) -> bool:
    others = records(*(other for other in ROWS if other["id"] != replaced))
    dataset = Dataset.of(INFO, [*others, unchecked(BY_KIND[kind], row)])
    return conforms(as_graph(dataset, audience=Audience.HUB)).conforms


def test_the_schema_is_valid_and_takes_the_sample() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    tables: dict[str, Any] = {"dataset": INFO.plain()}
    for record in sample().records.values():
        tables.setdefault(record.table, []).append(record.plain())

    assert list(Draft202012Validator(SCHEMA).iter_errors(tables)) == []
    assert not Draft202012Validator(SCHEMA).is_valid({**tables, "mayors": []})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_they_agree(case: Case) -> None:
    kind, row = kind_of(case.record), _row(case)

    assert _pydantic(kind, row) is case.pydantic
    if case.schema is not None:
        assert _schema(kind, row) is case.schema
    if case.shacl is not None:
        assert _shacl(kind, row, case.record) is case.shacl


def test_there_are_cases_of_every_sort() -> None:
    assert len(CASES) >= 60
    assert sum(case.pydantic for case in CASES) >= 15
    assert sum(case.shacl is False for case in CASES) >= 30


@settings(max_examples=200, deadline=None)
@given(
    row=st.fixed_dictionaries(
        {
            "id": st.sampled_from(["city:x", "city:x-1.b", "city:X", "town:x", "city:"]),
            "country": st.just("country:lb"),
        },
        optional={
            "name": st.text(alphabet="aé ٠\n\t", max_size=4) | st.integers(),
            "latitude": st.floats(-100, 100) | st.none(),
            "population": st.integers(-2, 3) | st.none(),
            "wikidata": st.from_regex(r"\A[QP]\d{0,3}\Z") | st.none(),
            "city_kind": st.sampled_from(["city", "district", "town", ""]),
            "evidence": st.lists(st.sampled_from(["evidence:a", "source:a", "evidence:"]), max_size=2),
        },
    )
)
def test_pydantic_and_schema_agree_on_any_city(row: dict[str, Any]) -> None:
    if isinstance(row.get("name"), str):
        row["name"] = row["name"].strip()  # pydantic does so before it looks; a schema cannot

    assert _schema(City.kind, row) is _pydantic(City.kind, row)
