"""Rows of an answer as a page shows them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import quote

from practice_atlas.graph.sparql.source import Source

#: More rows than this are not read on a page.
MOST: Final = 1000
_TEXT: Final = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: what it reads, where it leads, and its language or kind of value."""

    text: str
    address: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The first rows of an answer; `truth` is the answer to a question that asks whether something is so."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    truth: bool | None = None


def table_of(results: bytes, source: Source) -> Table:
    """From the JSON of SPARQL results of a source."""
    told = json.loads(results)
    if "boolean" in told:
        return Table((), (), 1, told["boolean"])
    headings = tuple(told["head"]["vars"])
    found = told["results"]["bindings"]
    rows = tuple(tuple(_cell(row.get(name), source) for name in headings) for row in found[:MOST])
    return Table(headings, rows, len(found))


def _cell(value: Mapping[str, Any] | None, source: Source) -> Cell:
    if value is None:
        return Cell("")
    text = str(value["value"])
    if value["type"] == "uri":
        return Cell(_short(text, source), _leads_to(text, source))
    datatype = value.get("datatype")
    return Cell(
        text, hint=value.get("xml:lang") or (_short(datatype, source) if datatype not in (None, _TEXT) else None)
    )


def _leads_to(address: str, source: Source) -> str | None:
    """Things have pages here; other addresses of the web are left as they are."""
    if address.startswith(source.things):
        thing, _, _ = address.removeprefix(source.things).partition("#")
        kind, _, rest = thing.partition("/")
        return f"/id/{quote(kind)}/{quote(rest.partition('.')[0])}"
    return address if address.startswith(("https://", "http://")) else None


def _short(address: str, source: Source) -> str:
    """`city:saida-lb` for its whole address."""
    cut = max(address.rfind("#"), address.rfind("/")) + 1
    prefix = _prefixes(source.things).get(address[:cut])
    return f"{prefix}:{address[cut:]}" if prefix else address


@cache
def _prefixes(things: str) -> Mapping[str, str]:
    return {space: prefix for prefix, space in Source("", things=things).prefixes.items()}
