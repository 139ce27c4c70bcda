"""The same data in rdflib, which researchers know. pyoxigraph loads and asks ten times as fast: see decisions/0006."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

import pyoxigraph
from rdflib import XSD, Graph, Literal, URIRef
from rdflib import Dataset as RdflibDataset

from practice_atlas.graph.rdf.export import NO_PASSAGES, Passages, quads, triples
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.terms import PREFIXES
from practice_atlas.ontology.vocabularies import Audience

_Term: TypeAlias = URIRef | Literal


def as_rdflib(
    datasets: Dataset | Iterable[Dataset], *, audience: Audience = Audience.PUBLIC, passages: Passages = NO_PASSAGES
) -> RdflibDataset:
    """A named graph for each source. Questions see the union of the graphs, unless they name one."""
    found = RdflibDataset(default_union=True)
    _bind(found)
    graphs: dict[URIRef, Graph] = {}
    told = ((quad, _address(quad.graph_name)) for quad in quads(datasets, audience=audience, passages=passages))
    for quad, name in told:
        if name not in graphs:
            graphs[name] = found.graph(name)
        graphs[name].add((_address(quad.subject), _address(quad.predicate), _term(quad.object)))
    return found


def as_graph(
    datasets: Dataset | Iterable[Dataset], *, audience: Audience = Audience.PUBLIC, passages: Passages = NO_PASSAGES
) -> Graph:
    """The union of the graphs as one: what the shapes are checked on."""
    found = Graph()
    _bind(found)
    for triple in triples(datasets, audience=audience, passages=passages):
        found.add((_address(triple.subject), _address(triple.predicate), _term(triple.object)))
    return found


def _bind(graph: Graph) -> None:
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)


@lru_cache(maxsize=65_536)
def _reference(address: str) -> URIRef:
    return URIRef(address)


def _address(node: object) -> URIRef:
    assert isinstance(node, pyoxigraph.NamedNode)  # noqa: S101 - we write no blank nodes
    return _reference(node.value)


def _term(value: object) -> _Term:
    """The same term. Literals keep the letters they were written with; a plain text has no datatype, or rdflib takes it
    for another than the one it reads from a file."""
    if not isinstance(value, pyoxigraph.Literal):
        return _address(value)
    if value.language:
        return Literal(value.value, lang=value.language)
    datatype = _reference(value.datatype.value)
    return Literal(value.value, datatype=None if datatype == XSD.string else datatype, normalize=False)
