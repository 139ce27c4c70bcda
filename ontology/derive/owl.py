"""The ontology in OWL: classes and properties of the model, then the hand-written axioms that a model cannot say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from practice_atlas.ontology.derive.marks import MARK
from practice_atlas.ontology.derive.properties import Property, properties
from practice_atlas.ontology.derive.turtle import Pair, block, document, iri, items, nested, text
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.semantics import (
    ONTOLOGY,
    OUTCOMES,
    bounds_of,
    class_of,
    datatype_of,
    is_literal,
    scheme_of,
    words,
)  # fmt: skip
from practice_atlas.ontology.shape import FieldShape, tables
from practice_atlas.ontology.terms import expand

AXIOMS: Final = Path(__file__).parent.parent / "axioms.ttl"
_DEFINED: Final[Pair] = ("rdfs:isDefinedBy", iri(ONTOLOGY))


def owl() -> str:
    """`practice-atlas.owl.ttl`."""
    models = sorted((model for _, model, _ in tables()), key=lambda model: model.class_term.iri)
    return document(MARK, [*map(_class, models), *_properties(), _axioms()])


def _class(model: type[Model]) -> str:
    return block(
        iri(model.class_term.iri),
        [
            ("a", "owl:Class"),
            *(("rdfs:subClassOf", iri(expand(standard))) for standard in model.class_term.narrows),
            ("rdfs:label", text(words(model.class_term.name), "en")),
            ("rdfs:comment", text(" ".join((model.__doc__ or "").split()), "en")),
            _DEFINED,
        ],
    )


def _properties() -> Iterator[str]:
    for item in properties():
        if item.is_ours:
            yield _property(item)
        if item.first.type == "date":
            yield from _bounds(item)


def _property(item: Property) -> str:
    kind = "owl:DatatypeProperty" if is_literal(item.first) else "owl:ObjectProperty"
    return block(
        iri(item.term.iri),
        [
            ("a", kind),
            *(("rdfs:subPropertyOf", iri(expand(standard))) for standard in item.term.narrows),
            ("rdfs:domain", _one_of(_domain(item))),
            *_range(item),
            ("rdfs:label", text(words(item.term.name), "en")),
            *_comments(item),
            _DEFINED,
        ],
    )


def _bounds(item: Property) -> Iterator[str]:
    """The first and last day that a date can mean, as days that every tool can compare."""
    for address, which in zip(bounds_of(item.first), ("first", "last"), strict=True):
        local = address.rpartition("#")[2]
        yield block(
            iri(address),
            [
                ("a", "owl:DatatypeProperty"),
                ("rdfs:domain", _one_of(_domain(item))),
                ("rdfs:range", "xsd:date"),
                ("rdfs:label", text(words(local), "en")),
                ("rdfs:comment", text(f"The {which} day that {item.term.name} can mean.", "en")),
                _DEFINED,
            ],
        )


def _domain(item: Property) -> set[str]:
    """The classes whose fields use the property, and the engagement where it is also the short form of an outcome."""
    short_form = {class_of("engagement")} if item.term.iri in OUTCOMES.values() else set()
    return {use.model.class_term.iri for use in item.uses} | short_form


def _range(item: Property) -> Iterator[Pair]:
    shape = item.first
    if is_literal(shape):
        yield "rdfs:range", iri(datatype_of(shape))
    elif shape.vocabulary:
        yield "rdfs:range", "skos:Concept"
        yield "rdfs:seeAlso", iri(scheme_of(shape.vocabulary))
    elif shape.part:
        yield "rdfs:range", iri(shape.part.class_term.iri)
    else:
        classes = _referred([use.shape for use in item.uses])
        if classes:
            yield "rdfs:range", _one_of(classes)


def _referred(shapes: Iterable[FieldShape]) -> set[str]:
    """The classes that a reference may name; none where one of its uses takes any."""
    kinds: set[str] = set()
    for shape in shapes:
        if not shape.kinds:
            return set()
        kinds |= set(shape.kinds)
    return {class_of(kind) for kind in kinds}


def _comments(item: Property) -> list[Pair]:
    return [
        ("rdfs:comment", text(said, "en"))
        for said in dict.fromkeys(use.shape.description for use in item.uses)
    ]  # fmt: skip


def _one_of(classes: set[str]) -> str:
    names = [iri(address) for address in sorted(classes)]
    return names[0] if len(names) == 1 else nested([("a", "owl:Class"), ("owl:unionOf", items(names))])


def _axioms() -> str:
    """The hand-written part; its prefixes are those of the file and need not be repeated."""
    lines = AXIOMS.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("@prefix")).lstrip("\n")
