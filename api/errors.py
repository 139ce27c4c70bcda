"""Errors → answers: one table from exception to status, as problem details (RFC 9457) or as a page.

Under /v1 a problem is JSON for programs; everywhere else it is a page for people.
"""

from __future__ import annotations

import logging
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from practice_atlas.api.site import site_of
from practice_atlas.graph.engines.errors import EngineBusyError, EngineUnavailableError, QueryTimeoutError
from practice_atlas.ontology.errors import PracticeAtlasError, QuestionError, UnknownEntityError
from practice_atlas.visualisations.pages.render import page

_LOG = logging.getLogger(__name__)
_RETRY_AFTER: Final = "5"


class NotModifiedError(Exception):
    """The caller already has the answer of this revision. Not a fault: it ends the request early."""


class TornAnswerError(PracticeAtlasError):
    """The graph changed while an answer was put together, twice in a row."""


class UnknownNameError(UnknownEntityError):
    """Nothing, or more than one thing, answers to a name that was given in `parameter`."""

    def __init__(self, parameter: str, error: UnknownEntityError) -> None:
        super().__init__(error.message, suggestions=error.suggestions)
        self.parameter = parameter


class Problem(BaseModel):
    """Problem details: what went wrong, in which parameter, and what to do about it."""

    type: str = Field(examples=["/docs#problem-404"])
    title: str = Field(examples=["Unknown"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["Nothing is called 'Atlantis'."])
    fix: str | None = Field(None, examples=["Look the name up with /v1/search?q=NAME"])
    parameter: str | None = Field(None, examples=["from"])
    suggestions: tuple[str, ...] = ()


#: From the narrowest class to the widest: the first that fits decides.
STATUS: Final[tuple[tuple[type[PracticeAtlasError], int], ...]] = (
    (UnknownEntityError, 404),
    (QuestionError, 422),
    (TornAnswerError, 503),
    (EngineUnavailableError, 503),
    (EngineBusyError, 503),
    (QueryTimeoutError, 504),
    (PracticeAtlasError, 500),
)
TITLES: Final = {
    400: "Bad request",
    404: "Unknown",
    405: "Not possible here",
    422: "The question cannot be asked like this",
    500: "A fault of ours",
    503: "Not available at the moment",
    504: "It took too long",
}
_LOOK_UP: Final = "Look the name up with /v1/search?q=NAME"


def add_error_handlers(app: FastAPI) -> None:
    """Every error of ours, of validation, of routing, and every fault, goes through here."""
    app.add_exception_handler(NotModifiedError, _not_modified)
    app.add_exception_handler(PracticeAtlasError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _fault)


def problem_of(error: PracticeAtlasError) -> Problem:
    """What a caller may know of one of our errors. Faults keep their inner words to the log."""
    status = next(status for kind, status in STATUS if isinstance(error, kind))
    if status == 500:
        return _problem(500, "Something went wrong on our side.", fix="Try again; if it stays so, tell the operator.")
    suggestions = error.suggestions if isinstance(error, UnknownEntityError) else ()
    unhelped = isinstance(error, UnknownEntityError) and not suggestions
    return _problem(
        status,
        _outward(error, status),
        fix=_LOOK_UP if unhelped else error.fix if status < 500 else "Try again in a few seconds.",
        parameter=getattr(error, "parameter", None),
        suggestions=tuple(suggestions),
    )


def _outward(error: PracticeAtlasError, status: int) -> str:
    """Words of the engine name folders and servers: they are for the operator."""
    if status == 504:
        return "The question took longer than allowed."
    return error.message if status < 500 or isinstance(error, TornAnswerError) else "The graph cannot be reached."


def _problem(
    status: int, detail: str, *, fix: str | None = None, parameter: str | None = None, suggestions: tuple[str, ...] = ()
) -> Problem:
    return Problem(
        type=f"/docs#problem-{status}",
        title=TITLES.get(status, "Refused"),
        status=status,
        detail=detail,
        fix=fix,
        parameter=parameter,
        suggestions=suggestions,
    )


def _not_modified(_request: Request, _error: Exception) -> Response:
    return Response(status_code=304)


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, PracticeAtlasError)  # noqa: S101  what it is registered for
    problem = problem_of(error)
    if problem.status >= 500:
        _LOG.error("%s %s: %s", request.method, request.url.path, error, exc_info=error)
    return _answer(request, problem)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101  what it is registered for
    first, *others = error.errors()
    parameter = str(first["loc"][-1]) if first["loc"] else None
    more = f" ({len(others)} more)" if others else ""
    return _answer(request, _problem(422, f"{first['msg']}{more}.", parameter=parameter, fix="See /docs."))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  what it is registered for
    detail = "There is nothing at this address." if error.status_code == 404 else str(error.detail)
    response = _answer(request, _problem(error.status_code, detail))
    response.headers.update(error.headers or {})
    return response


def _fault(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s", request.method, request.url.path, exc_info=error)
    return _answer(
        request, _problem(500, "Something went wrong on our side.", fix="If it stays so, tell the operator.")
    )


def _answer(request: Request, problem: Problem) -> Response:
    headers = {"Retry-After": _RETRY_AFTER} if problem.status == 503 else {}
    headers["Cache-Control"] = "no-store"
    if request.url.path.startswith("/v1"):
        content = problem.model_dump(exclude_defaults=True)
        return JSONResponse(content, problem.status, headers, media_type="application/problem+json")
    shown = page("problem", site=site_of(request.app), problem=problem)
    return HTMLResponse(shown, problem.status, headers)
