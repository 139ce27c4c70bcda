"""The service: `create_app(Settings(engine="embedded:./var/graph"))` for uvicorn and for tests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from practice_atlas import __version__
from practice_atlas.api.errors import Problem, add_error_handlers
from practice_atlas.api.headers import HeadAsGet, Headers
from practice_atlas.api.routers import docs, finding, health, pages, things, travel, views
from practice_atlas.api.settings import Settings
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.visualisations.pages.render import STYLE

_PROBLEM = {"model": Problem, "description": "Problem details (RFC 9457)."}


def create_app(settings: Settings) -> FastAPI:
    """The service as an ASGI application; it opens the graph for reading when it starts and closes it when it stops."""
    app = FastAPI(
        title=settings.title,
        version=__version__,
        summary="Who learned which practice from whom, on what evidence, and what became of it.",
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        responses=dict.fromkeys((404, 422, 503), _PROBLEM),
    )
    app.state.settings = settings
    app.state.snapshots = views.Snapshots()
    add_error_handlers(app)
    app.add_middleware(HeadAsGet)
    app.add_middleware(Headers)
    for module in (health, things, travel, finding, views, pages, docs):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=STYLE.parent), name="static")
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    with open_engine(settings.engine, writable=False) as engine:
        app.state.engine = engine
        yield
