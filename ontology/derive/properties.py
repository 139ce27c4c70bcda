"""The properties of the model: each term once, with all the fields that use it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.semantics import datatype_of, is_literal
from practice_atlas.ontology.shape import FieldShape, fields_of, tables
from practice_atlas.ontology.terms import Term


@dataclass(frozen=True, slots=True)
class Use:
    """A field that uses a term, and the record, part or data set whose field it is."""

    model: type[Model]
    shape: FieldShape


@dataclass(frozen=True, slots=True)
class Property:
    """A term and its uses, in the order of the tables."""

    term: Term
    uses: tuple[Use, ...]

    @property
    def first(self) -> FieldShape:
        """The field that stands for all where they are known to agree (type, vocabulary, standard properties)."""
        return self.uses[0].shape

    @property
    def is_ours(self) -> bool:
        """Whether it is defined here; nothing foreign is redefined."""
        return ":" not in self.term.name


def properties() -> tuple[Property, ...]:
    """All properties by address. Raises ValueError where two fields give one term different meanings."""
    uses: dict[str, list[Use]] = defaultdict(list)
    for _, model, _ in tables():
        for shape in fields_of(model):
            if shape.term:
                uses[shape.term.iri].append(Use(model, shape))
    return tuple(_property(address, found) for address, found in sorted(uses.items()))


def _property(address: str, uses: list[Use]) -> Property:
    if len({_meaning(use.shape) for use in uses}) > 1:
        fields = ", ".join(f"{use.model.__name__}.{use.shape.name}" for use in uses)
        raise ValueError(f"{address} means different things in {fields}")
    term = uses[0].shape.term
    assert term  # noqa: S101 - collected by its term
    return Property(term, tuple(uses))


def _meaning(shape: FieldShape) -> tuple[object, ...]:
    assert shape.term  # noqa: S101 - collected by its term
    datatype = datatype_of(shape) if is_literal(shape) else ""
    return shape.term.narrows, shape.type, shape.vocabulary, shape.part, datatype
