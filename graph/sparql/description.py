"""What the service says of itself in RDF (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple, serialize

from practice_atlas.graph.rdf.nodes import standard
from practice_atlas.graph.sparql.formats import ROWS, TRIPLES, Format

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_PREFIXES: Final = {"sd": _SD, "dct": "http://purl.org/dc/terms/"}


def described(endpoint: str, graphs: Iterable[str], title: str, form: Format) -> bytes:
    """The description of the service at an address, with the graphs that the caller may ask."""
    triples = _triples(NamedNode(endpoint), [NamedNode(graph) for graph in graphs], title)
    return serialize(triples, format=form.writer, prefixes=_PREFIXES) or b""  # type: ignore[arg-type]


def _triples(endpoint: NamedNode, graphs: Iterable[NamedNode], title: str) -> Iterator[Triple]:
    kind = standard("rdf:type")
    service, dataset, default = (NamedNode(f"{endpoint.value}#{part}") for part in ("service", "dataset", "default"))
    yield Triple(service, kind, _sd("Service"))
    yield Triple(service, standard("dct:title"), Literal(title))
    yield Triple(service, _sd("endpoint"), endpoint)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for form in (*ROWS, *TRIPLES):
        yield Triple(service, _sd("resultFormat"), NamedNode(form.address))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, kind, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, kind, _sd("Graph"))
    for place, graph in enumerate(graphs, start=1):
        named = NamedNode(f"{endpoint.value}#graph-{place}")
        yield Triple(dataset, _sd("namedGraph"), named)
        yield Triple(named, kind, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), graph)


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
