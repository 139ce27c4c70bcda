"""Problem details (RFC 9457): what a caller is told of anything that went wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel, Field

TITLES: Final[Mapping[int, str]] = {
    400: "Bad request",
    401: "A key is needed",
    403: "Not allowed with this key",
    404: "Unknown",
    405: "Not possible here",
    406: "Not to be had in this form",
    408: "The request did not arrive in time",
    409: "Something else came first",
    412: "The graph has changed",
    413: "Too large",
    415: "Not to be read in this form",
    422: "The question cannot be asked like this",
    429: "Too many requests",
    431: "The address or the headers are too long",
    500: "A fault of ours",
    503: "Not available at the moment",
    504: "It took too long",
    507: "Not enough room",
}


class Fault(BaseModel):
    """One thing that is wrong with a request, and where in it."""

    parameter: str | None = Field(None, description="The parameter's name.", examples=["limit"])
    in_: str | None = Field(
        None,
        serialization_alias="in",
        description="The part of the request: query, path, header, cookie or body.",
        examples=["query"],
    )
    detail: str = Field(description="What is wrong.", examples=["Input should be less than or equal to 500."])
    pointer: str | None = Field(
        None,
        description="A JSON pointer (RFC 6901) into the request, whose parts are query, path, header and body.",
        examples=["/query/limit"],
    )


class Problem(BaseModel):
    """Problem details: what went wrong, in which parameter, and what to do about it."""

    type: str = Field(description="The address of what is said about this kind.", examples=["/docs#problem-404"])
    title: str = Field(examples=["Unknown"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["Nothing is called 'Atlantis'."])
    fix: str | None = Field(None, examples=["Look the name up with /v1/search?q=NAME"])
    parameter: str | None = Field(None, description="The first parameter that is wrong.", examples=["from"])
    suggestions: tuple[str, ...] = Field((), description="What may have been meant.")
    errors: tuple[Fault, ...] = Field((), description="Everything that is wrong with the request.")
    request_id: str | None = Field(
        None, description="What to tell the operator; also in X-Request-Id.", examples=["6f9619ff8b86d011b42d00c0"]
    )


def problem(status: int, detail: str, **more: Any) -> Problem:
    """Problem details of a status; `more` are other fields."""
    return Problem(
        type=f"/docs#problem-{status}", title=TITLES.get(status, "Refused"), status=status, detail=detail, **more
    )


def fault_at(place: Sequence[int | str], detail: str) -> Fault:
    """A fault at a place such as ("query", "limit") or ("body", "rows", 0, "name")."""
    parts = [str(part) for part in place]
    pointer = "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)
    where = parts[0] if parts else None
    named = [part for part in place[1:] if isinstance(part, str)]
    return Fault(parameter=named[-1] if named else where, in_=where, detail=detail, pointer=pointer or None)
