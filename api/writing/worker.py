"""Works on what editors send, in threads of its own: requests wait for them or leave, the work goes on.

Each piece of work is a job in the store from its beginning, so that whoever left finds out what came of it, also from
another process and also when this one died.
"""

from __future__ import annotations

import contextvars
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event, Lock
from typing import Final

from practice_atlas.api.callers import Caller
from practice_atlas.api.settings import Settings
from practice_atlas.api.store import Store
from practice_atlas.api.store.jobs import Job
from practice_atlas.api.writing.errors import StoppedError, UnderWayError
from practice_atlas.api.writing.graphs import Graphs
from practice_atlas.api.writing.refusals import told_in_a_job
from practice_atlas.api.writing.work import Bench, Task, Work
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.ontology.errors import PracticeAtlasError

_LOG: Final = logging.getLogger(__name__)
#: Pieces of work at a time: a load, and beside it checks and dry runs, each of which takes a core.
_AT_ONCE: Final = 3
#: Pieces of work that are held at a time, each with its upload in memory.
_MOST: Final = 6
#: Seconds that what was told to stop gets to take back what it wrote.
_GRACE: Final = 60.0


class Worker:
    """The workers of a service. Close it before graph and store."""

    def __init__(self, settings: Settings, graph: Engine, store: Callable[[], Store]) -> None:
        self._store = store
        self._patience = float(settings.stop_seconds)
        self._graphs = Graphs(settings, graph)
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="writing")
        self._lock = Lock()
        self._under_way: set[Future[None]] = set()
        self._stop = Event()

    def take(self, kind: str, task: Task, caller: Caller, *, respond_async: bool) -> Work:
        """Begin a piece of work. Raises UnderWayError where there is too much of it already, and StoreError."""
        store = self._store()
        with self._lock:
            if len(self._under_way) >= _MOST:
                raise UnderWayError("Too much is under way already.")
            if self._stop.is_set():
                raise StoppedError
            work = Work(store.jobs.make(kind, who=caller.name).id, respond_async=respond_async)
            # A thread begins with nothing of the request's, such as its deadline.
            future = self._threads.submit(contextvars.Context().run, self._do, work, task, caller, store)
            self._under_way.add(future)
        future.add_done_callback(self._ended)
        return work

    def job(self, identifier: str) -> Job:
        """A job as it stands. Raises UnknownEntityError and StoreError."""
        return self._store().jobs.get(identifier)

    def close(self) -> None:
        """Waits for what is under way; what takes too long is stopped, taken back, and told as failed."""
        with self._lock:
            under_way = set(self._under_way)
        unfinished = wait(under_way, self._patience).not_done
        self._stop.set()
        self._threads.shutdown(wait=False)
        if unfinished and wait(unfinished, _GRACE).not_done:
            _LOG.error("A load did not stop within %g seconds; it is one transaction, and done or not.", _GRACE)

    def _do(self, work: Work, task: Task, caller: Caller, store: Store) -> None:
        done = None
        try:
            with store.jobs.working(work.job, tell=told_in_a_job) as hand:
                bench = Bench(work, caller, self._graphs, store, hand.progress, self._stop)
                bench.progress("Beginning", 0, 0)
                done = task(bench)
                hand.result = done.model_dump(mode="json")
        except PracticeAtlasError as error:
            if done is not None:
                _LOG.error("The job %s is done, which could not be noted.", work.job, exc_info=error)
            work.end(done or error)
        except BaseException as error:  # whatever it was, somebody waits to be told
            _LOG.error("The job %s failed.", work.job, exc_info=error)
            work.end(done or error)
            raise
        else:
            work.end(done)

    def _ended(self, future: Future[None]) -> None:
        with self._lock:
            self._under_way.discard(future)
