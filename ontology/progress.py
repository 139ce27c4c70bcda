"""How long work reports where it is: a step in words, what is done, and of how much (0: not known)."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]


def silent(_step: str, _done: int, _total: int) -> None:
    """For callers that show nothing."""
