"""Who calls: keys, what they let their holders see and do, and those who bring none."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from threading import Event
from typing import Annotated

import pytest
from fastapi import Depends, FastAPI

from practice_atlas.api import calling
from practice_atlas.api.callers import Caller, CurrentCaller, Role, requires
from practice_atlas.api.settings import Settings
from practice_atlas.api.store import open_store
from practice_atlas.api.store.keys import Scope
from tests.api.client import Client, serving

SECRETS: dict[Scope, str] = {}
CITIES = {None: 6, Scope.READER: 6, Scope.MEMBER: 6, Scope.HUB: 7, Scope.EDITOR: 7, Scope.ADMIN: 7}


@pytest.fixture(scope="module")
def store_place(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with a key of each scope."""
    address = f"sqlite:{tmp_path_factory.mktemp('store') / 'store.sqlite'}"
    with open_store(address) as store:
        SECRETS.update({scope: store.keys.make(scope.value, scope)[1] for scope in Scope})
    return address


def _extend(app: FastAPI) -> None:
    @app.get("/v1/whoami")
    def whoami(caller: CurrentCaller) -> dict[str, str | None]:
        """Who asks."""
        return {"role": caller.role, "audience": caller.audience, "name": caller.name}

    @app.post("/v1/write")
    def write(caller: Annotated[Caller, Depends(requires(Role.EDITOR))]) -> dict[str, str | None]:
        """Who wrote."""
        return {"by": caller.name}


@pytest.fixture(scope="module")
def service(sample_address: str, store_place: str) -> Iterator[Client]:
    """The service with keys."""
    with serving(Settings(engine=sample_address, store=store_place), _extend) as client:
        yield client


@pytest.fixture(scope="module")
def closed(sample_address: str, store_place: str) -> Iterator[Client]:
    """A service that answers nobody without a key."""
    with serving(Settings(engine=sample_address, store=store_place, anonymous=False), _extend) as client:
        yield client


def _bearer(scope: Scope | None) -> dict[str, str]:
    return {"authorization": f"Bearer {SECRETS[scope]}"} if scope else {}


@pytest.mark.parametrize(("scope", "cities"), CITIES.items())
def test_each_sees_what_his_role_allows(service: Client, scope: Scope | None, cities: int) -> None:
    assert service.get("/v1/cities", **_bearer(scope)).json()["total"] == cities


@pytest.mark.parametrize("scope", Scope)
def test_a_key_is_given_in_either_header(service: Client, scope: Scope) -> None:
    told = {"role": scope.value, "audience": scope.audience, "name": scope.value}

    assert service.get("/v1/whoami", **_bearer(scope)).json() == told
    assert service.get("/v1/whoami", x_api_key=SECRETS[scope]).json() == told
    assert service.get("/v1/whoami", authorization=f"bearer {SECRETS[scope]}").json() == told


def test_pages_are_for_the_same_caller(service: Client) -> None:
    assert service.get("/id/city/hidden").status_code == 404
    page = service.get("/id/city/hidden", **_bearer(Scope.HUB))

    assert page.status_code == 200
    assert "Hidden City" in page.text


@pytest.mark.parametrize("path", ["/v1/cities", "/", "/static/atlas.css", "/v1/health"])
@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Bearer atlas_aaaaaaaa_" + "a" * 43},
        {"authorization": "Bearer something else"},
        {"x_api_key": "guess"},
        {"x_api_key": "atlas_aaaaaaaa_"},
    ],
)
def test_an_unknown_key_is_refused_everywhere(service: Client, path: str, headers: dict[str, str]) -> None:
    answer = service.get(path, accept="application/json", **headers)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer realm="Practice Atlas", error="invalid_token"'
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert not any(word in answer.text for word in ("guess", "atlas_aaaa"))


def test_a_revoked_key_is_refused(service: Client, store_place: str) -> None:
    with open_store(store_place) as store:
        _, secret = store.keys.make("for a while", Scope.MEMBER)
        assert service.get("/v1/whoami", x_api_key=secret).status_code == 200
        service.app.state.stores.get().keys.revoke("for a while")

    assert service.get("/v1/whoami", x_api_key=secret).status_code == 401


def test_other_schemes_are_not_ours(service: Client) -> None:
    """A proxy with a password of its own passes its header on."""
    assert service.get("/v1/whoami", authorization="Basic YTpi").json()["role"] == "anonymous"


@pytest.mark.parametrize("path", ["/v1/cities", "/", "/v1/health", "/v1/views/network.html", "/id/city/elin"])
def test_without_a_key_a_closed_service_says_how_to_come_in(closed: Client, path: str) -> None:
    refused, let_in = closed.get(path), closed.get(path, **_bearer(Scope.READER))

    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == 'Bearer realm="Practice Atlas"'
    assert let_in.status_code == 200


@pytest.mark.parametrize("path", ["/docs", "/v1/openapi.json", "/static/atlas.css"])
def test_what_tells_nothing_of_the_records_is_open(closed: Client, path: str) -> None:
    assert closed.get(path).status_code == 200


@pytest.mark.parametrize(
    ("scope", "status"), [(None, 401), (Scope.READER, 403), (Scope.HUB, 403), (Scope.EDITOR, 200), (Scope.ADMIN, 200)]
)
def test_writing_needs_a_role(service: Client, scope: Scope | None, status: int) -> None:
    answer = service.send("POST", "/v1/write", **_bearer(scope))

    assert answer.status_code == status
    assert ("www-authenticate" in answer.headers) is (status == 401)
    if status == 403:
        assert "editor" in answer.json()["detail"]


def test_nobody_gets_anothers_answer_from_a_cache(service: Client) -> None:
    """ETags tell audiences apart; what was answered to a key is private."""
    public, hub = service.get("/v1/cities"), service.get("/v1/cities", **_bearer(Scope.HUB))
    crossed = service.get("/v1/cities", if_none_match=public.headers["etag"], **_bearer(Scope.HUB))
    own = service.get("/v1/cities", if_none_match=hub.headers["etag"], **_bearer(Scope.HUB))

    assert public.headers["etag"] != hub.headers["etag"]
    assert crossed.status_code == 200
    assert own.status_code == 304
    assert public.headers["cache-control"] == "no-cache"
    assert hub.headers["cache-control"] == own.headers["cache-control"] == "private, no-cache"
    for answer in (public, hub, own):
        assert {"Authorization", "X-API-Key"} <= set(answer.headers["vary"].split(", "))


def test_without_its_store_the_service_answers_those_without_a_key(sample_address: str, tmp_path: Path) -> None:
    """Keys cannot be looked up; as soon as they can, they are, without a restart."""
    (tmp_path / "place").write_text("a file where the folder should be")
    with serving(Settings(engine=sample_address, store=f"sqlite:{tmp_path / 'place' / 'store.sqlite'}")) as client:
        refused = client.get("/v1/cities", x_api_key=SECRETS[Scope.READER])
        open_to_all = client.get("/v1/cities")
        (tmp_path / "place").unlink()
        (tmp_path / "place").mkdir()
        client.app.state.stores._again = 0
        later = client.get("/v1/cities", x_api_key=SECRETS[Scope.READER])
        shutil.rmtree(tmp_path / "place")

    assert refused.status_code == 503
    assert refused.headers["retry-after"]
    assert str(tmp_path) not in refused.text
    assert open_to_all.status_code == 200
    assert later.status_code == 401  # looked up, and not found in a new store


def test_a_store_that_says_nothing_makes_nobody_wait_long(
    sample_address: str, store_place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither those with a key nor those without."""
    monkeypatch.setattr(calling, "_SECONDS", 0.3)
    may_go_on = Event()
    with serving(Settings(engine=sample_address, store=store_place)) as client:
        store = client.app.state.stores.get()
        monkeypatch.setattr(store.keys, "find", lambda _: may_go_on.wait(20) and None)
        began = time.monotonic()
        asked = [client.soon("GET", "/v1/cities", headers=_bearer(Scope.READER)) for _ in range(10)]
        refused = [one.result() for one in asked]
        nobody = client.get("/v1/cities")
        seconds = time.monotonic() - began
        may_go_on.set()

    assert {answer.status_code for answer in refused} == {503}
    assert nobody.status_code == 200
    assert seconds < 5


def test_guesses_are_counted_everywhere(sample_address: str, store_place: str) -> None:
    """Also where those without a key are not."""
    with serving(Settings(engine=sample_address, store=store_place, rate_per_address=2)) as client:
        guesses = [client.get("/v1/health/live", x_api_key="guess").status_code for _ in range(3)]
        alive = [client.get("/v1/health/live").status_code for _ in range(3)]

    assert guesses == [401, 401, 429]
    assert alive == [200] * 3


def test_rates_are_for_each_key_and_for_each_address(sample_address: str, store_place: str) -> None:
    settings = Settings(engine=sample_address, store=store_place, rate_per_address=2, rate_per_key=3)
    with serving(settings) as client:
        nobody = [client.get("/v1/cities") for _ in range(3)]
        guesses = client.get("/v1/cities", x_api_key="guess")
        reader = [client.get("/v1/cities", **_bearer(Scope.READER)) for _ in range(4)]
        hub = client.get("/v1/cities", **_bearer(Scope.HUB))

    assert [answer.status_code for answer in nobody] == [200, 200, 429]
    assert guesses.status_code == 429  # guessing is counted with the address
    assert [answer.status_code for answer in reader] == [200, 200, 200, 429]
    assert hub.status_code == 200
    assert nobody[0].headers["ratelimit"] == '"address";r=1;t=30'
    assert nobody[2].headers["retry-after"] == "30"
    assert nobody[2].headers["content-type"] == "application/problem+json"
    assert reader[0].headers["ratelimit-policy"] == '"key";q=3;w=60'


def test_only_a_trusted_proxy_says_who_calls(sample_address: str, store_place: str) -> None:
    """Others write what they like into X-Forwarded-For, and are counted together all the same."""
    settings = Settings(engine=sample_address, store=store_place, rate_per_address=1)
    behind = Settings(engine=sample_address, rate_per_address=1, trusted_proxies=(ip_network("127.0.0.0/8"),))
    with serving(settings) as client:
        distrusted = [client.get("/v1/cities", x_forwarded_for=f"192.0.2.{n}").status_code for n in range(2)]
    with serving(behind) as client:
        forwarded = ["192.0.2.1", "192.0.2.2", "evil, 192.0.2.1", "2001:db8::1", "2001:db8::ffff"]
        trusted = [client.get("/v1/cities", x_forwarded_for=value).status_code for value in forwarded]

    assert distrusted == [200, 429]
    assert trusted == [200, 200, 429, 200, 429]
