"""Whether the service can answer: whether graph and store do, and something is loaded."""

from __future__ import annotations

import asyncio
from typing import Final

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI
from sqlalchemy import literal, select

from practice_atlas.api.errors import problem_of
from practice_atlas.api.late import Late
from practice_atlas.api.limits.deadline import allow
from practice_atlas.api.store import Store
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.revisions import current_revision
from practice_atlas.ontology.errors import PracticeAtlasError

#: Seconds that graph and store have for an answer.
SECONDS: Final = 3.0


class Readiness:
    """Asks graph and store in a thread of its own, once at a time however many want to know."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._limiter: CapacityLimiter | None = None
        self._looking: asyncio.Future[tuple[str, ...]] | None = None

    async def reasons(self) -> tuple[str, ...]:
        """Why the service cannot answer; none: it can. Takes SECONDS at most."""
        if self._limiter is None:
            self._limiter = CapacityLimiter(1)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.ensure_future(to_thread.run_sync(self._look, limiter=self._limiter))
        done, _ = await asyncio.wait({self._looking}, timeout=SECONDS)
        return self._looking.result() if done else ("The graph or the store does not answer in time.",)

    def _look(self) -> tuple[str, ...]:
        allow(SECONDS)
        found = (self._graph(), self._store())
        return tuple(reason for reason in found if reason)

    def _graph(self) -> str | None:
        engine: Engine = self._app.state.engine
        try:
            return None if current_revision(engine).number else "Nothing is loaded yet."
        except PracticeAtlasError as error:
            return problem_of(error).detail

    def _store(self) -> str | None:
        stores: Late[Store] = self._app.state.stores
        try:
            with stores.get().database.reading() as connection:
                connection.execute(select(literal(1)))
        except PracticeAtlasError as error:
            return problem_of(error).detail
        return None
