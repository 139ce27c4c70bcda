"""A load of synthetic records in a process of its own, which tells how far it is, and may be held up or killed.

Processes are forked from a server that has everything imported: of ten loads, starting ten interpreters would be most.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from practice_atlas.ontology.errors import PracticeAtlasError
from tests.bench.synthetic import Size, dataset, tables

_PATIENCE = 60.0

_context = get_context("forkserver")
_context.set_forkserver_preload([__name__])


class WatchedLoad:
    """A process that loads. Its phases are `writing`, `paused` (where asked), then `loaded` or the name of an error."""

    def __init__(
        self, address: str, environment: Mapping[str, str], size: Size, seed: int, *, pause: bool = False
    ) -> None:
        self._connection, theirs = _context.Pipe()
        self._process = _context.Process(target=_run, args=(theirs, address, dict(environment), size, seed, pause))
        self._process.start()
        theirs.close()

    @property
    def running(self) -> bool:
        return self._process.is_alive()

    def reach(self, phase: str) -> float:
        """Wait until the process is at a phase; when it was, by the clock of the machine."""
        while self._connection.poll(_PATIENCE):
            told, when = self._connection.recv()
            if told == phase:
                return float(when)
        raise TimeoutError(f"the load did not come to {phase}")

    def go_on(self) -> None:
        """Let a paused process go on."""
        self._connection.send("go on")

    def kill(self) -> None:
        self._process.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self.kill()
        self._process.join(_PATIENCE)
        self._connection.close()


def _run(connection: Connection, address: str, environment: dict[str, str], size: Size, seed: int, pause: bool) -> None:
    made = dataset(tables(size, seed))

    def tell(phase: str) -> None:
        connection.send((phase, time.monotonic()))

    def progress(step: str, done: int, _total: int) -> None:
        if step == "Writing records" and done == 0:
            tell("writing")
        if step == "Connecting records" and done == 0 and pause:
            tell("paused")
            connection.recv()

    try:
        with open_engine(address, writable=True, environment=environment) as engine:
            load(engine, made, progress=progress)
    except PracticeAtlasError as error:
        tell(type(error).__name__)
    else:
        tell("loaded")
