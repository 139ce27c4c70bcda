"""Fixtures for every test; each stands where its subject is. And what runs in one process of several."""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

pytest_plugins = ("tests.support.engines", "tests.support.stores")


class _Together(LoadScopeScheduling):
    """What one process of several runs: all tests of a file, and all that ask Neo4j, since a server takes half a minute
    to start, and answers sooner when it is warm.

    The marks of `--dist loadgroup` would say so too, but pytest 9.2 loses them
    (https://github.com/pytest-dev/pytest-xdist/issues/1386).
    """

    def _split_scope(self, nodeid: str) -> str:
        return "neo4j" if "neo4j" in nodeid else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling | None:
    """For `--dist loadgroup`."""
    return _Together(config, log) if config.getoption("dist") == "loadgroup" else None
