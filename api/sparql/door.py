"""The SPARQL service behind the doors of HTTP: so many questions at once, and no thread kept from other routes."""

from __future__ import annotations

from functools import partial

import anyio
from anyio import CapacityLimiter, to_thread

from practice_atlas.api.asking import Ask
from practice_atlas.api.settings import Settings
from practice_atlas.graph.sparql.errors import NotReadyError
from practice_atlas.graph.sparql.limits import SparqlLimits
from practice_atlas.graph.sparql.question import Question
from practice_atlas.graph.sparql.result import Result
from practice_atlas.graph.sparql.service import SparqlService
from practice_atlas.graph.sparql.source import Source


class SparqlDoor:
    """Asks the service in threads of its own. Close it when the application stops."""

    def __init__(self, service: SparqlService) -> None:
        self._service = service
        self._turns = CapacityLimiter(service.limits.at_once)

    @property
    def source(self) -> Source:
        """The graph that is asked."""
        return self._service.source

    @property
    def limits(self) -> SparqlLimits:
        """What a question may take."""
        return self._service.limits

    async def ask(self, question: Question, ask: Ask) -> Result:
        """The answer for the caller of a request. Raises a SparqlError: NotReadyError where too many ask at once."""
        who = object()
        if self._turns.statistics().tasks_waiting >= self.limits.waiting:
            raise _busy()
        with anyio.move_on_after(self.limits.patience_seconds):
            await self._turns.acquire_on_behalf_of(who)
        if who not in self._turns.statistics().borrowers:
            raise _busy()
        try:
            work = partial(self._service.ask, question, ask.caller.audience, ask.revision)
            return await to_thread.run_sync(work, limiter=CapacityLimiter(1))
        finally:
            self._turns.release_on_behalf_of(who)

    def close(self) -> None:
        """Ends every process of the service."""
        self._service.close()


def _busy() -> NotReadyError:
    return NotReadyError("Too many questions in SPARQL are being answered.", fix="Ask again in a few seconds.")


def sparql_door(settings: Settings) -> SparqlDoor:
    """The door to the graph of the settings. Nothing is started before the first question."""
    return SparqlDoor(SparqlService(Source(settings.engine, settings.environment(), settings.things)))
