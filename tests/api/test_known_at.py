"""*As known at*: every question of an earlier revision, and what each revision changed, for each audience."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from practice_atlas.api.settings import Settings
from practice_atlas.api.store import open_store
from practice_atlas.api.store.keys import Scope
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from tests.api.client import Client, serving
from tests.support.sample import sample

CLOSED = ("hidden", "evidence:closed", "Hidden")
CHANGED: dict[str, dict[str, Any]] = {"city:bela": {"population": 5}, "city:hidden": {"population": 7}}


def put(address: str, **how: Any) -> None:
    with open_engine(address, writable=True) as engine:
        load(engine, sample(**how))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A graph of three revisions, of which the second is not kept."""
    folder = tmp_path_factory.mktemp("known-at")
    address = f"embedded:{folder}"
    with open_store(f"sqlite:{folder}/store.sqlite") as store:
        steps: tuple[dict[str, Any], ...] = ({}, {"without": ("flow:bela-dalma",)}, {"changed": CHANGED})
        for number, how in enumerate(steps, 1):
            put(address, **how)
            if number != 2:
                with open_engine(address) as engine:
                    store.history.remember(engine)
    return address


@pytest.fixture(scope="module")
def service(address: str) -> Iterator[Client]:
    """The service over it."""
    with serving(Settings(engine=address)) as client:
        yield client


@pytest.fixture(scope="module")
def hub(address: str) -> str:
    """The secret of a key that sees everything."""
    with open_store(f"sqlite:{address.partition(':')[2]}/store.sqlite") as store:
        return store.keys.make("hub", Scope.HUB)[1]


def population(answer: dict[str, Any]) -> object:
    return answer["record"].get("population")


def test_a_question_of_an_earlier_revision(service: Client) -> None:
    now, then = service.get("/v1/cities/Bela"), service.get("/v1/cities/Bela?known_at=1")

    assert (population(now.json()), now.json()["revision"]) == (5, 3)
    assert (population(then.json()), then.json()["revision"]) == (None, 1)
    assert then.headers["etag"].removeprefix("W/").startswith('"1-')
    assert then.headers["etag"] != now.headers["etag"]
    again = service.get("/v1/cities/Bela?known_at=1", if_none_match=then.headers["etag"])
    assert again.status_code == 304
    assert service.get("/v1/cities/Bela", if_none_match=then.headers["etag"]).status_code == 200


def test_a_day_means_the_newest_by_then(service: Client) -> None:
    assert service.get("/v1/cities/Bela?known_at=2999-12-31").json()["revision"] == 3


def test_the_newest_by_number_is_the_same_answer(service: Client) -> None:
    plain, numbered = service.get("/v1/practices"), service.get("/v1/practices?known_at=3")

    assert plain.json() == numbered.json()
    assert plain.headers["etag"] == numbered.headers["etag"]


@pytest.mark.parametrize(("known_at", "status"), [("2", 404), ("9", 404), ("1999-01-01", 404), ("soon", 422)])
def test_what_cannot_be_answered_is_a_problem_of_the_parameter(service: Client, known_at: str, status: int) -> None:
    """A revision that is not there is unknown, as a thing is; what is no number and no date cannot be asked."""
    answer = service.get(f"/v1/cities?known_at={known_at}")

    assert answer.status_code == status
    assert answer.json()["parameter"] == "known_at"
    assert "/v1/revisions" in answer.json()["fix"]


def test_closed_records_stay_closed_in_earlier_revisions(service: Client, hub: str) -> None:
    public = service.get("/v1/entities/city:hidden?known_at=1")
    seen = service.get("/v1/entities/city:hidden?known_at=1", x_api_key=hub)

    assert public.status_code == 404
    assert seen.status_code == 200
    assert not [word for word in CLOSED if word in service.get("/v1/cities?known_at=1").text]


def test_pages_take_it_too(service: Client) -> None:
    page = service.get("/id/city/bela?known_at=1")

    assert page.status_code == 200
    assert page.headers["etag"].removeprefix("W/").startswith('"1-')


def test_every_question_takes_it(service: Client) -> None:
    paths = service.get("/v1/openapi.json").json()["paths"]
    takes = {
        path
        for path, methods in paths.items()
        if any(parameter["name"] == "known_at" for parameter in methods.get("get", {}).get("parameters", []))
    }

    assert {
        "/v1/cities",
        "/v1/cities/{id}",
        "/v1/flows",
        "/v1/path",
        "/v1/search",
        "/v1/practices/{id}/lineage",
    } <= takes


def test_revisions_are_listed_with_what_is_kept(service: Client, hub: str) -> None:
    answer = service.get("/v1/revisions").json()
    for_hub = service.get("/v1/revisions", x_api_key=hub).json()
    first = service.get("/v1/revisions?limit=1").json()
    second = service.get(f"/v1/revisions?limit=1&after={first['next']}").json()

    assert (answer["revision"], answer["total"], answer["next"]) == (3, 3, None)
    assert [(row["number"], row["kept"]) for row in answer["rows"]] == [(3, True), (2, False), (1, True)]
    assert answer["rows"][1]["counts"] is None
    assert (answer["rows"][0]["counts"]["city"], for_hub["rows"][0]["counts"]["city"]) == (6, 7)
    assert second["rows"] == answer["rows"][1:2]


def test_what_a_revision_changed_is_told_to_each_audience(service: Client, hub: str) -> None:
    public = service.get("/v1/revisions/3").json()["changes"]
    seen = service.get("/v1/revisions/3", x_api_key=hub).json()["changes"]

    assert public["since"] == 1
    assert public["rows"] == [{"id": "city:bela", "what": "changed"}]
    assert public["total"] == {"added": 0, "changed": 1, "withdrawn": 0}
    assert [row["id"] for row in seen["rows"]] == ["city:bela", "city:hidden"]


def test_nothing_closed_appears_in_any_revision(service: Client) -> None:
    texts = [service.get(f"/v1/revisions/{number}?limit=500").text for number in (1, 2, 3)]

    assert "flow:arda-elin" in texts[0]
    assert [word for text in texts for word in CLOSED if word in text] == []


def test_changes_come_in_pages(service: Client) -> None:
    whole = service.get("/v1/revisions/1?limit=500").json()["changes"]
    rows, after = [], ""
    while True:
        page = service.get(f"/v1/revisions/1?limit=7{after}").json()["changes"]
        rows += page["rows"]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"

    assert rows == whole["rows"]
    assert whole["total"]["added"] == len(rows) > 20


def test_a_revision_that_is_not_kept_or_not_there(service: Client) -> None:
    forgotten, unknown = service.get("/v1/revisions/2"), service.get("/v1/revisions/9")

    assert (forgotten.status_code, forgotten.json()["changes"]) == (200, None)
    assert (unknown.status_code, unknown.json()["suggestions"]) == (404, ["3"])


def test_a_large_one_is_prepared_while_the_caller_waits(address: str) -> None:
    with serving(Settings(engine=address)) as client:
        client.app.state.earlier._small = 0
        first = client.get("/v1/cities?known_at=1")
        answer = until(client, "/v1/cities?known_at=1", lambda answer: answer.status_code == 200)

    assert first.status_code == 503
    assert int(first.headers["retry-after"]) >= 1
    assert "prepared" in first.json()["detail"]
    assert answer.json()["revision"] == 1


def test_the_service_catches_up_by_itself(tmp_path: Path) -> None:
    address = f"embedded:{tmp_path}"
    put(address)
    with serving(Settings(engine=address)) as client:
        kept = until(client, "/v1/revisions/1", lambda answer: answer.json()["kept"])
        put(address, changed=CHANGED)
        client.get("/v1/cities")
        newer = until(client, "/v1/revisions/2", lambda answer: answer.json()["kept"])

    assert kept.json()["changes"]["since"] == 0
    assert newer.json()["changes"]["rows"] == [{"id": "city:bela", "what": "changed"}]


def until(client: Client, path: str, holds: Any) -> Any:
    """The first answer that is as it should be."""
    deadline = time.monotonic() + 60
    while not holds(answer := client.get(path)):
        assert time.monotonic() < deadline, answer.text
        time.sleep(0.05)
    return answer
