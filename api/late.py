"""What is opened when it is first needed, and again later where that failed: a service starts before its servers do."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Final, Generic, Protocol, TypeVar

from practice_atlas.ontology.errors import PracticeAtlasError


class Closable(Protocol):
    """A connection, a file, a pool of either."""

    def close(self) -> None: ...


Opened = TypeVar("Opened", bound=Closable)

#: Seconds in which a failure is told again without another try, so that callers do not queue before a closed door.
PAUSE: Final = 1.0


class Late(Generic[Opened]):
    """Opens with `opening` when first asked. May be shared by threads."""

    def __init__(self, opening: Callable[[], Opened]) -> None:
        self._opening = opening
        self._lock = Lock()
        self._opened: Opened | None = None
        self._failure: PracticeAtlasError | None = None
        self._again = 0.0

    def get(self) -> Opened:
        """What was opened. Raises what opening it raises."""
        if self._opened is not None:
            return self._opened
        with self._lock:
            if self._opened is None:
                self._opened = self._try()
            return self._opened

    def close(self) -> None:
        """Closes what is open; the next `get` opens it again."""
        with self._lock:
            opened, self._opened = self._opened, None
        if opened is not None:
            opened.close()

    def _try(self) -> Opened:
        if self._failure is not None and time.monotonic() < self._again:
            raise self._failure.with_traceback(None)
        try:
            return self._opening()
        except PracticeAtlasError as error:
            self._failure, self._again = error, time.monotonic() + PAUSE
            raise
