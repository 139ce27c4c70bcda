"""Turns: some work, some wait, the others are told to come again; nobody hangs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.types import Message, Receive, Scope, Send

from practice_atlas.api.limits.deadline import time_left
from practice_atlas.api.limits.turns import Turns
from practice_atlas.api.metrics import Metrics
from practice_atlas.api.settings import Settings
from tests.api.client import Client, serving

pytestmark = pytest.mark.alone


class Work:
    """A route that works until it is let go."""

    def __init__(self) -> None:
        self.begun = 0
        self.may_end = Event()

    def add_to(self, app: FastAPI) -> None:
        """The route."""

        @app.get("/v1/work")
        def work() -> dict[str, float | None]:
            """Waits."""
            self.begun += 1
            assert self.may_end.wait(20)
            return {"left": time_left()}


@pytest.fixture
def work() -> Iterator[Work]:
    """Work that ends with the test at the latest."""
    found = Work()
    yield found
    found.may_end.set()


@contextmanager
def _serving(address: str, work: Work, **settings: Any) -> Iterator[Client]:
    with serving(Settings(engine=address, **settings), work.add_to) as client:
        try:
            yield client
        finally:
            work.may_end.set()


def _until(holds: Any) -> None:
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_some_work_some_wait_others_come_again(sample_address: str, work: Work) -> None:
    with _serving(sample_address, work, questions_at_once=2, most_waiting=1) as client:
        working = [client.soon("GET", "/v1/work") for _ in range(2)]
        _until(lambda: work.begun == 2)
        others = [client.soon("GET", "/v1/work") for _ in range(3)]
        _until(lambda: sum(other.done() for other in others) == 2)
        refused = [other.result() for other in others if other.done()]
        began_meanwhile = work.begun
        work.may_end.set()
        statuses = [one.result().status_code for one in (*working, *others)]

    assert began_meanwhile == 2
    assert sorted(statuses) == [200, 200, 200, 503, 503]
    assert all(answer.headers["retry-after"] for answer in refused)
    assert all(answer.json()["title"] == "Not available at the moment" for answer in refused)


def test_nobody_waits_long_for_his_turn(sample_address: str, work: Work) -> None:
    with _serving(sample_address, work, questions_at_once=1, longest_wait=0.2) as client:
        working = client.soon("GET", "/v1/work")
        _until(lambda: work.begun == 1)
        began = time.monotonic()
        refused = client.get("/v1/cities")
        waited = time.monotonic() - began
        work.may_end.set()
        answered = working.result()
        after = client.get("/v1/cities")

    assert refused.status_code == 503
    assert 0.15 < waited < 2
    assert (answered.status_code, after.status_code) == (200, 200)


def test_who_takes_too_long_is_told_and_keeps_his_turn_until_his_thread_ends(sample_address: str, work: Work) -> None:
    with _serving(sample_address, work, questions_at_once=1, longest_wait=0.2, longest_answer=0.3) as client:
        began = time.monotonic()
        late = client.get("/v1/work")
        waited = time.monotonic() - began
        meanwhile = client.get("/v1/cities")
        work.may_end.set()
        _until(lambda: client.get("/v1/cities").status_code == 200)

    assert late.status_code == 504
    assert late.headers["content-type"] == "application/problem+json"
    assert waited < 2
    assert meanwhile.status_code == 503


async def _ends_as_its_time_does(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Both are due while the loop is held up, and come to pass in the same round of it."""
    asyncio.get_running_loop().call_soon(time.sleep, 0.4)
    await asyncio.sleep(0.1)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"done"})


@pytest.mark.parametrize(("at_work", "status"), [(False, 504), (True, 503)])
def test_what_ends_in_the_moment_in_which_its_time_does_is_told_to_be_late(at_work: bool, status: int) -> None:
    """After a load it may be quick in a minute: then it is told to come again, not to ask for less."""
    sent: list[Message] = []

    async def receive() -> Message:
        raise AssertionError("nobody reads it")

    async def send(message: Message) -> None:
        sent.append(message)

    app = FastAPI()
    app.state.metrics = Metrics()
    app.state.warming = SimpleNamespace(at_work=at_work)
    scope = {"type": "http", "method": "GET", "path": "/v1/work", "headers": [], "app": app}
    turns = Turns(_ends_as_its_time_does, Settings(engine="embedded:none", longest_answer=0.2))

    asyncio.run(turns(scope, receive, send))

    assert [message.get("status") for message in sent] == [status, None]


def test_what_a_question_asks_has_the_time_that_is_left(sample_address: str, work: Work) -> None:
    with _serving(sample_address, work, longest_answer=20) as client:
        work.may_end.set()
        left = client.get("/v1/work").json()["left"]

    assert 5 < left < 20
    assert time_left() is None


@pytest.mark.parametrize("path", ["/v1/health/live", "/v1/health/ready", "/static/atlas.css"])
def test_the_process_is_seen_to_live_while_all_turns_are_taken(sample_address: str, work: Work, path: str) -> None:
    with _serving(sample_address, work, questions_at_once=1, most_waiting=0) as client:
        working = client.soon("GET", "/v1/work")
        _until(lambda: work.begun == 1)
        alive, busy = client.get(path), client.get("/v1/cities")
        work.may_end.set()
        working.result()

    assert (alive.status_code, busy.status_code) == (200, 503)
