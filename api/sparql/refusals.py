"""What is said when a SPARQL request is not answered: problem details with the place in the query, or the page."""

from __future__ import annotations

import logging
from typing import Final

from pydantic import Field

from practice_atlas.api.problems import Problem, problem
from practice_atlas.graph.sparql import errors
from practice_atlas.graph.sparql.errors import SparqlError

_LOG: Final = logging.getLogger(__name__)


class ProtocolError(SparqlError):
    """A request that is not as the protocol writes it; `status` is that of the answer."""

    def __init__(self, status: int, message: str, *, fix: str, parameter: str | None = None) -> None:
        super().__init__(message, fix=fix)
        self.status = status
        self.parameter = parameter


class SparqlProblem(Problem):
    """Problem details with the place in the query, counted from 1, or the media types that there are."""

    line: int | None = Field(None, examples=[2])
    column: int | None = Field(None, examples=[14])
    offered: tuple[str, ...] = ()


#: The protocol asks for 400 where a query is malformed; a query that is none the less refused is 422 as elsewhere here.
_STATUS: Final[tuple[tuple[type[SparqlError], int], ...]] = (
    (errors.MalformedQueryError, 400),
    (errors.RefusedQueryError, 422),
    (errors.QueryTooLongError, 413),
    (errors.ResultTooLargeError, 422),
    (errors.NoSuchFormatError, 406),
    (errors.DeadlineError, 504),
    (errors.NotReadyError, 503),
)


def problem_of(error: SparqlError) -> SparqlProblem:
    """What a caller is told. Faults of ours keep their inner words to the log."""
    if isinstance(error, ProtocolError):
        return _problem(error.status, error, parameter=error.parameter)
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
    if status == 500:
        _LOG.error("SPARQL: %s", error, exc_info=error)
        error = SparqlError("Something went wrong on our side.", fix="If it stays so, tell the operator.")
    return _problem(status, error, parameter="query" if status < 500 else None)


def _problem(status: int, error: SparqlError, *, parameter: str | None) -> SparqlProblem:
    malformed = error if isinstance(error, errors.MalformedQueryError) else None
    told = problem(status, error.message, fix=error.fix, parameter=parameter)
    return SparqlProblem(
        **told.model_dump(),
        line=malformed.line if malformed else None,
        column=malformed.column if malformed else None,
        offered=error.offered if isinstance(error, errors.NoSuchFormatError) else (),
    )
