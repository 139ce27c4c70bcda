"""A query that may be asked → its whole answer in one format, within the limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any, Final
from xml.parsers import expat

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    parse_query_results,
    serialize,
)

from practice_atlas.graph.sparql.errors import NoSuchFormatError, RefusedQueryError
from practice_atlas.graph.sparql.exceeded import too_large
from practice_atlas.graph.sparql.faults import of_sense
from practice_atlas.graph.sparql.formats import BY_NAME, ROWS, TRIPLES
from practice_atlas.graph.sparql.guard import Examined
from practice_atlas.graph.sparql.limits import SparqlLimits
from practice_atlas.graph.sparql.question import Question

#: The union of several graphs that a query asks for, in which a triple told twice is one.
_MERGED: Final = NamedNode("urn:practice-atlas:merged")


@dataclass(frozen=True, slots=True)
class Written:
    """An answer, its format's name, and how many rows or triples it has."""

    body: bytes
    format: str
    rows: int


def write_answer(
    store: Store, query: Examined, question: Question, limits: SparqlLimits, prefixes: Mapping[str, str]
) -> Written:
    """Asks the store. It may add a graph to the store, so it works on a copy: that of a process made for it.

    Raises RefusedQueryError, NoSuchFormatError, ResultTooLargeError, MalformedQueryError.
    """
    name = question.triples if query.gives_triples else question.rows
    if name is None:
        offered = tuple(form.media_type for form in (TRIPLES if query.gives_triples else ROWS))
        raise NoSuchFormatError("The answer exists in other formats only.", fix="Accept one of them.", offered=offered)
    graphs = _dataset(store, query, question)
    try:
        found = store.query(query.text, base_iri=question.base, prefixes=dict(prefixes), **graphs)
        if isinstance(found, QueryTriples):
            return _triples(found, name, limits, prefixes)
        if isinstance(found, QuerySolutions):
            return _rows(found, name, limits)
        return _truth(found, name)
    except SyntaxError as error:
        raise of_sense(error) from error
    except RuntimeError as error:  # a function that the store does not have
        raise RefusedQueryError(f"{error}.", fix="Use the functions of SPARQL 1.1.") from error


def _truth(found: QueryBoolean, name: str) -> Written:
    return Written(found.serialize(format=_results(name)) or b"", name, 1)


def _rows(found: QuerySolutions, name: str, limits: SparqlLimits) -> Written:
    """Written as TSV first, where a row is a line and can be counted; reading that back loses nothing."""
    lines = _Bounded(limits)
    found.serialize(lines, QueryResultsFormat.TSV)
    table = lines.getvalue()
    rows = table.count(b"\n") - 1
    if name == "tsv":
        return Written(table, name, rows)
    bounded = _Bounded(limits, lines=False)
    parse_query_results(table, QueryResultsFormat.TSV).serialize(bounded, _results(name))
    return Written(_well_formed(bounded.getvalue(), name), name, rows)


def _triples(found: QueryTriples, name: str, limits: SparqlLimits, prefixes: Mapping[str, str]) -> Written:
    triples = list(islice(found, limits.rows + 1))
    if len(triples) > limits.rows:
        raise too_large(limits)
    bounded = _Bounded(limits, lines=False)
    serialize(triples, bounded, BY_NAME[name].writer, prefixes=_used(triples, prefixes))  # type: ignore[arg-type]
    return Written(_well_formed(bounded.getvalue(), name), name, len(triples))


def _used(triples: list[Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    """The prefixes that shorten something."""
    terms = {term.value for triple in triples for term in triple if isinstance(term, NamedNode)}
    spaces = {term[: max(term.rfind("#"), term.rfind("/")) + 1] for term in terms}
    return {prefix: space for prefix, space in prefixes.items() if space in spaces}


def _well_formed(body: bytes, name: str) -> bytes:
    """Not every letter may stand in XML, nor every property be an element: the writer does not look."""
    if name in ("xml", "rdf"):
        try:
            expat.ParserCreate(namespace_separator=" ").Parse(body, True)
        except expat.ExpatError as error:
            offered = tuple(form.media_type for form in (ROWS if name == "xml" else TRIPLES) if form.name != name)
            raise NoSuchFormatError(
                "XML cannot hold this answer.", fix="Take another format.", offered=offered
            ) from error
    return body


def _results(name: str) -> QueryResultsFormat:
    writer = BY_NAME[name].writer
    assert isinstance(writer, QueryResultsFormat)  # noqa: S101  the caller chose among ROWS
    return writer


def _dataset(store: Store, query: Examined, question: Question) -> dict[str, Any]:
    """The graphs that the query sees. Without any choice: all of them, and by default their union."""
    asked = bool(question.default_graphs or question.named_graphs)
    default = question.default_graphs if asked else query.default_graphs
    named = question.named_graphs if asked else query.named_graphs
    if not default and not named:
        return {}
    return {
        "default_graph": _merged(store, [_loaded(store, graph) for graph in dict.fromkeys(default)]),
        "named_graphs": [_loaded(store, graph) for graph in dict.fromkeys(named)],
    }


def _loaded(store: Store, address: str) -> NamedNode:
    """A graph of the store, never one from elsewhere. What is closed is refused like what is not there."""
    try:
        graph = NamedNode(address)
    except ValueError:
        graph = None
    if graph is None or not store.contains_named_graph(graph):
        raise RefusedQueryError(
            f"There is no graph {address[:200]} here, and none is fetched.",
            fix="SELECT ?graph { GRAPH ?graph {} } lists the graphs; without a choice, all of them are asked.",
        )
    return graph


def _merged(store: Store, graphs: list[NamedNode]) -> list[NamedNode]:
    """One graph in place of several: in the store's own list of graphs, a triple of two would count twice."""
    if len(graphs) < 2:
        return graphs
    for graph in graphs:
        store.update(f"ADD GRAPH <{graph.value}> TO GRAPH <{_MERGED.value}>")
    return [_MERGED]


class _Bounded(BytesIO):
    """Takes what is written as long as it is within the limits."""

    def __init__(self, limits: SparqlLimits, *, lines: bool = True) -> None:
        super().__init__()
        self._limits = limits
        self._bytes_left = limits.result_bytes
        self._lines_left = limits.rows + 1 if lines else None

    def write(self, data: Any) -> int:
        """As any file. Raises ResultTooLargeError."""
        self._bytes_left -= len(data)
        if self._lines_left is not None:
            self._lines_left -= bytes(data).count(b"\n")
        if self._bytes_left < 0 or (self._lines_left is not None and self._lines_left < 0):
            raise too_large(self._limits)
        return super().write(data)
