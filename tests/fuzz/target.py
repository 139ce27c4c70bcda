"""A service to be fuzzed by one kind of caller: over a graph of its own, which the caller may write to and spoil."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from practice_atlas.api.callers import Role
from practice_atlas.api.store import open_store, store_address
from practice_atlas.api.store.keys import Scope
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from tests.support.sample import sample
from tests.support.service import ServiceProcess

KEY = "X-API-Key"


@dataclass(frozen=True, slots=True)
class Target:
    """Where the service is, who calls it, and what it says meanwhile."""

    role: Role
    base: str
    secret: str | None
    log: Path

    @property
    def headers(self) -> dict[str, str]:
        """What the caller sends with every request."""
        return {KEY: self.secret} if self.secret else {}


@contextmanager
def target(role: Role, folder: Path) -> Iterator[Target]:
    """The service over the sample, which holds records of every audience; nothing is limited but the bodies."""
    folder.mkdir(parents=True)
    engine = f"embedded:{folder / 'graph'}"
    store = store_address(engine, f"sqlite:{folder / 'store.sqlite'}")
    with open_engine(engine, writable=True) as graph:
        load(graph, sample())
    sources = folder / "sources"
    sources.mkdir()
    secret = None
    if role is not Role.ANONYMOUS:
        with open_store(store) as opened:
            secret = opened.keys.make(f"the {role}", Scope(role.value))[1]
    with ServiceProcess(
        engine,
        folder,
        store=store,
        sources=sources,
        dumps=folder / "dumps",
        log_level="warning",
        rate_per_address=0,
        rate_per_key=0,
    ) as service:
        yield Target(role, service.base, secret, service.log)
