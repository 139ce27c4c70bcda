"""Work that goes on without its client: how far it is, and what came of it."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Response

from practice_atlas.api.store.jobs import State
from practice_atlas.api.stored import Stored
from practice_atlas.api.writing.answering import AGAIN, view_of
from practice_atlas.api.writing.answers import JobView, WritingProblem
from practice_atlas.api.writing.dependencies import Editor

router = APIRouter(prefix="/v1/jobs", tags=["writing"])
_REFUSALS: Final[dict[int | str, dict[str, Any]]] = {401: {"model": WritingProblem}, 403: {"model": WritingProblem}}
_ONE: Final = {**_REFUSALS, 404: {"model": WritingProblem}}


@router.get("/{job}", summary="How a job stands", response_model_exclude_none=True, responses=_ONE)
def job(
    job: Annotated[str, Path(description="As `Location` named it.", max_length=100)],
    _editor: Editor,
    store: Stored,
    response: Response,
) -> JobView:
    """Its state, its progress, and in the end its result or its problem. Ask again as Retry-After says."""
    found = store.jobs.get(job)
    if found.state in (State.QUEUED, State.RUNNING):
        response.headers["Retry-After"] = AGAIN
    return view_of(found)


@router.get("", summary="The newest jobs", response_model_exclude_none=True, responses=_REFUSALS)
def jobs(
    _editor: Editor, store: Stored, limit: Annotated[int, Query(ge=1, le=100, description="At most so many.")] = 20
) -> list[JobView]:
    """Newest first; what they told at their ends is left to each job's own address."""
    return [
        view_of(found).model_copy(update={"result": None, "problem": None}) for found in store.jobs.all(limit=limit)
    ]
