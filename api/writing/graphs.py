"""The graph for work: for reading at any time, for writing in turn, opened only as long as a load lasts.

An embedded graph has one writer, whoever it is: a command that loads keeps this service from it and is waited for as
well. On Neo4j other processes may load beside; of two, the second fails when it writes (RevisionConflictError).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Final

from practice_atlas.api.settings import Settings
from practice_atlas.api.writing.errors import UnderWayError
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.engines.embedded import FILE_NAME
from practice_atlas.graph.engines.errors import EngineBusyError

#: Seconds that a load waits for another one before it is refused.
PATIENCE: Final = 5.0
_PAUSE: Final = 0.2


class Graphs:
    """`shared` is the service's own engine, open for reading."""

    def __init__(self, settings: Settings, shared: Engine, patience: float = PATIENCE) -> None:
        self._settings = settings
        self._shared = shared
        self._patience = patience
        self._lock = Lock()
        self._holder: str | None = None

    @contextmanager
    def reading(self) -> Iterator[Engine]:
        """The graph; an empty one where nothing was ever loaded into the folder of an embedded graph."""
        scheme, _, folder = self._settings.engine.partition(":")
        if scheme != "embedded" or any(Path(folder).expanduser().glob(f"{FILE_NAME}*")):
            yield self._shared
            return
        with (
            TemporaryDirectory(prefix="practice-atlas-empty-") as empty,
            open_engine(f"embedded:{empty}", writable=True) as graph,
        ):
            yield graph

    @contextmanager
    def writing(self, job: str) -> Iterator[Engine]:
        """The graph, for this job alone. Raises UnderWayError where others go on for too long, and EngineError."""
        deadline = time.monotonic() + self._patience
        if not self._lock.acquire(timeout=self._patience):
            raise UnderWayError("Another load is under way.", job=self._holder)
        try:
            self._holder = job
            with self._opened(deadline) as engine:
                yield engine
        finally:
            self._holder = None
            self._lock.release()

    def _opened(self, deadline: float) -> Engine:
        while True:
            try:
                return open_engine(self._settings.engine, writable=True, environment=self._settings.environment())
            except EngineBusyError as error:
                if time.monotonic() > deadline:
                    raise UnderWayError("Another program is writing the graph.") from error
            time.sleep(_PAUSE)
