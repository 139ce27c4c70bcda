"""Whether the service works, and at which revision."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from practice_atlas import __version__
from practice_atlas.api.asking import Asking
from practice_atlas.api.errors import NotReadyError
from practice_atlas.api.readiness import Readiness
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations.pages.counts import counts_of

router = APIRouter(prefix="/v1", tags=["health"])


class Health(BaseModel):
    """The state of the service. `counts` are of what the caller may see."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "status": "ok",
                    "version": "0.1.0",
                    "engine": "embedded",
                    "engine_version": "0.21.2",
                    "revision": 3,
                    "loaded": "2026-11-23T20:49:15+00:00",
                    "counts": {"city": 17, "practice": 12, "flow": 31},
                }
            ]
        }
    )

    status: str = Field(description="ok, or empty as long as nothing was loaded.")
    version: str
    engine: str
    engine_version: str
    revision: int
    loaded: str | None = Field(description="When that revision was loaded, in UTC.")
    counts: dict[str, int]


class Alive(BaseModel):
    """The process runs."""

    status: str = Field(examples=["ok"])


@router.get("/health/live", summary="Whether the process runs")
async def live() -> Alive:
    """Looks at nothing else: what restarts a process asks here."""
    return Alive(status="ok")


@router.get("/health/ready", summary="Whether questions can be answered")
async def ready(request: Request) -> Alive:
    """Whether graph and store answer and something is loaded; 503 says why not. What sends requests here asks here."""
    readiness: Readiness = request.app.state.readiness
    reasons = await readiness.reasons()
    if reasons:
        raise NotReadyError(reasons)
    return Alive(status="ok")


@router.get("/health", summary="Whether the service works")
def health(ask: Asking) -> Health:
    """Status, revision, engine and counts."""
    description = ask.engine.describe()

    def question(reader: Reader) -> Health:
        revision = reader.revision()
        return Health(
            status="ok" if revision.number else "empty",
            version=__version__,
            engine=description.engine,
            engine_version=description.version,
            revision=revision.number,
            loaded=revision.time or None,
            counts=counts_of(reader),
        )

    return ask(question)
