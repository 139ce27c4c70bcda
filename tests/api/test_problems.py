"""Problem details: every fault of a request at once, each with its place; addresses that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

import pytest
from fastapi import FastAPI, Query
from pydantic import BaseModel, Field

from practice_atlas.api.problems import TITLES, fault_at
from practice_atlas.api.settings import Settings
from practice_atlas.ontology.vocabularies import FlowKind
from tests.api.client import Client, serving


class Row(BaseModel):
    """A part of a body."""

    name: Annotated[str, Field(max_length=3)]


class Sheet(BaseModel):
    """A body."""

    rows: list[Row]


def _extend(app: FastAPI) -> None:
    @app.get("/v1/asked")
    def asked(kind: FlowKind, limit: Annotated[int, Query(le=500)], word: Annotated[list[FlowKind], Query()]) -> int:
        """Takes parameters."""
        return len(kind) + limit + len(word)

    @app.post("/v1/sheets")
    def sheets(sheet: Sheet) -> int:
        """Takes a body."""
        return len(sheet.rows)


@pytest.fixture(scope="module")
def taking(sample_address: str) -> Iterator[Client]:
    """The service, with routes that take parameters and a body."""
    with serving(Settings(engine=sample_address), _extend) as client:
        yield client


def test_all_faults_are_told_at_once(taking: Client) -> None:
    problem = taking.get("/v1/asked?limit=501&kind=copied&word=inspired&word=x").json()

    assert problem["status"] == 422
    assert [fault["pointer"] for fault in problem["errors"]] == ["/query/kind", "/query/limit", "/query/word/1"]
    assert {fault["in"] for fault in problem["errors"]} == {"query"}
    assert problem["errors"][1] == {
        "parameter": "limit",
        "in": "query",
        "detail": "Input should be less than or equal to 500.",
        "pointer": "/query/limit",
    }
    assert problem["parameter"] == "kind"
    assert "(2 more)" in problem["detail"]


def test_faults_of_a_body_are_told_by_their_place(taking: Client) -> None:
    body = b'{"rows": [{"name": "abc"}, {"name": "abcd"}, {}]}'
    answer = taking.soon("POST", "/v1/sheets", body, {"content-type": "application/json"}).result().json()

    assert [fault["pointer"] for fault in answer["errors"]] == ["/body/rows/1/name", "/body/rows/2/name"]


def test_a_body_that_is_no_json(taking: Client) -> None:
    answer = taking.soon("POST", "/v1/sheets", b"{", {"content-type": "application/json"}).result()

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["in"] == "body"


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ("/v1/flows?from=Atlantis", "/query/from"),
        ("/v1/cities/Atlantis", "/path/id"),
        ("/v1/flows?as_of=x", "/query/as_of"),
        ("/v1/search?q=!!", "/query/q"),
        ("/v1/cities/institution:hub", "/path/id"),
    ],
)
def test_what_the_graph_does_not_know_has_a_place_too(service: Client, path: str, pointer: str) -> None:
    problem = service.get(path).json()

    assert [fault["pointer"] for fault in problem["errors"]] == [pointer]
    assert problem["errors"][0]["detail"] == problem["detail"]


def test_a_pointer_is_escaped() -> None:
    assert fault_at(("body", "a/b~c", 0), "x").pointer == "/body/a~1b~0c/0"


def test_every_kind_has_a_section_of_its_own(service: Client) -> None:
    page = service.get("/docs").text
    sections = set(re.findall(r'id="problem-(\d+)"', page))
    type_ = service.get("/v1/nothing").json()["type"]

    assert sections == {str(status) for status in TITLES}
    assert f'id="{type_.partition("#")[2]}"' in page
    assert service.get(type_).status_code == 200


@pytest.mark.parametrize("accept", ["application/json", "text/turtle", "application/sparql-results+json"])
def test_programs_get_problems_everywhere(service: Client, accept: str) -> None:
    assert service.get("/nothing", accept=accept).headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("accept", ["*/*", "text/html,application/json;q=0.9"])
def test_people_get_pages(service: Client, accept: str) -> None:
    assert service.get("/nothing", accept=accept).headers["content-type"].startswith("text/html")
