"""Errors of writing → problem details, for the answer to a request and for a job that failed."""

from __future__ import annotations

import logging
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from practice_atlas.api import errors as usual
from practice_atlas.api.problems import Problem, problem
from practice_atlas.api.store.errors import StoreError
from practice_atlas.api.writing import errors
from practice_atlas.api.writing.answers import WritingProblem, problems_told
from practice_atlas.api.writing.uploads import ACCEPTED
from practice_atlas.graph.engines.errors import EngineBusyError, EngineMemoryError, RevisionConflictError
from practice_atlas.ontology.errors import InputError, PracticeAtlasError

_LOG: Final = logging.getLogger(__name__)
_OURS: Final = "Something went wrong on our side."
_NOT_KEPT: Final = "The service's own records cannot be written; nothing was loaded."
_WROTE: Final = "Another load was under way or came first; nothing of this one was written."

STATUS: Final[tuple[tuple[type[PracticeAtlasError], int], ...]] = (
    (InputError, 422),
    (errors.MalformedError, 400),
    (errors.UnreadableError, 415),
    (errors.TooMuchError, 413),
    (errors.UnderWayError, 409),
    (errors.StaleError, 412),
    (errors.StoppedError, 503),
    (errors.NoRoomError, 507),
    (RevisionConflictError, 409),
    (EngineBusyError, 409),
    (EngineMemoryError, 507),
)


def problem_of(error: BaseException) -> WritingProblem:
    """What an editor is told. Faults of ours keep their inner words to the log."""
    status = next((status for kind, status in STATUS if isinstance(error, kind)), None)
    if not isinstance(error, PracticeAtlasError):
        return _as_writing(problem(500, _OURS, fix="If it stays so, tell the operator."))
    if status is None:
        told = usual.problem_of(error)
        if told.status >= 500 and isinstance(error, StoreError):
            told = problem(told.status, _NOT_KEPT, fix=told.fix)
        return _as_writing(told)
    detail = _WROTE if isinstance(error, RevisionConflictError | EngineBusyError) else error.message
    more: dict[str, Any] = {}
    if isinstance(error, InputError):
        more = {"title": "The data break rules", **problems_told([item.as_dict() for item in error.problems])}
    plain = problem(status, detail, fix=error.fix, parameter=getattr(error, "parameter", None))
    return WritingProblem(**plain.model_dump() | more, job=getattr(error, "job", None))


def told_in_a_job(error: BaseException) -> list[dict[str, Any]]:
    """The same, as a job keeps it."""
    return [plain(problem_of(error))]


def plain(told: WritingProblem) -> dict[str, Any]:
    """As it is sent: only what says something, but of each problem in the data every field, as in reports."""
    content = told.model_dump(mode="json", exclude_defaults=True, by_alias=True)
    return content | ({"problems": [item.model_dump() for item in told.problems]} if told.problems else {})


def refused(request: Request, error: BaseException) -> Response:
    """The answer to a request that failed."""
    told = problem_of(error)
    if told.status in (500, 507):
        _LOG.error("%s: %s", type(error).__name__, error, exc_info=error)
    named = told.model_copy(update={"request_id": getattr(request.state, "request_id", None)})
    headers = {"Cache-Control": "no-store"}
    if isinstance(error, errors.StaleError):
        headers["ETag"] = error.etag
    if told.status == 415:
        headers["Accept-Post"] = ACCEPTED
    if told.status in (409, 503):
        headers["Retry-After"] = usual.RETRY_AFTER
    return JSONResponse(plain(named), told.status, headers, media_type=usual.PROBLEM_JSON)


def add_writing_handlers(app: FastAPI) -> None:
    """Errors that only writing raises are answered here, whatever route they come from."""
    for kind in (InputError, errors.WritingError, RevisionConflictError, EngineMemoryError):
        app.add_exception_handler(kind, refused)


def _as_writing(told: Problem) -> WritingProblem:
    return WritingProblem(**told.model_dump())
