"""The terms of the vocabulary: what a class or field is called in RDF and in the graph, declared beside the field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Namespace of the ontology. It is to be registered with w3id.org before the first public release (decisions/0010).
ATLAS: Final = "https://w3id.org/practice-atlas/ontology#"
#: Namespace of the vocabularies' concepts.
CODES: Final = "https://w3id.org/practice-atlas/codes/"
#: Namespace of the things described; `city:saida-lb` becomes `…/id/city/saida-lb`.
THINGS: Final = "https://w3id.org/practice-atlas/id/"

PREFIXES: Final[dict[str, str]] = {
    "atlas": ATLAS,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def expand(compact: str) -> str:
    """`skos:prefLabel` → its full IRI. Raises KeyError for a prefix that is not declared."""
    prefix, _, local = compact.partition(":")
    return PREFIXES[prefix] + local


@dataclass(frozen=True, slots=True)
class Term:
    """What a field means in RDF and in the graph.

    `name`: its local name in the ATLAS namespace, or the compact IRI of a standard term used as it is (`skos:broader`).
    `narrows`: standard properties that ours is a sub-property of. `arrow`: the relationship type of a reference in the
    graph (default: the name in capitals). `inverse`: the arrow points from the value to the record. `record_only`: in
    the graph the field stands in the node's `record` alone and is no property beside it.
    """

    name: str
    narrows: tuple[str, ...] = ()
    arrow: str = ""
    inverse: bool = False
    record_only: bool = False

    @property
    def iri(self) -> str:
        """The property's full IRI."""
        return expand(self.name) if ":" in self.name else ATLAS + self.name


@dataclass(frozen=True, slots=True)
class ClassTerm:
    """What a record or a nested statement is in RDF (`name` in ATLAS, `narrows`) and in the graph (`label`)."""

    name: str
    narrows: tuple[str, ...] = ()
    label: str = ""

    @property
    def iri(self) -> str:
        """The class's full IRI."""
        return ATLAS + self.name
