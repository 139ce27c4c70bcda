"""What is worked out once a revision and kept: orders, counts and connections that no engine has an index for.

Nothing is kept longer than its revision is the newest, and nothing is kept of an answer that a load overtook.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextvars import ContextVar, copy_context
from threading import Lock
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.revisions import current_revision
from practice_atlas.ontology.errors import PracticeAtlasError

T = TypeVar("T")
#: Seconds that somebody waits for what somebody else makes. With a server some things take a minute: whoever waited so
#: long would keep others from being answered.
PATIENCE: Final = 10.0


_FOR_EVERYBODY: ContextVar[bool] = ContextVar("for everybody", default=False)


class StillMadeError(PracticeAtlasError):
    """What a question stands on is being worked out, once for a revision."""


class _Shelf:
    """What is kept of one revision. Threads that want the same wait for whoever makes it, others do not."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        self._things: dict[Hashable, tuple[str, Any]] = {}
        # What is made may itself need something kept, never in a circle: so threads cannot wait for each other.
        self._making: dict[Hashable, Lock] = {}
        self._changing = Lock()

    def get(self, name: Hashable, version: str, reader: Reader, make: Callable[[Reader], T]) -> T:
        there = self._things.get(name)
        if there is not None and there[0] == version:
            found: T = there[1]
            return found
        with self._changing:
            making = self._making.setdefault(name, Lock())
        if not making.acquire(timeout=PATIENCE):
            raise StillMadeError(
                "What this question stands on is being worked out, once for this revision.",
                fix="Ask again in a few seconds.",
            )
        try:
            there = self._things.get(name)
            if there is None or there[0] != version:
                made, overtaken = copy_context().run(_for_everybody, make, reader, self.revision)
                if overtaken:
                    return made  # a load came in between: the caller notices it too, the next answer must not see it
                there = self._things[name] = version, made
            return there[1]
        finally:
            making.release()


def made_for_everybody() -> bool:
    """Whether what is being asked is kept, so that the time of whoever asked first is not to end it: it would be begun
    again by the next, and be made in vain each time.
    """
    return _FOR_EVERYBODY.get()


def _for_everybody(make: Callable[[Reader], T], reader: Reader, revision: str) -> tuple[T, bool]:
    """What was made, and whether another revision is there by now."""
    _FOR_EVERYBODY.set(True)
    return make(reader), current_revision(reader.engine).content != revision


_shelves: WeakKeyDictionary[Engine, _Shelf] = WeakKeyDictionary()
_changing = Lock()


def kept(reader: Reader, name: Hashable, make: Callable[[Reader], T], *, version: str = "") -> T:
    """What `make` gives for the revision that the reader is at, made at the first call.

    What follows from something beside the graph too has the `version` of that, and the newest alone is kept. Names are
    those of the module that asks: two modules that call different things alike do not meet. `make` reads what
    is there for every audience, or `name` says for which. Raises StillMadeError where somebody else makes it for long.
    """
    revision = reader.revision().content
    with _changing:
        shelf = _shelves.get(reader.engine)
        if shelf is None or shelf.revision != revision:
            shelf = _shelves[reader.engine] = _Shelf(revision)
    return shelf.get((make.__module__, name), version, reader, make)
