"""Live and ready: whether the process runs, and whether it can answer."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from practice_atlas.api import readiness
from practice_atlas.api.settings import Settings
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from tests.api.client import Client, serving
from tests.support.sample import sample

pytestmark = pytest.mark.alone


def test_a_service_with_data_is_ready(service: Client) -> None:
    assert service.get("/v1/health/live").json() == {"status": "ok"}
    assert service.get("/v1/health/ready").json() == {"status": "ok"}


def test_a_service_without_a_graph_starts_and_is_ready_when_it_comes(tmp_path: Path) -> None:
    address = f"embedded:{tmp_path / 'graph'}"
    with serving(Settings(engine=address)) as client:
        client.app.state.engine._again = client.app.state.engine._late._again = 0
        away = [client.get(path) for path in ("/v1/health/ready", "/v1/cities", "/v1/health/live")]
        with open_engine(address, writable=True) as engine:
            engine.prepare(["CREATE INDEX city_search IF NOT EXISTS FOR (n:City) ON (n.search)"])
        time.sleep(1.1)
        empty = client.get("/v1/health/ready")
        with open_engine(address, writable=True) as engine:
            load(engine, sample())
        loaded = [client.get(path) for path in ("/v1/health/ready", "/v1/cities")]

    assert [answer.status_code for answer in away] == [503, 503, 200]
    assert all(answer.headers["retry-after"] for answer in away[:2])
    assert str(tmp_path) not in "".join(answer.text for answer in away)
    assert empty.status_code == 503
    assert [answer.status_code for answer in loaded] == [200, 200]


def test_reasons_are_told(tmp_path: Path, sample_address: str) -> None:
    (tmp_path / "file").write_text("in the way of a folder")
    settings = Settings(engine=sample_address, store=f"sqlite:{tmp_path / 'file' / 'store.sqlite'}")
    with serving(settings) as client:
        problem = client.get("/v1/health/ready").json()

    assert problem["status"] == 503
    assert problem["detail"] == "The service's own state cannot be reached."


class _Stuck:
    """An engine whose server took the question and says nothing."""

    name = "neo4j"

    def __init__(self) -> None:
        self.may_go_on = threading.Event()
        self.asked = 0

    def read(self, *_: Any, **__: Any) -> list[dict[str, Any]]:
        self.asked += 1
        assert self.may_go_on.wait(30)
        return []


def test_a_graph_that_says_nothing_makes_nobody_wait_long(sample_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "SECONDS", 0.2)
    with serving(Settings(engine=sample_address)) as client:
        stuck = client.app.state.engine = _Stuck()
        began = time.monotonic()
        answers = [client.get("/v1/health/ready") for _ in range(3)]
        seconds = time.monotonic() - began
        live = client.get("/v1/health/live")
        stuck.may_go_on.set()

    assert {answer.status_code for answer in answers} == {503}
    assert "in time" in answers[0].json()["detail"]
    assert live.status_code == 200
    assert seconds < 3
    assert stuck.asked == 1
