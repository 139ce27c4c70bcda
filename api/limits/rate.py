"""How often somebody may ask: a bucket that holds a minute's requests and fills up steadily.

Kept as one number for each caller, the time at which his bucket will be full again (GCRA). Not with the package
`limits`: its memory store starts a thread with nearly every hit, which walks over all callers.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

WINDOW: Final = 60
#: Callers that are remembered; beyond it whoever has not asked for longest is forgotten.
_KEPT: Final = 100_000


@dataclass(frozen=True, slots=True)
class Taken:
    """What is left of a rate: requests, seconds until it is whole again, and, where refused, seconds to wait."""

    remaining: int
    reset: int
    retry_after: int | None = None


class Rate:
    """At most `quota` requests a minute from each caller; `name` says whose in the headers. Not for threads."""

    def __init__(self, name: str, quota: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.name = name
        self.quota = quota
        self._step = WINDOW / quota
        self._clock = clock
        self._full: OrderedDict[str, float] = OrderedDict()

    def take(self, caller: str) -> Taken:
        """Takes one request of the caller's."""
        now = self._clock()
        debt = max(self._full.get(caller, now) - now, 0.0) + self._step
        if debt > WINDOW + 1e-9:
            return Taken(0, math.ceil(debt - self._step), max(1, math.ceil(debt - WINDOW)))
        self._full[caller] = now + debt
        self._full.move_to_end(caller)
        if len(self._full) > _KEPT:
            self._full.popitem(last=False)
        return Taken(int((WINDOW - debt) / self._step + 1e-9), math.ceil(debt))

    def waits(self, caller: str) -> int:
        """Seconds until the caller has a request left; 0 where he has one now. Takes none."""
        debt = max(self._full.get(caller, 0.0) - self._clock(), 0.0) + self._step
        return math.ceil(debt - WINDOW) if debt > WINDOW + 1e-9 else 0

    def headers(self, taken: Taken) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers has them, with Retry-After where refused."""
        told = {
            "RateLimit-Policy": f'"{self.name}";q={self.quota};w={WINDOW}',
            "RateLimit": f'"{self.name}";r={taken.remaining};t={taken.reset}',
        }
        return told if taken.retry_after is None else told | {"Retry-After": str(taken.retry_after)}
