"""Records that break rules, for shapes to refuse: built past pydantic, which would refuse them first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from practice_atlas.ontology.dates import When
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.shape import FieldShape, fields_of
from practice_atlas.ontology.texts import NameIn
from practice_atlas.ontology.vocabularies import Vocabulary


def unchecked(model: type[Model], row: Mapping[str, Any]) -> Any:
    """A record or part of these values, whatever they are."""
    shapes = [shape for shape in fields_of(model) if shape.name in row]
    return model.model_construct(**{shape.name: _values(shape, row[shape.name]) for shape in shapes}).model_copy(
        update={shape.name: () if shape.many else None for shape in fields_of(model) if _absent(shape, row)}
    )


def _absent(shape: FieldShape, row: Mapping[str, Any]) -> bool:
    return shape.name not in row and shape.required


def _values(shape: FieldShape, value: Any) -> Any:
    return tuple(_value(shape, item) for item in value) if shape.many else _value(shape, value)


def _value(shape: FieldShape, value: Any) -> Any:
    if shape.part:
        return unchecked(shape.part, value)
    if shape.vocabulary:
        return _code(shape.vocabulary, value)
    if shape.type == "date":
        return _date(value)
    return NameIn.parse(value) if shape.type == "name" else value


def _code(vocabulary: type[Vocabulary], value: str) -> Any:
    """The code; for a word that is none, one of its own vocabulary that nobody published."""
    known = next((code for code in vocabulary if code.value == value), None)
    if known is not None:
        return known
    stranger = str.__new__(vocabulary, value)
    stranger._value_ = value
    return stranger


def _date(value: str) -> When:
    if value == "2025/2024":  # refused when it is read, so its bounds are given here
        return When(value, date(2025, 1, 1), date(2024, 12, 31), None)
    return When.parse(value)
