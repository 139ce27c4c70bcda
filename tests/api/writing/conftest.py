"""A service of its own for each test, over an embedded graph that nothing was loaded into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from practice_atlas.api.settings import Settings
from tests.api.client import Client, serving
from tests.api.writing.editing import Editing
from tests.support.sample import sample


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An embedded graph in a folder that is not there yet."""
    return Settings(engine=f"embedded:{tmp_path / 'graph'}", store=f"sqlite:{tmp_path / 'store.sqlite'}")


@pytest.fixture
def empty(settings: Settings) -> Iterator[Client]:
    """The service before the first load."""
    with serving(settings) as client:
        yield client


@pytest.fixture
def editor(empty: Client) -> Editing:
    """An editor of a service with the sample."""
    editing = Editing(empty)
    assert editing.load(sample()).status_code == 200
    assert editing.revision() == 1
    return editing
