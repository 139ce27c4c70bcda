"""The records in RDF: as quads, as files, as rdflib graphs, and checked against the published shapes."""

from practice_atlas.graph.rdf.canonical import canonical_lines, checksum
from practice_atlas.graph.rdf.conformance import Conformance, Violation, conforms
from practice_atlas.graph.rdf.export import quads, triples
from practice_atlas.graph.rdf.researchers import as_graph, as_rdflib
from practice_atlas.graph.rdf.writing import WRITERS, write_rdf

__all__ = [
    "WRITERS",
    "Conformance",
    "Violation",
    "as_graph",
    "as_rdflib",
    "canonical_lines",
    "checksum",
    "conforms",
    "quads",
    "triples",
    "write_rdf",
]
