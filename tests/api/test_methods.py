"""HEAD, OPTIONS and 405 on every address; pages of other origins only where the operator lets them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from practice_atlas.api.app import create_app
from practice_atlas.api.headers import SECURITY
from practice_atlas.api.settings import Settings
from tests.api.client import Client, serving

ORIGIN = "https://strong.example"
#: Values that templates of paths are filled with.
FILLED = {"id": "city:elin", "kind": "city", "slug": "elin"}


def _addresses() -> dict[str, set[str]]:
    """Every address of the interface's description, with its methods."""
    paths = create_app(Settings(engine="embedded:nowhere")).openapi()["paths"]
    return {
        re.sub(r"{(\w+)}", lambda found: FILLED.get(found[1], "x"), path): {*methods} for path, methods in paths.items()
    }


ADDRESSES = {path: {method.upper() for method in methods} for path, methods in _addresses().items()}
PAGES = {"/": {"GET"}, "/search": {"GET"}, "/static/atlas.css": {"GET"}, "/docs": {"GET"}, "/v1/openapi.json": {"GET"}}


@pytest.mark.parametrize(("path", "methods"), {**ADDRESSES, **PAGES}.items())
def test_every_address_tells_what_it_knows(service: Client, path: str, methods: set[str]) -> None:
    known = methods | ({"HEAD"} if "GET" in methods else set()) | {"OPTIONS"}
    options = service.send("OPTIONS", path)
    other = service.send("PROPFIND", path)

    assert options.status_code == 204
    assert {*options.headers["allow"].split(", ")} == known
    assert other.status_code == 405
    assert {*other.headers["allow"].split(", ")} == known
    assert {name: other.headers.get(name) for name in SECURITY} == SECURITY


def test_there_are_addresses_with_several_methods() -> None:
    assert len(ADDRESSES) > 10
    assert any(len(methods) > 1 for methods in ADDRESSES.values())


@pytest.mark.parametrize("path", ["/nothing", "/v1/nothing", "/static/nothing.css"])
@pytest.mark.parametrize("method", ["HEAD", "GET"])
def test_where_nothing_is_nothing_is_allowed(service: Client, path: str, method: str) -> None:
    assert service.send(method, path).status_code == 404


def test_options_where_nothing_is(service: Client) -> None:
    assert service.send("OPTIONS", "/v1/nothing").status_code == 404


def test_pages_of_others_are_kept_out(service: Client) -> None:
    answer = service.get("/v1/cities", origin=ORIGIN)
    asked = service.send("OPTIONS", "/v1/cities", origin=ORIGIN, access_control_request_method="GET")

    assert "access-control-allow-origin" not in answer.headers
    assert "access-control-allow-origin" not in asked.headers


@pytest.fixture(scope="module")
def shared(sample_address: str) -> Iterator[Client]:
    """A service that one other origin may ask."""
    with serving(Settings(engine=sample_address, cors_origins=(ORIGIN,))) as client:
        yield client


def test_pages_of_those_who_may_are_let_in(shared: Client) -> None:
    answer = shared.get("/v1/cities", origin=ORIGIN)
    asked = shared.send(
        "OPTIONS",
        "/v1/cities",
        origin=ORIGIN,
        access_control_request_method="GET",
        access_control_request_headers="authorization",
    )

    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert "ETag" in answer.headers["access-control-expose-headers"]
    assert "Origin" in answer.headers["vary"]
    assert asked.status_code == 200
    assert asked.headers["access-control-allow-origin"] == ORIGIN
    assert "access-control-allow-credentials" not in asked.headers


def test_refusals_can_be_read_by_them_too(shared: Client) -> None:
    answer = shared.get("/v1/cities", origin=ORIGIN, x_api_key="wrong")

    assert answer.status_code == 401
    assert answer.headers["access-control-allow-origin"] == ORIGIN


def test_others_are_still_kept_out(shared: Client) -> None:
    asked = shared.send("OPTIONS", "/v1/cities", origin="https://other.example", access_control_request_method="GET")

    assert asked.status_code == 400
    assert "access-control-allow-origin" not in shared.get("/v1/cities", origin="https://other.example").headers
