"""What is worked out once a revision and kept: orders, counts and connections that no engine has an index for.

Nothing is kept longer than its revision is the newest, and nothing is kept of an answer that a load overtook.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextvars import Context
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
                # Without the deadline of whoever happens to ask first: it is for everybody, and would be made in vain.
                made = Context().run(make, reader)
                if current_revision(reader.engine).content != self.revision:
                    return made  # a load came in between: the caller notices it too, the next answer must not see it
                there = self._things[name] = version, made
            return there[1]
        finally:
            making.release()


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
