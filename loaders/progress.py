"""How long work tells how far it is. The terminal draws bars from it, the service stores it with the job."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

#: Called with the step's name, how many things are done, and how many there are.
Progress: TypeAlias = Callable[[str, int, int], None]


def silent(step: str, done: int, total: int) -> None:
    """Tells nobody."""
