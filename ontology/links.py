"""The references that a record or part makes, read by its shape:

one place, so that nothing that follows them forgets one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from practice_atlas.ontology.model import Part, Record
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.shape import FieldShape, fields_of, parts_of


@dataclass(frozen=True, slots=True)
class Link:
    """A reference from a record to `target`; `part` is the part that makes it, or None for the record itself."""

    shape: FieldShape
    target: str
    part: Part | None = None


@cache
def reference_fields(model: type[Model]) -> tuple[FieldShape, ...]:
    """The fields of a model that hold references, evidence among them."""
    return tuple(shape for shape in fields_of(model) if shape.type == "reference")


def own_links(model: Model) -> Iterator[tuple[FieldShape, str]]:
    """Field and target of each reference that a record or part makes itself, without those of its parts."""
    for shape in reference_fields(type(model)):
        value = getattr(model, shape.name)
        if shape.many:
            for target in value:
                yield shape, target
        elif value is not None:
            yield shape, value


def parts(record: Record) -> Iterator[tuple[FieldShape, int, Part]]:
    """Field, position and value of each part of a record."""
    for shape in parts_of(type(record)):
        for position, part in enumerate(getattr(record, shape.name)):
            yield shape, position, part


def targets(record: Record) -> Iterator[str]:
    """The target of every reference that a record makes; a third of the time of `links`, where nothing else counts."""
    for shape in reference_fields(type(record)):
        value = getattr(record, shape.name)
        if shape.many:
            yield from value
        elif value is not None:
            yield value
    for _, _, part in parts(record):
        for _, target in own_links(part):
            yield target


def evidence_of(record: Record) -> dict[str, None]:
    """The evidence that a record and its parts cite, each once, in order."""
    return dict.fromkeys(chain(record.evidence, *(part.evidence for _, _, part in parts(record))))


def links(record: Record) -> Iterator[Link]:
    """Every reference that a record makes, those of its parts included."""
    for shape, target in own_links(record):
        yield Link(shape, target)
    for _, _, part in parts(record):
        for shape, target in own_links(part):
            yield Link(shape, target, part)
