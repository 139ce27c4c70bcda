"""What the service adds to remember and to answer from earlier revisions: their graphs, their routes, catching up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from practice_atlas.api.catching_up import CatchingUp
from practice_atlas.api.late import Late
from practice_atlas.api.routers import revisions
from practice_atlas.api.steady import SteadyEngine
from practice_atlas.api.store import Store
from practice_atlas.api.store.earlier import EarlierGraphs


def add_past(app: FastAPI) -> None:
    """Puts `earlier` and `catching_up` into the state of `app`, which holds engine and store, and adds the routes."""
    stores: Late[Store] = app.state.stores
    app.state.earlier = EarlierGraphs(
        app.state.engine,
        lambda: stores.get().history,
        wrap=lambda engine: SteadyEngine(
            lambda: engine, engine.name
        ),  # asked within a request's time, as the newest is
    )
    app.state.catching_up = CatchingUp(app.state.engine, stores.get)
    app.include_router(revisions.router)


@asynccontextmanager
async def remembering(app: FastAPI) -> AsyncIterator[None]:
    """Keeps the store at the newest revision while the block runs; then gives up what is being built."""
    app.state.catching_up.start()
    try:
        yield
    finally:
        await run_in_threadpool(app.state.catching_up.close)
        await run_in_threadpool(app.state.earlier.close)
