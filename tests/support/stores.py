"""A PostgreSQL for all tests that need one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.postgresql import PostgresServer


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One server for the whole run (2 s to start)."""
    with PostgresServer() as server:
        yield server
