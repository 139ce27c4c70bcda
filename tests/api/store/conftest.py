"""A store of each kind: a SQLite file, and a database on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from practice_atlas.api.store import Store
from tests.api.store.place import StorePlace
from tests.support.postgresql import PostgresServer


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> StorePlace:
    """Where there is no store yet."""
    if request.param == "sqlite":
        return StorePlace(f"sqlite:{tmp_path / 'state' / 'store.sqlite'}", {})
    server: PostgresServer = request.getfixturevalue("postgres")
    return StorePlace(server.new_store(), server.environment)


@pytest.fixture
def store(place: StorePlace) -> Iterator[Store]:
    """An empty store."""
    with place.open() as opened:
        yield opened
