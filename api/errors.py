"""Errors → answers: one table from exception to status, as problem details (RFC 9457) or as a page.

Programs get JSON: always under /v1, and elsewhere where they do not ask for a page. People get a page.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from practice_atlas.api.callers import Caller, ForbiddenError, UnknownCallerError
from practice_atlas.api.methods import allowed
from practice_atlas.api.metrics import Metrics
from practice_atlas.api.problems import TITLES as TITLES
from practice_atlas.api.problems import Problem as Problem
from practice_atlas.api.problems import fault_at, problem
from practice_atlas.api.site import moment_of, site_of
from practice_atlas.api.store.choosing import NoSuchRevisionError
from practice_atlas.api.store.earlier import NotBuiltYetError
from practice_atlas.api.store.errors import StoreBusyError, StoreError, StoreUnavailableError
from practice_atlas.api.store.pairings import PairingConflictError, PairingMovedError
from practice_atlas.api.store.shares import TooLargeShareError, TooManySharesError, UnknownShareError
from practice_atlas.graph.engines.errors import EngineBusyError, EngineUnavailableError, QueryTimeoutError
from practice_atlas.graph.questions.kept import StillMadeError
from practice_atlas.ontology.errors import PracticeAtlasError, QuestionError, UnknownEntityError
from practice_atlas.visualisations.pages.render import page

_LOG = logging.getLogger(__name__)
RETRY_AFTER: Final = "5"
PROBLEM_JSON: Final = "application/problem+json"


class NotModifiedError(Exception):
    """The caller already has the answer of this revision. Not a fault: it ends the request early."""


class TornAnswerError(PracticeAtlasError):
    """The graph changed while an answer was put together, twice in a row."""


class NotReadyError(PracticeAtlasError):
    """Questions cannot be answered at the moment; `reasons` may be told to anybody."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons), fix="Try again in a few seconds.")
        self.reasons = tuple(reasons)


class TooManyGuessesError(PracticeAtlasError):
    """Too many addresses of links were tried that lead nowhere. `retry_after` is in seconds."""

    def __init__(self, retry_after: int) -> None:
        message = "Too many addresses were tried that lead nowhere."
        super().__init__(message, fix=f"Try again in {retry_after} seconds.")
        self.retry_after = retry_after


class AboveAudienceError(PracticeAtlasError):
    """Somebody wants to share more than he may see himself."""


class ForeignFormError(PracticeAtlasError):
    """A form was sent from a page of somebody else's."""

    def __init__(self) -> None:
        message = "This form was sent from another site."
        super().__init__(message, fix="Open the page here, and send the form from there.")


class UnknownNameError(UnknownEntityError):
    """Nothing, or more than one thing, answers to a name that was `given` in `parameter`."""

    def __init__(self, parameter: str, error: UnknownEntityError, given: str = "") -> None:
        super().__init__(error.message, suggestions=error.suggestions)
        self.parameter = parameter
        self.given = given


#: From the narrowest class to the widest: the first that fits decides.
STATUS: Final[tuple[tuple[type[PracticeAtlasError], int], ...]] = (
    (UnknownEntityError, 404),
    (NoSuchRevisionError, 404),
    (QuestionError, 422),
    (UnknownCallerError, 401),
    (ForbiddenError, 403),
    (AboveAudienceError, 403),
    (ForeignFormError, 403),
    (UnknownShareError, 404),
    (TooManySharesError, 409),
    (TooLargeShareError, 413),
    (TooManyGuessesError, 429),
    (PairingConflictError, 409),
    (PairingMovedError, 412),
    (TornAnswerError, 503),
    (NotBuiltYetError, 503),
    (StillMadeError, 503),
    (NotReadyError, 503),
    (EngineUnavailableError, 503),
    (EngineBusyError, 503),
    (StoreUnavailableError, 503),
    (StoreBusyError, 503),
    (QueryTimeoutError, 504),
    (PracticeAtlasError, 500),
)
_LOOK_UP: Final = "Look the name up with /v1/search?q=NAME"
_OURS: Final = "Something went wrong on our side."


def add_error_handlers(app: FastAPI) -> None:
    """Every error of ours, of validation, of routing, and every fault, goes through here."""
    app.add_exception_handler(NotModifiedError, _not_modified)
    app.add_exception_handler(PracticeAtlasError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, fault)


def problem_of(error: PracticeAtlasError) -> Problem:
    """What a caller may know of one of our errors. Faults keep their inner words to the log."""
    status = next(status for kind, status in STATUS if isinstance(error, kind))
    if status == 500:
        return problem(500, _OURS, fix="Try again; if it stays so, tell the operator.")
    suggestions = error.suggestions if isinstance(error, UnknownEntityError) else ()
    unhelped = isinstance(error, UnknownEntityError) and not suggestions
    return problem(
        status,
        _outward(error, status),
        fix=_LOOK_UP if unhelped else error.fix if status < 500 else "Try again in a few seconds.",
        parameter=getattr(error, "parameter", None),
        suggestions=tuple(suggestions),
    )


def _outward(error: PracticeAtlasError, status: int) -> str:
    """Words of the engine and the store name folders and servers: they are for the operator."""
    if status == 504:
        return "The question took longer than allowed."
    if status < 500 or isinstance(error, TornAnswerError | NotReadyError | NotBuiltYetError | StillMadeError):
        return error.message
    return (
        "The service's own state cannot be reached."
        if isinstance(error, StoreError)
        else "The graph cannot be reached."
    )


async def refuse(
    scope: Scope, receive: Receive, send: Send, told: Problem, headers: Mapping[str, str] | None = None
) -> None:
    """Answers a request with a problem before it reaches a route."""
    metrics: Metrics = scope["app"].state.metrics
    metrics.refused.labels(str(told.status)).inc()
    response = _answer(Request(scope), told)
    response.headers.update(headers or {})
    await response(scope, receive, send)


def _not_modified(_request: Request, _error: Exception) -> Response:
    return Response(status_code=304)


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, PracticeAtlasError)  # noqa: S101  what it is registered for
    told = problem_of(error)
    if told.status == 500:
        _LOG.error("%s: %s", type(error).__name__, error, exc_info=error)
    elif told.status > 500:
        _LOG.warning("%s: %s", type(error).__name__, error)
    response = _answer(request, _placed(request, told))
    if isinstance(error, NotBuiltYetError | TooManyGuessesError):
        response.headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, UnknownCallerError):
        response.headers["WWW-Authenticate"] = challenge(given=error.given)
    return response


def challenge(*, given: bool) -> str:
    """WWW-Authenticate: how to say who one is."""
    return 'Bearer realm="Practice Atlas"' + (', error="invalid_token"' if given else "")


def _placed(request: Request, told: Problem) -> Problem:
    """With the place of the parameter in the request, where it is one of the address."""
    where = {"path": request.path_params, "query": request.query_params}
    found = next((part for part, names in where.items() if told.parameter in names), None)
    if not told.parameter or not found:
        return told
    return told.model_copy(update={"errors": (fault_at((found, told.parameter), told.detail),)})


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101  what it is registered for
    faults = tuple(fault_at(item["loc"], f"{item['msg']}.") for item in error.errors())
    more = f" ({len(faults) - 1} more)" if len(faults) > 1 else ""
    detail = f"{faults[0].detail.removesuffix('.')}{more}."
    return _answer(request, problem(422, detail, parameter=faults[0].parameter, fix="See /docs.", errors=faults))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  what it is registered for
    detail = "There is nothing at this address." if error.status_code == 404 else str(error.detail)
    response = _answer(request, problem(error.status_code, detail))
    response.headers.update(error.headers or {})
    if error.status_code == 405:
        response.headers["Allow"] = ", ".join(allowed(request.scope))
    return response


def fault(request: Request, _error: Exception) -> Response:
    """The answer to a fault of ours; the server that runs the service logs it, once, with its traceback."""
    return _answer(request, problem(500, _OURS, fix="If it stays so, tell the operator."))


def _answer(request: Request, told: Problem) -> Response:
    headers = {"Retry-After": RETRY_AFTER} if told.status == 503 else {}
    headers["Cache-Control"] = "no-store"
    if not wants_page(request):
        named = told.model_copy(update={"request_id": getattr(request.state, "request_id", None)})
        content = named.model_dump(exclude_defaults=True, by_alias=True)
        return JSONResponse(content, told.status, headers, media_type=PROBLEM_JSON)
    caller: Caller | None = getattr(request.state, "caller", None)
    # A time that is itself what was wrong is not kept: every link of the page would lead to the same problem.
    moment = {name: value for name, value in moment_of(request).items() if name != told.parameter}
    site = site_of(request.app, audience=caller.audience if caller else None, moment=moment)
    return HTMLResponse(page("problem", site=site, problem=told), told.status, headers)


def wants_page(request: Request) -> bool:
    """Whether the answer is a page: not under /v1, and not for who asks for something else."""
    accepted = request.headers.get("accept") or "*/*"
    return not request.url.path.startswith("/v1") and ("text/html" in accepted or "*/*" in accepted)
