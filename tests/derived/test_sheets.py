"""Sheets and constraints: what writers and loaders read."""

from __future__ import annotations

import json
from typing import Any

import kglite
import pytest

from practice_atlas.ontology.derive.constraints import constraints
from practice_atlas.ontology.derive.page import page
from practice_atlas.ontology.derive.sheets import sheets
from practice_atlas.ontology.model import RECORDS
from practice_atlas.ontology.shape import fields_of, tables
from practice_atlas.ontology.vocabularies import VOCABULARIES, Stage


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return {table["table"]: table for table in json.loads(sheets())["tables"]}


def test_every_table_has_its_headings_in_order(described: dict[str, Any]) -> None:
    assert list(described) == [name for name, _, _ in tables()]
    assert [column["heading"] for column in described["stages"]["columns"]] == [
        "implementation", "stage", "when", "reason", "evidence",
    ]  # fmt: skip
    flows = [column["heading"] for column in described["flows"]["columns"]]
    assert flows[:2] == ["id", "learner"]
    assert flows[-3:] == ["evidence", "audience", "note"]


def test_codes_come_with_their_meaning(described: dict[str, Any]) -> None:
    stage = described["stages"]["columns"][1]

    assert [code["code"] for code in stage["codes"]] == [stage.value for stage in Stage]
    assert stage["codes"][0] == {
        "code": "requested", "label": "requested", "definition": "Asked for support to do it.",
    }  # fmt: skip


def test_limits_are_told(described: dict[str, Any]) -> None:
    columns = {column["heading"]: column for column in described["cities"]["columns"]}

    assert (columns["latitude"]["lowest"], columns["latitude"]["highest"]) == (-90, 90)
    assert columns["name"]["longest"] == 300
    assert columns["country"]["kinds"] == ["country"]
    assert "pattern" not in columns["population"]


def test_parts_have_tables_of_their_own(described: dict[str, Any]) -> None:
    assert described["offices"]["owner"] == "person"
    assert "offices" not in [column["heading"] for column in described["people"]["columns"]]


def test_constraints_are_one_statement_a_line_and_run() -> None:
    comment, *statements = constraints().splitlines()
    graph = kglite.KnowledgeGraph()

    for statement in statements:
        graph.cypher(statement)

    assert comment.startswith("// ")
    assert "CREATE CONSTRAINT city_id IF NOT EXISTS FOR (n:City) REQUIRE n.id IS UNIQUE" in statements
    assert "CREATE INDEX city_search IF NOT EXISTS FOR (n:City) ON (n.search)" in statements
    shown = graph.cypher("SHOW CONSTRAINTS")
    assert not isinstance(shown, str)
    made = {row["labelsOrTypes"][0] for row in shown.to_list()}
    assert {record.class_term.label for record in RECORDS} < made


def test_the_page_tells_of_every_field_and_code() -> None:
    text = page()

    fields = [shape.name for _, model, _ in tables() for shape in fields_of(model)]
    codes = [code.value for vocabulary in VOCABULARIES for code in vocabulary]
    assert [name for name in (*fields, *codes) if f"| `{name}` |" not in text] == []
