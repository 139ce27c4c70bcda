"""The questions over the whole network under /v1."""

from __future__ import annotations

import pytest

from tests.api.client import Client

PATHS = [
    "/v1/entities/Dalma/neighbourhood?hops=2&kinds=city,practice&limit=5",
    "/v1/practices/Youth council/diffusion?by=month",
    "/v1/matrix?theme=Youth participation&columns=countries&as_of=2025",
    "/v1/statistics/engagement-kinds?sort=flows",
    "/v1/matrix?region=western-asia",
    "/v1/statistics/regions",
    "/v1/statistics/cities?region=Africa",
    "/v1/quality?as_of=2026",
    "/v1/quality/entities?what=undated&kind=flow",
    "/v1/entities/city:elin/quality",
    "/v1/path?from=Bela&to=Elin&respect_time=true",
]


@pytest.mark.parametrize("path", PATHS)
def test_each_answers_with_its_revision(service: Client, path: str) -> None:
    """And with an ETag that spares asking again."""
    answer = service.get(path)

    assert answer.status_code == 200
    assert answer.json()["revision"] == 1
    assert service.get(path, if_none_match=answer.headers["etag"]).status_code == 304


def test_a_neighbourhood_says_how_many_there_are(service: Client) -> None:
    """And where to go on."""
    first = service.get("/v1/entities/Dalma/neighbourhood?limit=3").json()
    second = service.get(f"/v1/entities/Dalma/neighbourhood?limit=3&after={first['next']}").json()

    assert (first["total"], len(first["around"]), second["position"]) == (7, 3, 3)
    assert first["relationships"][0]["told"][0]["evidence"] == ["evidence:exchange"]


def test_the_matrix_pages_both_ways(service: Client) -> None:
    """Rows and columns each with their own cursor."""
    first = service.get("/v1/matrix?limit=1&columns_limit=4").json()
    second = service.get(f"/v1/matrix?limit=1&columns_limit=4&columns_after={first['columns']['next']}").json()

    assert (first["total"], first["columns"]["total"]) == (2, 6)
    assert [thing["id"] for thing in second["columns"]["things"]] == ["city:tripoli-lb", "city:tripoli-ly"]
    assert {cell["state"] for cell in first["cells"]} == {"paused", "adopted"}


@pytest.mark.parametrize(
    ("path", "status", "parameter"),
    [
        ("/v1/entities/Atlantis/neighbourhood", 404, "id"),
        ("/v1/entities/Dalma/neighbourhood?hops=4", 422, "hops"),
        ("/v1/entities/Dalma/neighbourhood?kinds=flow", 422, "kinds"),
        ("/v1/practices/city:arda/diffusion", 404, "id"),
        ("/v1/practices/Youth council/diffusion?by=day", 422, "by"),
        ("/v1/matrix?practice=Nothing", 404, "practice"),
        ("/v1/matrix?country=city:arda", 404, "country"),
        ("/v1/entities/Dalma/neighbourhood?kinds=", 422, "kinds"),
        ("/v1/entities/!!/neighbourhood", 404, "id"),
        ("/v1/matrix?state=unknown", 422, "state"),
        ("/v1/matrix?state=", 422, "state"),
        ("/v1/matrix?columns_limit=0", 422, "columns_limit"),
        ("/v1/matrix?columns_after=x", 422, "columns_after"),
        ("/v1/statistics/people", 422, "by"),
        ("/v1/statistics/cities?sort=fame", 422, "sort"),
        ("/v1/quality/entities?what=boring", 422, "what"),
        ("/v1/quality/entities?kind=source", 422, "kind"),
        ("/v1/entities/theme:youth/quality", 404, "id"),
        ("/v1/entities/city:hidden/quality", 404, "id"),
        ("/v1/entities/city:hidden/neighbourhood", 404, "id"),
    ],
)
def test_a_problem_names_the_parameter(service: Client, path: str, status: int, parameter: str) -> None:
    """And says what to do."""
    answer = service.get(path)

    assert (answer.status_code, answer.json()["parameter"]) == (status, parameter)
    assert answer.json()["fix"]
