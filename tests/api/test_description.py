"""The description of the interface: complete, stable, and true where it can be tried without asking."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # no stubs in the lock file

from practice_atlas.api.app import create_app
from practice_atlas.api.problems import TITLES
from practice_atlas.api.settings import Settings
from tests.api.client import Client
from tests.support.sample import ROWS

DESCRIBED: dict[str, Any] = create_app(Settings(engine="embedded:nowhere")).openapi()
OPERATIONS = [(path, method, told) for path, methods in DESCRIBED["paths"].items() for method, told in methods.items()]


def _resolved(item: dict[str, Any]) -> dict[str, Any]:
    found = DESCRIBED
    for part in item["$ref"].removeprefix("#/").split("/") if "$ref" in item else ():
        found = found[part]
    return found if "$ref" in item else item


def test_it_is_of_the_version_it_says() -> None:
    assert DESCRIBED["openapi"].startswith("3.1")
    assert len(OPERATIONS) > 30


def test_operations_have_readable_names_of_their_own() -> None:
    names = Counter(told["operationId"] for _, _, told in OPERATIONS)

    assert [name for name, count in names.items() if count > 1] == []
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z0-9]+)+", name)] == []


def test_every_operation_says_what_it_is() -> None:
    bare = [
        (path, method) for path, method, told in OPERATIONS if not (told.get("summary") and told.get("description"))
    ]
    unnamed = [
        (path, item["name"])
        for path, _, told in OPERATIONS
        for item in told.get("parameters", [])
        if not item.get("description")
    ]

    assert bare == []
    assert unnamed == []


def test_every_refusal_is_a_problem() -> None:
    refusals = [
        (path, status, _resolved(answer))
        for path, _, told in OPERATIONS
        for status, answer in told["responses"].items()
        if status >= "400"
    ]
    other = [
        (path, status) for path, status, answer in refusals if [*answer["content"]] != ["application/problem+json"]
    ]

    assert len(refusals) > 100
    assert other == []
    assert {int(status) for _, status, _ in refusals} <= set(TITLES)


@pytest.mark.parametrize("status", ["401", "408", "413", "500", "503"])
def test_every_operation_may_be_refused(status: str) -> None:
    assert [path for path, _, told in OPERATIONS if status not in told["responses"]] == []


def test_refusals_say_when_to_come_again() -> None:
    told = DESCRIBED["components"]["responses"]

    assert {name for name, answer in told.items() if "Retry-After" in answer.get("headers", {})} == {
        "Problem429",
        "Problem503",
    }


def test_keys_are_described() -> None:
    assert {*DESCRIBED["components"]["securitySchemes"]} == {"bearer", "key"}
    assert DESCRIBED["security"] == [{}, {"bearer": []}, {"key": []}]


def test_nothing_is_left_that_nobody_uses() -> None:
    text = str(DESCRIBED)
    unused = [name for name in DESCRIBED["components"]["schemas"] if f"#/components/schemas/{name}'" not in text]

    assert unused == []


def _examples() -> list[tuple[str, dict[str, Any], Any]]:
    """Where, the schema, and the example, of every body that has one."""
    bodies = [
        (f"{method} {path} {status}", content)
        for path, method, told in OPERATIONS
        for status, answer in told["responses"].items()
        for content in _resolved(answer).get("content", {}).values()
    ]
    bodies += [
        (f"{method} {path} body", content)
        for path, method, told in OPERATIONS
        for content in told.get("requestBody", {}).get("content", {}).values()
    ]
    found = []
    for where, content in bodies:
        given = [content["example"]] if "example" in content else []
        given += [item["value"] for item in content.get("examples", {}).values()]
        found += [(where, content.get("schema", {}), example) for example in given]
    for name, schema in DESCRIBED["components"]["schemas"].items():
        found += [(name, schema, example) for example in schema.get("examples", [])]
    return found


def test_examples_are_what_they_are_examples_of() -> None:
    examples = _examples()
    wrong = [
        f"{where}: {error.message[:200]} at {error.json_path}"
        for where, schema, example in examples
        for error in Draft202012Validator({**schema, "components": DESCRIBED["components"]}).iter_errors(example)
    ]

    assert len(examples) > 30
    assert wrong == []


def _examples_of(parameter: dict[str, Any]) -> list[tuple[dict[str, Any], Any]]:
    """A parameter is described by its schema, or, where it holds JSON, by its content."""
    if "content" in parameter:
        return [(told["schema"], told["example"]) for told in parameter["content"].values()]
    return [(parameter["schema"], example) for example in parameter["schema"].get("examples", [])]


def test_examples_of_parameters_are_valid() -> None:
    items = [
        (path, item["name"], schema, example)
        for path, _, told in OPERATIONS
        for item in told.get("parameters", [])
        for schema, example in _examples_of(item)
    ]
    wrong = [
        (path, name, example)
        for path, name, schema, example in items
        if not Draft202012Validator({**schema, "components": DESCRIBED["components"]}).is_valid(example)
    ]

    assert len(items) > 30
    assert wrong == []


def test_who_needs_a_key_is_said() -> None:
    """Where a role may be refused, a key has to be shown; elsewhere nobody needs one."""
    closed = {path for path, _, told in OPERATIONS if "security" in told}

    assert closed == {path for path, _, told in OPERATIONS if "403" in told["responses"]}
    assert {path.split("/")[2] for path in closed} == {"datasets", "jobs", "pairings", "shares"}
    assert [told["security"] for path, _, told in OPERATIONS if {} in told.get("security", ())] == []


def test_links_lead_to_what_takes_what_they_give() -> None:
    told = {operation["operationId"]: operation for _, _, operation in OPERATIONS}
    links = [
        (start, link)
        for start, operation in told.items()
        for answer in operation["responses"].values()
        for link in answer.get("links", {}).values()
    ]
    takes = {name: {item["name"] for item in operation.get("parameters", ())} for name, operation in told.items()}

    assert len(links) > 60
    assert [(start, link) for start, link in links if not {*link["parameters"]} <= takes[link["operationId"]]] == []


def test_what_is_posted_is_described() -> None:
    bodiless = {path for path, method, told in OPERATIONS if method in ("post", "put") and "requestBody" not in told}

    assert bodiless == {"/v1/datasets/{dataset}/records/{id}/restore"}


def _schema_of(path: str) -> dict[str, Any]:
    answer: dict[str, Any] = DESCRIBED["paths"][path]["get"]["responses"]["200"]["content"]["application/json"][
        "schema"
    ]
    return {**answer, "components": DESCRIBED["components"]}


@pytest.mark.parametrize(
    "identifier", [row["id"] for row in ROWS if row.get("audience") != "hub" and "hidden" not in row["id"]]
)
def test_what_is_told_of_records_is_what_is_described(service: Client, identifier: str) -> None:
    answer = service.get(f"/v1/entities/{identifier}").json()
    wrong = [error.message[:200] for error in Draft202012Validator(_schema_of("/v1/entities/{id}")).iter_errors(answer)]

    assert answer["thing"]["id"] == identifier
    assert wrong == []


@pytest.mark.parametrize(
    "path", [path for path, methods in DESCRIBED["paths"].items() if "get" in methods and "{" not in path]
)
def test_what_is_told_without_parameters_is_what_is_described(service: Client, path: str) -> None:
    answer = service.get(path)
    kinds = DESCRIBED["paths"][path]["get"]["responses"].get(str(answer.status_code), {})

    assert kinds, f"{answer.status_code} is not described"
    if answer.status_code == 200 and answer.headers["content-type"] == "application/json":
        assert [
            error.message[:200] for error in Draft202012Validator(_schema_of(path)).iter_errors(answer.json())
        ] == []
