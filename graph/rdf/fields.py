"""What the fields of a record or part say in RDF, read from the shape: ours, and each standard property it narrows.

The standard properties and classes are written out, so that a query in plain SKOS, PROV or ORG finds the records
without a reasoner. What that costs is in decisions/0006.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pyoxigraph import NamedNode

from practice_atlas.graph.rdf.nodes import (
    Fact,
    Term,
    day,
    decimal,
    named,
    standard,
    stated_date,
    text,
    thing,
    whole,
)  # fmt: skip
from practice_atlas.ontology.dates import When
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.semantics import bounds_of, datatype_of, scheme_of
from practice_atlas.ontology.shape import FieldShape, fields_of
from practice_atlas.ontology.terms import expand
from practice_atlas.ontology.texts import NameIn
from practice_atlas.ontology.vocabularies import Vocabulary

TYPE: Final = standard("rdf:type")


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a field is written: its properties, how a value becomes a term, and for dates where the bounds go."""

    name: str
    many: bool
    predicates: tuple[NamedNode, ...]
    term: Callable[[Any], Term]
    bounds: tuple[NamedNode, NamedNode] | None


def described(model: Model, subject: NamedNode) -> list[Fact]:
    """The types and fields of a record, part or data set; not its identifier, and not the parts it holds."""
    kind = type(model)
    facts: list[Fact] = [(subject, TYPE, node) for node in _types(kind)]
    for plan in _plans(kind):
        value = getattr(model, plan.name)
        if value is None:
            continue
        term = plan.term
        for item in value if plan.many else (value,):
            said = term(item)
            for predicate in plan.predicates:
                facts.append((subject, predicate, said))
        if plan.bounds:
            facts += _days(subject, plan.bounds, value)
    return facts


@cache
def predicates(shape: FieldShape) -> tuple[NamedNode, ...]:
    """The property of a field and the standard ones that it narrows."""
    assert shape.term  # noqa: S101 - only identifiers have none, and they are not asked for
    return NamedNode(shape.term.iri), *(NamedNode(expand(name)) for name in shape.term.narrows)


@cache
def _types(model: type[Model]) -> tuple[NamedNode, ...]:
    return NamedNode(model.class_term.iri), *map(standard, model.class_term.narrows)


@cache
def _plans(model: type[Model]) -> tuple[_Plan, ...]:
    shapes = (shape for shape in fields_of(model) if shape.term and shape.type != "part")
    return tuple(_plan(shape) for shape in shapes)


def _plan(shape: FieldShape) -> _Plan:
    bounds = None
    if shape.type == "date":
        earliest, latest = bounds_of(shape)
        bounds = NamedNode(earliest), NamedNode(latest)
    return _Plan(shape.name, shape.many, predicates(shape), _maker(shape), bounds)


def _maker(shape: FieldShape) -> Callable[[Any], Term]:
    if shape.type == "text" and datatype_of(shape) == expand("rdf:langString"):
        return _english
    return _MAKERS[shape.type]


def _english(value: str) -> Term:
    return named(value, "en")


def _name(value: NameIn) -> Term:
    return named(value.text, value.language)


def _date(value: When) -> Term:
    return stated_date(value.text)


def concept(code: Vocabulary) -> NamedNode:
    """A code as a node."""
    return _concept(type(code), code.value)


@cache
def _concept(vocabulary: type[Vocabulary], value: str) -> NamedNode:
    """By vocabulary too, because codes of two vocabularies with the same letters are equal, and one key of a cache."""
    return NamedNode(f"{scheme_of(vocabulary)}/{value}")


_MAKERS: Final[dict[str, Callable[[Any], Term]]] = {
    "text": text,
    "name": _name,
    "integer": whole,
    "decimal": decimal,
    "date": _date,
    "code": concept,
    "reference": thing,
}


def _days(subject: NamedNode, bounds: tuple[NamedNode, NamedNode], when: When) -> Iterator[Fact]:
    for predicate, value in zip(bounds, (when.earliest, when.latest), strict=True):
        if value:
            yield subject, predicate, day(value)
