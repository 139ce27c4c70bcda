"""Keeps the store at the graph's newest revision, behind the requests: at the start, and whenever a new one is seen.

A load remembers what it wrote itself. This is for everything else: a store that is new or was lost, a load that was
killed between graph and store, a graph that another program loaded.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread
from typing import Final

from practice_atlas.api.store import Store
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.revisions import Revision
from practice_atlas.ontology.errors import PracticeAtlasError

_LOG = logging.getLogger(__name__)
#: Seconds between two looks when nobody asks anything.
LOOK: Final = 30.0
#: Seconds before the next try after one failed; twice as many after each further one, up to MOST.
PAUSE: Final = 5.0
MOST: Final = 300.0


class _StoppedError(Exception):
    """The service stops; the next start catches up."""


class CatchingUp:
    """One thread for as long as the service runs."""

    def __init__(self, engine: Engine, store: Callable[[], Store], *, look: float = LOOK, pause: float = PAUSE) -> None:
        self._engine = engine
        self._store = store
        self._look = look
        self._pause = pause
        self._wake, self._stop = Event(), Event()
        self._known: Revision | None = None
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin to look."""
        self._thread = Thread(target=self._run, name="catching-up", daemon=True)
        self._thread.start()

    def seen(self, revision: Revision) -> None:
        """Tell that the graph is at a revision. Costs a comparison where it is known."""
        if revision != self._known:
            self._wake.set()

    def close(self) -> None:
        """Give up what is under way, and end."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        pause = self._pause
        while not self._stop.is_set():
            self._wake.clear()
            if self._catch_up():
                pause = self._pause
                self._wake.wait(self._look)
            else:
                self._stop.wait(pause)
                pause = min(2 * pause, MOST)

    def _catch_up(self) -> bool:
        """Whether the store is at the newest revision now."""
        try:
            done = self._store().history.remember(self._engine, progress=self._progress)
        except PracticeAtlasError as error:
            _LOG.warning("The newest revision is not remembered yet: %s", error)
            return False
        except _StoppedError:
            return True
        self._known = done.revision
        if done.new:
            missed = f"; nothing is known of {len(done.missed)} before it" if done.missed else ""
            _LOG.info("Revision %d is remembered, %d records written%s.", done.revision.number, done.begun, missed)
        return True

    def _progress(self, _step: str, _done: int, _total: int) -> None:
        if self._stop.is_set():
            raise _StoppedError
