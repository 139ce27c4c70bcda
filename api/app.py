"""The service: `create_app(Settings(engine="embedded:./var/graph"))` for uvicorn and for tests."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from starlette.concurrency import run_in_threadpool

from practice_atlas import __version__
from practice_atlas.api.description import DescribedAPI, operation_id
from practice_atlas.api.dumps import DumpMaker
from practice_atlas.api.errors import add_error_handlers
from practice_atlas.api.frame import frame
from practice_atlas.api.keeping import Answers
from practice_atlas.api.languages import told_language
from practice_atlas.api.late import Late
from practice_atlas.api.metrics import Metrics
from practice_atlas.api.past import add_past, remembering
from practice_atlas.api.readiness import Readiness
from practice_atlas.api.recording.seen import RecordedPairings
from practice_atlas.api.routers import (
    algorithms,
    briefs,
    docs,
    dumps,
    figures,
    finding,
    health,
    jobs,
    linked,
    matrix,
    mentors,
    network_data,
    next_practices,
    opportunities,
    over_time,
    overview,
    pages,
    pairings,
    reconcile,
    recorded,
    recorded_pages,
    reminders,
    share_pages,
    shared,
    shares,
    sparql,
    things,
    travel,
    view_data,
    views,
    vocabulary,
    writing,
)
from practice_atlas.api.settings import Settings
from practice_atlas.api.sharing.opening import Guesses
from practice_atlas.api.sparql.door import sparql_door
from practice_atlas.api.static import Static
from practice_atlas.api.steady import SteadyEngine
from practice_atlas.api.store import Store
from practice_atlas.api.stored import late_store
from practice_atlas.api.warming import Warming
from practice_atlas.api.writing.refusals import add_writing_handlers
from practice_atlas.api.writing.worker import Worker
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.ontology.errors import PracticeAtlasError
from practice_atlas.visualisations.outlines import outlines
from practice_atlas.visualisations.pages.render import STYLE

_LOG = logging.getLogger(__name__)


def create_app(settings: Settings) -> FastAPI:
    """The service as an ASGI application; it opens graph and store when it starts and closes them when it stops.

    It starts without them too, says 503 as long as they are away, and looks for them again.
    """
    app = DescribedAPI(
        title=settings.title,
        version=__version__,
        summary="Who learned which practice from whom, on what evidence, and what became of it.",
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        generate_unique_id_function=operation_id,
    )
    app.state.settings = settings
    app.state.metrics = Metrics()
    app.state.engine = _engine(settings, app.state.metrics)
    app.state.stores = late_store(settings)
    app.state.recorded = RecordedPairings(app.state.stores.get)
    app.state.answers = Answers(settings.answers_kept)
    app.state.snapshots = views.Snapshots()
    app.state.outlines = outlines(settings.outlines)
    add_past(app)
    app.state.worker = Worker(settings, app.state.engine, app.state.stores.get)
    app.state.readiness = Readiness(app)
    app.state.guesses = Guesses()
    app.state.sparql = sparql_door(settings)
    app.state.dumps = DumpMaker(settings)
    app.state.warming = Warming(app.state.engine, settings.audience, app.state.recorded)
    add_error_handlers(app)
    add_writing_handlers(app)
    frame(app, settings)
    routed = (
        health,
        figures,
        things,
        travel,
        overview,
        pairings,
        recorded,
        reminders,
        briefs,
        finding,
        views,
        network_data,
        view_data,
        reconcile,
        sparql,
        vocabulary,
        dumps,
        writing,
        jobs,
        linked,
        pages,
        mentors,
        next_practices,
        opportunities,
        matrix,
        over_time,
        algorithms,
        recorded_pages,
        shares,
        shared,
        share_pages,
        docs,
    )
    spoken = (
        views, network_data, view_data, sparql, linked, pages, mentors, next_practices, opportunities, matrix,
        over_time, algorithms, recorded_pages, share_pages, docs,
    )  # fmt: skip
    for module in routed:
        app.include_router(module.router, dependencies=[Depends(told_language)] if module in spoken else [])
    app.mount("/static", Static(STYLE.parent, app.state.outlines), name="static")
    return app


def _engine(settings: Settings, metrics: Metrics) -> SteadyEngine:
    name = "embedded" if settings.engine.startswith("embedded:") else "neo4j"
    return SteadyEngine(
        lambda: open_engine(settings.engine, environment=settings.environment()),
        name,
        failed=lambda error: metrics.engine_errors.labels(type(error).__name__).inc(),
    )


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    engine: SteadyEngine = app.state.engine
    stores: Late[Store] = app.state.stores
    for look in (engine.describe, stores.get):
        try:
            look()
        except PracticeAtlasError as error:
            _LOG.warning("%s", error)
    try:
        app.state.warming.start()
        async with remembering(app):
            yield
    finally:
        await run_in_threadpool(app.state.warming.close)
        app.state.worker.close()
        engine.close()
        stores.close()
        app.state.sparql.close()
        app.state.dumps.close()
