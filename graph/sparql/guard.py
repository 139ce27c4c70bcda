"""What a query may not do. It is read by rdflib's parser, and refused by what stands in the tree that this gives.

Two parsers read each query: rdflib's here, and the store's later. A query that they understood differently could hide
something from the first. So both get the same text, in which nothing is left that they treat differently: line ends
(to rdflib a comment ends with a line feed alone) and codepoint escapes (rdflib replaces them everywhere, the store
within strings only, so that an escaped quotation mark would end a string for one of the two).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyparsing import ParseBaseException, ParseResults
from rdflib import URIRef
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from practice_atlas.graph.sparql.errors import MalformedQueryError, QueryTooLongError, RefusedQueryError
from practice_atlas.graph.sparql.faults import of_parsing
from practice_atlas.graph.sparql.limits import SparqlLimits
from practice_atlas.graph.sparql.nesting import depth_of

_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
#: What rdflib's own replacement of escapes would still find.
_ESCAPE_LEFT: Final = re.compile(r"\\u[0-9a-f]{4}", re.IGNORECASE)
#: In the local part of a name; rdflib leaves them in.
_LOCAL_ESCAPE: Final = re.compile(r"\\([_~.!$&'()*+,;=/?#@%-])")
_LONE: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Examined:
    """A query that may be asked: its text as both parsers read it, what it gives, its dataset clauses."""

    text: str
    gives_triples: bool
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def examine(text: str, limits: SparqlLimits, prefixes: Mapping[str, str], base: str | None = None) -> Examined:
    """The query, looked through. `prefixes` are those that are known without being declared, with their addresses.

    Raises MalformedQueryError, RefusedQueryError or QueryTooLongError. Long or deeply nested text takes long: call
    this where it can be stopped.
    """
    same = normalised(text)
    if depth_of(same) > limits.depth:
        raise QueryTooLongError(
            f"Brackets are nested more than {limits.depth} deep.", fix="Ask several simpler questions."
        )
    prologue, query = _parsed(same)
    for part in _parts(query):
        _refuse_services(part)
    names = _Names(prologue, prefixes, base)
    for part in _parts(query):
        names.refuse_unknown(part)
    clauses = query.datasetClause or []
    return Examined(
        same,
        query.name in ("ConstructQuery", "DescribeQuery"),
        tuple(names.address(clause.default) for clause in clauses if clause.default is not None),
        tuple(names.address(clause.named) for clause in clauses if clause.named is not None),
    )


def normalised(text: str) -> str:
    """The text with line feeds for line ends and without codepoint escapes: SPARQL replaces those before all else."""
    same = _ESCAPE.sub(_letter, text.replace("\r\n", "\n").replace("\r", "\n"))
    same = same.replace("\r\n", "\n").replace("\r", "\n")
    if _LONE.search(same):
        raise MalformedQueryError("Half of a letter stands in the query.", fix="Write it in UTF-8.")
    if _ESCAPE_LEFT.search(same):
        raise MalformedQueryError("A codepoint escape stands within another.", fix="Write the letter itself.")
    return same


def _letter(escape: re.Match[str]) -> str:
    code = int(escape.group(1) or escape.group(2), 16)
    if code > sys.maxunicode:
        raise MalformedQueryError(f"{escape.group()} stands for no letter.", fix="Write the letter itself.")
    return chr(code)


def _parsed(text: str) -> tuple[ParseResults, CompValue]:
    try:
        prologue, query = parseQuery(text)
    except ParseBaseException as error:
        raise of_parsing(text, error) from error
    except RecursionError as error:
        raise QueryTooLongError("The query has too many parts.", fix="Put long lists into VALUES.") from error
    except (ValueError, TypeError, ArithmeticError, LookupError, AttributeError) as error:  # in its conversions
        raise MalformedQueryError(f"This is no SPARQL 1.1 query: {error}.", fix="See the place named.") from error
    return prologue, query


def _parts(query: CompValue) -> Iterator[CompValue]:
    """Every part of the tree. Not recursive: trees are as deep as texts are long."""
    waiting: list[Any] = [query]
    while waiting:
        part = waiting.pop()
        if isinstance(part, CompValue):
            yield part
            waiting.extend(part.values())
        elif isinstance(part, dict):
            waiting.extend(part.values())
        elif isinstance(part, ParseResults):
            waiting.extend((*part, *part.values()))  # type: ignore[no-untyped-call]
        elif isinstance(part, list | tuple | set):
            waiting.extend(part)


def _refuse_services(part: CompValue) -> None:
    if part.name == "ServiceGraphPattern":
        raise RefusedQueryError(
            "SERVICE would ask another server.", fix="Ask that server yourself, and join the answers at your side."
        )


class _Names:
    """Prefixes and base, as the lines at the start of a query declare them, each in the sense of those above it."""

    def __init__(self, prologue: ParseResults, prefixes: Mapping[str, str], base: str | None) -> None:
        self._base = base
        self._prefixes = dict(prefixes)
        for line in prologue:
            if line.name == "Base":
                self._base = self.address(line.iri)
            else:
                self._prefixes[line.prefix or ""] = self.address(line.iri)

    def address(self, name: URIRef | CompValue) -> str:
        """The full address of a name."""
        if isinstance(name, CompValue):
            self.refuse_unknown(name)
            return self._prefixes[name.prefix or ""] + _LOCAL_ESCAPE.sub(r"\1", name.localname or "")
        return str(URIRef(str(name), base=self._base))

    def refuse_unknown(self, part: CompValue) -> None:
        """Raises MalformedQueryError for a name whose prefix is not declared."""
        if part.name == "pname" and (part.prefix or "") not in self._prefixes:
            raise MalformedQueryError(
                f"The prefix {part.prefix or ''}: is not declared.", fix="Add a PREFIX line at the start of the query."
            )
