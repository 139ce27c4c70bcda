"""The shapes of the records' RDF, in SHACL: what pydantic checks, and that statements cite evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from practice_atlas.ontology.derive.limits import Limits, limits_of
from practice_atlas.ontology.derive.marks import MARK
from practice_atlas.ontology.derive.rules import ALTERNATIVES, AT_LEAST, DIFFERENT, EITHER
from practice_atlas.ontology.derive.turtle import Pair, block, document, iri, items, nested, text
from practice_atlas.ontology.identifiers import SLUG
from practice_atlas.ontology.model import Evidence, Record
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.semantics import (
    COUNTRY,
    bounds_of,
    class_of,
    concept_of,
    datatype_of,
    is_literal,
)  # fmt: skip
from practice_atlas.ontology.shape import FieldShape, fields_of, tables
from practice_atlas.ontology.terms import THINGS, expand

_IDENTIFIER: Final = iri(expand("dct:identifier"))
_ONE: Final[tuple[Pair, Pair]] = (("sh:minCount", "1"), ("sh:maxCount", "1"))


def shacl() -> str:
    """`shapes.shacl.ttl`."""
    models = sorted((model for _, model, _ in tables()), key=lambda model: model.class_term.iri)
    return document(MARK, [_country(), *map(_node_shape, models)])


def _country() -> str:
    pairs: list[Pair] = [("sh:path", iri(expand("rdfs:label"))), ("sh:minCount", "1")]
    return block(
        "atlas:CountryShape",
        [("a", "sh:NodeShape"), ("sh:targetClass", iri(COUNTRY)), ("sh:property", nested(pairs))],
    )


def _node_shape(model: type[Model]) -> str:
    pairs: list[Pair] = [
        ("a", "sh:NodeShape"),
        ("sh:targetClass", iri(model.class_term.iri)),
        ("sh:nodeKind", "sh:IRI"),
    ]
    if issubclass(model, Record):
        pairs.append(("sh:pattern", text(f"^{re.escape(THINGS)}{model.kind}/{SLUG}$")))
        pairs.append(_property(_IDENTIFIER, [*_ONE, ("sh:datatype", "xsd:string")]))
    for shape in fields_of(model):
        if shape.term:
            pairs += _field(model, shape, limits_of(model)[shape.name])
    if model is Evidence:
        pairs.append(_property(iri(expand("oa:hasTarget")), [*_ONE, ("sh:class", "oa:SpecificResource")]))
    return block(f"{iri(model.class_term.iri)}Shape", [*pairs, *_between_fields(model)])


def _field(model: type[Model], shape: FieldShape, limits: Limits) -> Iterator[Pair]:
    assert shape.term  # noqa: S101 - asked for by its caller
    path = iri(shape.term.iri)
    yield _property(path, [*_counts(model, shape), *_values(shape, limits)])
    if shape.type == "date":
        earliest, latest = map(iri, bounds_of(shape))
        day: list[Pair] = [("sh:maxCount", "1"), ("sh:datatype", "xsd:date")]
        yield _property(earliest, [*day, ("sh:lessThanOrEquals", latest)])
        yield _property(latest, day)


def _counts(model: type[Model], shape: FieldShape) -> Iterator[Pair]:
    least = AT_LEAST.get((model, shape.name), int(shape.required or bool(shape.default)))
    if shape.name == "evidence" and issubclass(model, Record) and model.must_cite:
        least = 1
    if least:
        yield "sh:minCount", str(least)
    if not shape.many:
        yield "sh:maxCount", "1"


def _values(shape: FieldShape, limits: Limits) -> Iterator[Pair]:
    if is_literal(shape):
        yield "sh:datatype", iri(datatype_of(shape))
        yield from _bounds(shape, limits)
    elif shape.vocabulary:
        yield "sh:in", items(iri(concept_of(code)) for code in shape.vocabulary)
    elif shape.part:
        yield "sh:class", iri(shape.part.class_term.iri)
    else:
        yield "sh:nodeKind", "sh:IRI"
        yield from _referred(shape)


def _bounds(shape: FieldShape, limits: Limits) -> Iterator[Pair]:
    if datatype_of(shape) == expand("rdf:langString") and not shape.many:
        yield "sh:languageIn", items([text("en")])
    if limits.shortest:
        yield "sh:minLength", str(limits.shortest)
    if limits.longest:
        yield "sh:maxLength", str(limits.longest)
    if limits.pattern and shape.type == "text":
        yield "sh:pattern", text(limits.pattern)
    if limits.lowest is not None:
        yield "sh:minInclusive", f"{limits.lowest:g}"
    if limits.highest is not None:
        yield "sh:maxInclusive", f"{limits.highest:g}"


def _referred(shape: FieldShape) -> Iterator[Pair]:
    """What a reference may name. Where any record will do, that is whatever has an identifier."""
    classes = sorted({class_of(kind) for kind in shape.kinds})
    if not classes:
        yield _property(_IDENTIFIER, [("sh:minCount", "1")])
    elif len(classes) == 1:
        yield "sh:class", iri(classes[0])
    else:
        yield "sh:or", items(nested([("sh:class", iri(address))]) for address in classes)


def _between_fields(model: type[Model]) -> Iterator[Pair]:
    path = {shape.name: iri(shape.term.iri) for shape in fields_of(model) if shape.term}
    for names in EITHER.get(model, ()):
        yield "sh:xone", items(_given(path[name]) for name in names)
    for choices in ALTERNATIVES.get(model, ()):
        yield "sh:or", items(_given(path[name]) for name in choices)
    for one, other in DIFFERENT.get(model, ()):
        yield _property(path[one], [("sh:disjoint", path[other])])


def _given(path: str) -> str:
    return nested([_property(path, [("sh:minCount", "1")])])


def _property(path: str, rules: list[Pair]) -> Pair:
    return "sh:property", nested([("sh:path", path), *rules])
