"""An HTTP request → a question, as the SPARQL 1.1 Protocol has it: by GET, by POST of a form, by POST of the query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from fastapi import Request

from practice_atlas.api.sparql.refusals import ProtocolError
from practice_atlas.graph.sparql.formats import BY_NAME
from practice_atlas.graph.sparql.limits import SparqlLimits

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
#: Of the protocol's update operation, which is not there.
_OF_UPDATES: Final = frozenset({"update", "using-graph-uri", "using-named-graph-uri"})
#: A letter in a form takes up to three times the space.
_ESCAPED: Final = 3
_READ_ONLY: Final = "Nothing can be changed through SPARQL here."


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks. Without a query it asks for the description of the service. `format`: one of `BY_NAME`,
    which goes before the Accept header."""

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None


async def asked(request: Request, limits: SparqlLimits) -> Asked:
    """The question of a request. Raises ProtocolError."""
    in_address = _pairs(request.url.query.encode("ascii", "replace"))
    if request.method == "POST":
        return await _posted(request, in_address, limits)
    found = _asked(in_address)
    if len((found.query or "").encode()) > limits.query_bytes:
        raise ProtocolError(414, f"The query is longer than {limits.query_bytes:,} bytes.", fix="Ask a shorter one.")
    return found


async def _posted(request: Request, in_address: list[tuple[str, str]], limits: SparqlLimits) -> Asked:
    kind = _content_type(request)
    most = limits.query_bytes * (_ESCAPED if kind == FORM else 1)
    body = await _body(request, most, limits)
    if kind == FORM:
        found = _asked([*in_address, *_pairs(body)])
    else:
        try:
            found = _asked([*in_address, ("query", body.decode())])
        except UnicodeDecodeError as error:
            raise ProtocolError(400, "The query is not written in UTF-8.", fix="Send it in UTF-8.") from error
    if found.query is None:
        raise ProtocolError(400, "There is no query.", fix="Send it as query=…", parameter="query")
    return found


def _content_type(request: Request) -> str:
    header = request.headers.get("content-type", "")
    kind, *parameters = (part.strip().lower() for part in header.split(";"))
    charsets = [
        value.strip("\"' ") for name, _, value in (item.partition("=") for item in parameters) if name == "charset"
    ]
    if kind == "application/sparql-update":
        raise ProtocolError(415, _READ_ONLY, fix=f"Send a query as {QUERY}.")
    if kind not in (FORM, QUERY):
        raise ProtocolError(415, f"{kind[:100] or 'Nothing'} is no form of a query.", fix=f"Send {QUERY} or {FORM}.")
    if charsets not in ([], ["utf-8"]) or request.headers.get("content-encoding", "identity") != "identity":
        raise ProtocolError(415, "The query is neither plain nor UTF-8.", fix="Send it in UTF-8, uncompressed.")
    return kind


async def _body(request: Request, most: int, limits: SparqlLimits) -> bytes:
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > most:
            raise ProtocolError(
                413, f"The query is longer than {limits.query_bytes:,} bytes.", fix="Ask a shorter one."
            )
    return bytes(parts)


def _pairs(text: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:  # not UTF-8, not ASCII, or too many
        raise ProtocolError(400, "The parameters cannot be read.", fix="Encode them as UTF-8, in percents.") from error


def _asked(pairs: Sequence[tuple[str, str]]) -> Asked:
    if any(name in _OF_UPDATES for name, _ in pairs):
        raise ProtocolError(400, _READ_ONLY, fix="Send a query as query=…", parameter="update")
    return Asked(
        _single(pairs, "query"),
        tuple(value for name, value in pairs if name == "default-graph-uri"),
        tuple(value for name, value in pairs if name == "named-graph-uri"),
        _format(pairs),
    )


def _single(pairs: Sequence[tuple[str, str]], name: str) -> str | None:
    values = [value for key, value in pairs if key == name]
    if len(values) > 1:
        raise ProtocolError(400, f"{name} is given {len(values)} times.", fix="Give it once.", parameter=name)
    return values[0] if values else None


def _format(pairs: Sequence[tuple[str, str]]) -> str | None:
    """A format that is named once, in our words. Clients add theirs (`format=rdf+xml`, twice), and mean the header."""
    names = {value for key, value in pairs if key == "format"}
    return next(iter(names)) if len(names) == 1 and names <= BY_NAME.keys() else None
