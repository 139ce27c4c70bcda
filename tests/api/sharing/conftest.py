"""A service over the sample, and those who share: a reader, a member, the hub."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from practice_atlas.api.settings import Settings
from practice_atlas.api.store.keys import Scope
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from tests.api.client import Client, serving
from tests.api.writing.editing import Editing
from tests.support.sample import sample

SHARES = "/v1/shares"


class Sharing:
    """The service, and a key of each kind; `service` alone is nobody in particular."""

    def __init__(self, service: Client) -> None:
        self.service = service
        self.reader, self.member, self.hub, self.editor = (
            Editing(service, scope) for scope in (Scope.READER, Scope.MEMBER, Scope.HUB, Scope.EDITOR)
        )

    def make(self, by: Editing, query: str = "", **body: Any) -> Any:
        """A link as it is answered."""
        answer = by.send("POST", f"{SHARES}?{query}", body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def opened(self, made: Any, query: str = "") -> str:
        """What somebody without a key sees at its address."""
        answer = self.service.get(made["address"].removeprefix("http://test") + query)
        assert answer.status_code == 200, answer.text
        return answer.text


@pytest.fixture
def served(tmp_path: Path) -> Callable[..., Any]:
    """Starts a service over the sample with settings of one's own."""
    settings = Settings(engine=f"embedded:{tmp_path / 'graph'}", store=f"sqlite:{tmp_path / 'store.sqlite'}")
    with open_engine(settings.engine, writable=True) as engine:
        load(engine, sample())

    def start(**more: Any) -> Any:
        return serving(settings.model_copy(update=more))

    return start


@pytest.fixture
def sharing(served: Callable[..., Any]) -> Iterator[Sharing]:
    """The usual one."""
    with served() as service:
        yield Sharing(service)
