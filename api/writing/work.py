"""One piece of work on what an editor sent: how far it is, what came of it, and when the caller is to be answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Event
from typing import Final

from practice_atlas.api.callers import Caller
from practice_atlas.api.limits.deadline import time_left
from practice_atlas.api.store import Store
from practice_atlas.api.writing.answers import Outcome
from practice_atlas.api.writing.errors import StoppedError
from practice_atlas.api.writing.graphs import Graphs
from practice_atlas.ontology.progress import Progress

#: Bytes of input up to which a client gets the result at once: some 2,000 to 5,000 records.
SMALL: Final = 1024 * 1024
#: Seconds after which a client gets the job's address instead, however small the input was.
LONGEST: Final = 10.0


class Work:
    """Answered when it is done; or, where it is large or the client prefers, when it has begun."""

    def __init__(self, job: str, *, respond_async: bool) -> None:
        self.job = job
        self.outcome: Outcome | BaseException | None = None
        self._later = respond_async
        self._answer: Future[None] = Future()

    def weigh(self, size: int) -> None:
        """Says how many bytes there are to be read."""
        self._later = self._later or size > SMALL

    def begin(self) -> None:
        """Says that nothing keeps it from being done any more."""
        if self._later and not self._answer.done():
            self._answer.set_result(None)

    def end(self, outcome: Outcome | BaseException) -> None:
        """Says what came of it."""
        self.outcome = outcome
        if not self._answer.done():
            self._answer.set_result(None)

    async def answered(self) -> Outcome | BaseException | None:
        """What came of it; None where the client is to look at the job later. It goes on when the client leaves."""
        left = time_left()
        patience = LONGEST if left is None else min(LONGEST, left / 2)
        await asyncio.wait({asyncio.wrap_future(self._answer)}, timeout=max(patience, 0))
        return self.outcome


@dataclass(frozen=True)
class Bench:
    """What work is done with."""

    work: Work
    caller: Caller
    graphs: Graphs
    store: Store
    report: Progress
    stop: Event = field(repr=False)

    def progress(self, step: str, done: int, total: int) -> None:
        """Takes note of how far it is. Raises StoppedError where the service is to end."""
        self.report(step, done, total)
        if self.stop.is_set():
            raise StoppedError


#: Does the work. Raises what a caller is to be told.
Task = Callable[[Bench], Outcome]
