"""Graphs of earlier revisions: built when they are asked for, the few asked last are kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from threading import Event, Lock
from typing import Final

from practice_atlas.api.store.choosing import chosen, forgotten
from practice_atlas.api.store.history import History
from practice_atlas.api.store.lines import KnownRevision
from practice_atlas.api.store.rebuilding import rebuilt, remove_left_overs
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.revisions import Revision, current_revision
from practice_atlas.ontology.errors import PracticeAtlasError
from practice_atlas.ontology.vocabularies import Audience

#: Graphs that are kept. One of 267,000 records takes 250 MB, one of 3,000 takes 3 MB.
KEPT: Final = 2
#: Records up to which a request waits for its graph: some two seconds of building.
SMALL: Final = 5_000
#: Seconds that a request waits for a small one when others are being built.
PATIENCE: Final = 10.0
#: Graphs that are being built or wait for it; who asks for more is told to come back.
_UNDER_WAY: Final = 4


class NotBuiltYetError(PracticeAtlasError):
    """The revision is known, and its graph is being built. Asking again in `retry_after` seconds may work."""

    def __init__(self, revision: Revision, retry_after: int) -> None:
        super().__init__(
            f"Revision {revision.number} is being prepared.", fix=f"Ask again in {retry_after} seconds or so."
        )
        self.retry_after = retry_after


class _StoppedError(Exception):
    """The service stops: nobody needs the graph any more."""


class EarlierGraphs:
    """The graphs of earlier revisions of `engine`. May be shared by threads; close it after use.

    `history` is asked for when it is needed: a service starts before its store does. Graphs of more than `small`
    records are built behind the requests; for smaller ones a request waits up to `patience` seconds (None: to the end).
    `wrap` is put around each graph that is built.
    """

    def __init__(
        self,
        engine: Engine,
        history: Callable[[], History],
        *,
        keep: int = KEPT,
        small: float = SMALL,
        patience: float | None = PATIENCE,
        wrap: Callable[[Engine], Engine] = lambda engine: engine,
    ) -> None:
        self._engine = engine
        self._history = history
        self._keep = keep
        self._small = small
        self._patience = patience
        self._wrap = wrap
        self._lock = Lock()
        self._stop = Event()
        self._kept: OrderedDict[str, Engine] = OrderedDict()
        self._building: dict[str, Future[Engine]] = {}
        # Two at a time: a small one does not wait for a large one, and memory stays bounded.
        self._builders = ThreadPoolExecutor(2, thread_name_prefix="earlier")
        remove_left_overs()

    def reader(self, known_at: str, audience: Audience) -> Reader:
        """Reads the revision that a number or a date means, for an audience.

        Raises QuestionError where there is none or its records were not kept, and NotBuiltYetError.
        """
        return Reader(self.engine(known_at), audience)

    def engine(self, known_at: str) -> Engine:
        """The graph of that revision: the newest is the graph itself."""
        history = self._history()
        past = chosen(known_at, history.revisions(self._engine))
        if past.revision == current_revision(self._engine):
            return self._engine
        if past.known is None:
            raise forgotten(past)
        name = past.known.name
        with self._lock:
            found = self._kept.get(name)
            if found is not None:
                self._kept.move_to_end(name)
                return found
            building = self._building.get(name) or self._begin(history, past.known)
        return self._waited_for(building, past.known)

    def close(self) -> None:
        """Give up what is being built, and forget what was."""
        self._stop.set()
        self._builders.shutdown(wait=True, cancel_futures=True)
        with self._lock:
            self._kept.clear()
            self._building.clear()

    def _begin(self, history: History, known: KnownRevision) -> Future[Engine]:
        """One build for all who ask for a revision at the same time. A failure is told to one of them, once."""
        under_way = sum(not building.done() for building in self._building.values())
        if self._stop.is_set() or under_way >= _UNDER_WAY:
            raise _not_yet(known)
        building = self._builders.submit(self._built, history, known)
        self._building[known.name] = building
        return building

    def _built(self, history: History, known: KnownRevision) -> Engine:
        engine = self._wrap(rebuilt(history, known, progress=self._progress))
        with self._lock:
            self._kept[known.name] = engine
            while len(self._kept) > self._keep:
                self._kept.popitem(last=False)
            self._building.pop(known.name, None)
        return engine

    def _waited_for(self, building: Future[Engine], known: KnownRevision) -> Engine:
        wait([building], timeout=self._patience if known.total <= self._small else 0)
        if not building.done():
            raise _not_yet(known)
        with self._lock:
            self._building.pop(known.name, None)
        try:
            return building.result()
        except (CancelledError, _StoppedError) as error:
            raise _not_yet(known) from error

    def _progress(self, _step: str, _done: int, _total: int) -> None:
        if self._stop.is_set():
            raise _StoppedError


def _not_yet(known: KnownRevision) -> NotBuiltYetError:
    return NotBuiltYetError(known.revision, 2 + known.total // 5_000)
