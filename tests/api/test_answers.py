"""The answers under /v1."""

from __future__ import annotations

import pytest

from tests.api.client import Client


def test_health_counts_what_the_caller_may_see(service: Client) -> None:
    """The sample has seven cities, of which one is closed."""
    health = service.get("/v1/health").json()

    assert health["status"] == "ok"
    assert health["engine"] == "embedded"
    assert health["counts"]["city"] == 6
    assert health["counts"]["flow"] == 4


@pytest.mark.parametrize(
    ("path", "total"), [("/v1/cities", 6), ("/v1/practices", 2), ("/v1/institutions", 2), ("/v1/engagements", 2)]
)
def test_lists_tell_how_many_there_are(service: Client, path: str, total: int) -> None:
    """A page of one still tells the total."""
    answer = service.get(f"{path}?limit=1").json()

    assert answer["total"] == total
    assert len(answer["rows"]) == 1


def test_a_city_with_its_timeline(service: Client) -> None:
    """By name, with what the city's own record says."""
    answer = service.get("/v1/cities/Elin").json()

    assert answer["thing"]["id"] == "city:elin"
    assert answer["record"]["country"] == "country:ma"
    assert "learned" in {entry["what"] for entry in answer["entries"]}


def test_flows_take_names_and_filters(service: Client) -> None:
    """Of the three that Arda and Elin share, one is about Elin and done."""
    answer = service.get("/v1/flows?from=Arda&to=Elin&kind=inspired&state=done&practice=Youth engagement").json()

    assert [flow["record"] for flow in answer["flows"]] == ["flow:arda-elin"]
    assert [place["id"] for place in answer["evidence"]] == ["evidence:council"]


def test_flows_as_of_a_month(service: Client) -> None:
    """Nothing counts before it can have happened."""
    answer = service.get("/v1/flows?as_of=2024-10").json()

    assert {flow["record"] for flow in answer["flows"]} == {"flow:arda-dalma", "flow:bela-dalma"}


def test_a_lineage(service: Client) -> None:
    """Two who do it, and a step that is no learning flow."""
    answer = service.get("/v1/practices/Youth council/lineage").json()

    assert {view["actor"]["name"] for view in answer["implementations"]} == {"Dalma", "Elin"}
    assert "informed" in {step["kind"] for step in answer["steps"]}


def test_a_path(service: Client) -> None:
    """One leg, learned."""
    answer = service.get("/v1/path?from=city:arda&to=Elin").json()

    assert [leg["how"] for leg in answer["legs"]] == ["learned"]


def test_search(service: Client) -> None:
    """In Arabic as well."""
    answer = service.get("/v1/search?q=أردة").json()

    assert [hit["thing"]["id"] for hit in answer["hits"]] == ["city:arda"]


def test_evidence_and_what_it_supports(service: Client) -> None:
    """Without the source's text there is no quotation."""
    answer = service.get("/v1/evidence/evidence:exchange").json()

    assert answer["quotation"] is None
    assert "flow:arda-dalma" in {record["id"] for record in answer["supports"]}


def test_any_record_and_what_is_missing(service: Client) -> None:
    """A country has an answer of its own."""
    gaps = service.get("/v1/entities/city:elin/missing").json()["gaps"]
    morocco = service.get("/v1/entities/Morocco").json()

    assert "latitude" in {gap["field"] for gap in gaps}
    assert [city["name"] for city in morocco["cities"]] == ["Bela", "Elin"]


def test_the_description_is_complete(service: Client) -> None:
    """Each answer has an example, each problem its form; no parameter takes a query text of an engine."""
    described = service.get("/v1/openapi.json").json()["paths"]

    assert "/v1/flows" in described
    answers = {
        path: found["get"]["responses"]
        for path, found in described.items()
        if path.startswith("/v1/") and "get" in found
    }
    bare = [
        path
        for path, found in answers.items()
        if "example" not in found["200"]["content"].get("application/json", {"example": None})
    ]
    assert [path for path in bare if not path.startswith(("/v1/health", "/v1/jobs"))] == []  # in their models
    given = [item for path in described.values() for item in path.get("get", {}).get("parameters", [])]
    assert {"country", "stage", "facets", "sort", "as_of", "after", "from", "to"} <= {item["name"] for item in given}
    assert [item["name"] for item in given if not item.get("description")] == []


def test_a_country_is_asked_as_all_else_is(service: Client) -> None:
    """As of a date and by kinds; what is neither is refused."""
    whole = service.get("/v1/entities/country:ma").json()
    early = service.get("/v1/entities/country:ma?as_of=2020").json()

    assert whole["engagements"]
    assert (early["engagements"], early["as_of"]) == ([], "2020-12-31")
    assert service.get("/v1/entities/country:ma?kinds=flow").status_code == 200
    assert service.get("/v1/entities/country:ma?kinds=0.0").json()["parameter"] == "kinds"
    assert service.get("/v1/entities/country:ma?as_of=soon").json()["parameter"] == "as_of"
