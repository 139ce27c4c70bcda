"""The published vocabulary: the ontology, its shapes and its codes as triples, and the ontology as a page tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from practice_atlas.graph.rdf.fields import TYPE
from practice_atlas.graph.rdf.nodes import standard
from practice_atlas.graph.rdf.writing import SHORT
from practice_atlas.ontology.terms import ATLAS, CODES, PREFIXES

ONTOLOGY: Final = "practice-atlas.owl.ttl"
SHAPES: Final = "shapes.shacl.ttl"
VOCABULARIES: Final = "vocabularies.skos.ttl"
CONTEXT: Final = "context.jsonld"
SCHEMA: Final = "schema.json"

_WRITERS: Final = {"nt": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD, "ttl": RdfFormat.TURTLE}
_CLASS: Final = standard("owl:Class")


@dataclass(frozen=True, slots=True)
class Named:
    """An address as people read it: `skos:Concept`; `local` where it is explained on the same page."""

    text: str
    address: str
    local: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A class or property: its local name, label, definitions, and the terms that it stands in relation to."""

    name: str
    label: str
    definitions: Sequence[str]
    narrows: Sequence[Named]
    domain: Sequence[Named]
    range: Sequence[Named]
    kinds: Sequence[str]


@cache
def published(name: str) -> bytes:
    """A published file as it is committed."""
    return files("practice_atlas.ontology").joinpath("published", name).read_bytes()


@cache
def rendered(name: str, form: str) -> bytes:
    """A published Turtle file in a form: `ttl` as it is, `nt` or `jsonld` (full addresses: it has unnamed parts)."""
    return published(name) if form == "ttl" else serialize(list(_triples(name)), format=_WRITERS[form]) or b""


@cache
def codes(path: str, form: str) -> bytes | None:
    """A vocabulary (`stage`) or one of its codes (`stage/in-use`), as triples; None where there is none.

    A vocabulary comes with its codes.
    """
    beginning = CODES + path
    told = [
        triple
        for triple in _triples(VOCABULARIES)
        if isinstance(triple.subject, NamedNode)
        and (triple.subject.value == beginning or triple.subject.value.startswith(beginning + "/"))
    ]
    lists = [triple for triple in _triples(VOCABULARIES) if isinstance(triple.subject, BlankNode)]
    joined = [*told, *_reached(told, lists)]
    return serialize(joined, format=_WRITERS[form], prefixes=None if form != "ttl" else SHORT) if told else None


@cache
def classes() -> tuple[Entry, ...]:
    """The classes of the ontology, by name."""
    return tuple(entry for entry in _entries() if "class" in entry.kinds)


@cache
def properties() -> tuple[Entry, ...]:
    """The properties of the ontology, by name."""
    return tuple(entry for entry in _entries() if "class" not in entry.kinds)


def _reached(told: Iterable[Triple], lists: Sequence[Triple]) -> Iterator[Triple]:
    """The lists that begin in what is told: the codes of a vocabulary in order."""
    wanted = {triple.object for triple in told if isinstance(triple.object, BlankNode)}
    while wanted:
        found = [triple for triple in lists if triple.subject in wanted]
        yield from found
        wanted = {triple.object for triple in found if isinstance(triple.object, BlankNode)}


@cache
def _triples(name: str) -> tuple[Triple, ...]:
    return tuple(quad.triple for quad in parse(published(name), format=RdfFormat.TURTLE))


@cache
def _entries() -> tuple[Entry, ...]:
    facts: dict[object, dict[str, list[object]]] = {}
    for triple in _triples(ONTOLOGY):
        facts.setdefault(triple.subject, {}).setdefault(triple.predicate.value, []).append(triple.object)
    ours = [subject for subject in facts if isinstance(subject, NamedNode) and subject.value.startswith(ATLAS)]
    return tuple(_entry(subject, facts) for subject in sorted(ours, key=lambda node: node.value.casefold()))


def _entry(subject: NamedNode, facts: dict[object, dict[str, list[object]]]) -> Entry:
    own = facts[subject]

    def texts(name: str) -> list[str]:
        return [item.value for item in own.get(standard(name).value, []) if isinstance(item, Literal)]

    def terms(*names: str) -> list[Named]:
        found = [item for name in names for item in own.get(standard(name).value, [])]
        return [_named(node) for item in found for node in _members(item, facts)]

    kinds = [item for item in own.get(TYPE.value, []) if isinstance(item, NamedNode)]
    return Entry(
        name=subject.value.removeprefix(ATLAS),
        label=next(iter(texts("rdfs:label")), ""),
        definitions=texts("rdfs:comment"),
        narrows=terms("rdfs:subClassOf", "rdfs:subPropertyOf"),
        domain=terms("rdfs:domain"),
        range=[*terms("rdfs:range", "owl:equivalentClass"), *terms("rdfs:seeAlso")],
        kinds=["class"] if _CLASS in kinds else [_named(kind).text for kind in kinds],
    )


def _members(item: object, facts: dict[object, dict[str, list[object]]]) -> Iterator[NamedNode]:
    """The terms of a class that is the union of some; a term itself."""
    if isinstance(item, NamedNode):
        if item != standard("rdf:nil"):
            yield item
        return
    own = facts.get(item, {})
    for name in ("owl:unionOf", "rdf:first", "rdf:rest"):
        for part in own.get(standard(name).value, []):
            yield from _members(part, facts)


def _named(node: NamedNode) -> Named:
    address = node.value
    if address.startswith(ATLAS):
        return Named(address.removeprefix(ATLAS), address, address.removeprefix(ATLAS))
    if address.startswith(CODES):
        path = "codes/" + address.removeprefix(CODES)
        return Named(path, address, path)
    for prefix, namespace in PREFIXES.items():
        if address.startswith(namespace):
            return Named(f"{prefix}:{address.removeprefix(namespace)}", address, "")
    return Named(address, address, "")
