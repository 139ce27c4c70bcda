"""What can become of a SPARQL question that is not answered.

SparqlError                   something on our side went wrong
├── MalformedQueryError       it is no SPARQL query (carries the place of the fault)
├── RefusedQueryError         it is one, and asks for what is not done here
├── QueryTooLongError         its text, its nesting or its list of graphs is larger than allowed
├── ResultTooLargeError       its answer has more rows or bytes than allowed, or needs more memory
├── NoSuchFormatError         no accepted format fits what it answers (carries what there is)
├── DeadlineError             it took longer than allowed
└── NotReadyError             the store is still being loaded, or everybody is busy: come back
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

from practice_atlas.ontology.errors import PracticeAtlasError


class SparqlError(PracticeAtlasError):
    """The base of all, and by itself a fault of ours. `code` names the class where an error crosses a pipe."""

    code: ClassVar[str] = "fault"

    def told(self) -> dict[str, Any]:
        """The error as plain data; `error_of` makes it an error again."""
        return {"problem": self.code, "message": self.message, "fix": self.fix}


class MalformedQueryError(SparqlError):
    """No SPARQL 1.1 query. `line` and `column` count from 1 and are those of the text after codepoint escapes."""

    code: ClassVar[str] = "malformed"

    def __init__(self, message: str, *, fix: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message, fix=fix)
        self.line = line
        self.column = column

    def told(self) -> dict[str, Any]:
        """With the place."""
        return {**super().told(), "line": self.line, "column": self.column}


class RefusedQueryError(SparqlError):
    """A question that reaches for another service, a graph that is not here, or a function that is not known."""

    code: ClassVar[str] = "refused"


class QueryTooLongError(SparqlError):
    """More text, deeper nesting or more graphs than is read."""

    code: ClassVar[str] = "long"


class ResultTooLargeError(SparqlError):
    """More rows, bytes or memory than is given."""

    code: ClassVar[str] = "large"


class NoSuchFormatError(SparqlError):
    """The answer exists in other formats only; `offered` are their media types."""

    code: ClassVar[str] = "format"

    def __init__(self, message: str, *, fix: str, offered: tuple[str, ...] = ()) -> None:
        super().__init__(message, fix=fix)
        self.offered = tuple(offered)

    def told(self) -> dict[str, Any]:
        """With what there is."""
        return {**super().told(), "offered": self.offered}


class DeadlineError(SparqlError):
    """Stopped at the deadline."""

    code: ClassVar[str] = "deadline"


class NotReadyError(SparqlError):
    """Nothing is wrong with the question: ask again in a few seconds."""

    code: ClassVar[str] = "later"


_BY_CODE: Final[dict[str, type[SparqlError]]] = {
    kind.code: kind
    for kind in (
        SparqlError,
        MalformedQueryError,
        RefusedQueryError,
        QueryTooLongError,
        ResultTooLargeError,
        NoSuchFormatError,
        DeadlineError,
        NotReadyError,
    )
}


def error_of(told: dict[str, Any]) -> SparqlError:
    """The error that was told as plain data."""
    kind = _BY_CODE[told["problem"]]
    return kind(told["message"], **{key: value for key, value in told.items() if key not in ("problem", "message")})
