"""What is worked out once a revision and kept: orders, counts and connections that no engine has an index for.

Nothing is kept longer than its revision is the newest, and nothing is kept of an answer that a load overtook.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.revisions import current_revision

T = TypeVar("T")


class _Shelf:
    """What is kept of one revision. Threads that want the same wait for whoever makes it, others do not."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        self._things: dict[Hashable, Any] = {}
        # What is made may itself need something kept, never in a circle: so threads cannot wait for each other.
        self._making: dict[Hashable, Lock] = {}
        self._changing = Lock()

    def get(self, name: Hashable, reader: Reader, make: Callable[[Reader], T]) -> T:
        if name in self._things:
            found: T = self._things[name]
            return found
        with self._changing:
            making = self._making.setdefault(name, Lock())
        with making:
            if name not in self._things:
                made = make(reader)
                if current_revision(reader.engine).content != self.revision:
                    return made  # a load came in between: the caller notices it too, the next answer must not see it
                self._things[name] = made
            return self._things[name]  # type: ignore[no-any-return]


_shelves: WeakKeyDictionary[Engine, _Shelf] = WeakKeyDictionary()
_changing = Lock()


def kept(reader: Reader, name: Hashable, make: Callable[[Reader], T]) -> T:
    """What `make` gives for the revision that the reader is at, made at the first call.

    Names are those of the module that asks: two modules that call different things alike do not meet. `make` reads what
    is there for every audience, or `name` says for which.
    """
    revision = reader.revision().content
    with _changing:
        shelf = _shelves.get(reader.engine)
        if shelf is None or shelf.revision != revision:
            shelf = _shelves[reader.engine] = _Shelf(revision)
    return shelf.get((make.__module__, name), reader, make)
