"""A service over the small network of pairings, for each test its own, and those who ask it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from practice_atlas.api.settings import Settings
from practice_atlas.api.store.keys import Scope
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from tests.api.client import Client, serving
from tests.api.writing.editing import Editing
from tests.support.pairing import network

RECORDS = "/v1/pairings/records"


class Hub:
    """The service, an editor who records, and a member who looks; `service` alone is nobody in particular."""

    def __init__(self, service: Client) -> None:
        self.service = service
        self.editor = Editing(service)
        self.member = Editing(service, Scope.MEMBER)

    def propose(self, learner: str = "Lina", mentor: str = "Nour", practice: str = "Youth council", **more: Any) -> Any:
        """A recorded pairing, for everybody unless said otherwise, as it is answered."""
        body = {"learner": learner, "mentor": mentor, "practice": practice, "audience": "public"} | more
        answer = self.editor.send("POST", RECORDS, body)
        assert answer.status_code == 201, answer.text
        return answer.json()["pairing"]

    def move(self, pairing: Any, *stages: str, **more: Any) -> Any:
        """Moved on through these stages; `more` is said of the last."""
        for stage in stages:
            body = {"stage": stage} | (more if stage == stages[-1] else {"day": more["day"]} if "day" in more else {})
            answer = self.editor.send("POST", f"{RECORDS}/{pairing['id']}/stages", body)
            assert answer.status_code == 200, answer.text
        return answer.json()["pairing"]


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    """The network, loaded once."""
    settings = Settings(engine=f"embedded:{tmp_path / 'graph'}", store=f"sqlite:{tmp_path / 'store.sqlite'}")
    with open_engine(settings.engine, writable=True) as engine:
        load(engine, network())
    with serving(settings) as service:
        yield Hub(service)
