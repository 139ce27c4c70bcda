"""Until when an answer is wanted: set once for a request, kept to by everything that it asks, in whatever thread."""

from __future__ import annotations

import time
from contextvars import ContextVar

_DEADLINE: ContextVar[float | None] = ContextVar("deadline", default=None)


def allow(seconds: float) -> None:
    """From now on, what this request asks has so many seconds."""
    _DEADLINE.set(time.monotonic() + seconds)


def time_left() -> float | None:
    """Seconds that are left, below zero when they are over; None where nothing was set."""
    deadline = _DEADLINE.get()
    return None if deadline is None else deadline - time.monotonic()
