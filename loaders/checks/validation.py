"""Checks each record against the model, and turns what the model says into problems at their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from practice_atlas.loaders.checks.messages import explain
from practice_atlas.loaders.raw import Raw
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.problems import Problem
from practice_atlas.ontology.shape import FieldShape, fields_of

M = TypeVar("M", bound=Model)


def validate(raw: Raw, model: type[M]) -> M | list[Problem]:
    """The record, or all problems of it. The list is empty where every error had been reported by an earlier step."""
    try:
        return model.model_validate(_plain(raw))
    except ValidationError as error:
        return [problem for detail in error.errors(include_url=False) for problem in _problems(raw, detail)]


def _plain(raw: Raw) -> dict[str, Any]:
    """The values as the model takes them: parts as mappings."""
    parts = [shape.name for shape in fields_of(raw.model) if shape.type == "part" and shape.name in raw.values]
    if not parts:
        return raw.values
    values = dict(raw.values)
    for name in parts:
        if isinstance(values[name], list):
            values[name] = [_plain(part) if isinstance(part, Raw) else part for part in values[name]]
    return values


def _problems(raw: Raw, error: ErrorDetails) -> Iterator[Problem]:
    owner, name, path = _locate(raw, error["loc"])
    if owner.is_silent(name):
        return
    finding = explain(error, owner.model, name)
    field = f"{path}.{name}" if path and name else path or name
    place = owner.place(name)
    yield Problem(place, finding.rule, finding.message, finding.fix, field=field, record=raw.id)


def _locate(raw: Raw, location: tuple[int | str, ...]) -> tuple[Raw, str, str]:
    """The record or part that an error is in, the field of it, and the field that holds the part."""
    name = str(location[0]) if location else ""
    part = _part_at(raw, location)
    if part is None:
        return raw, name, ""
    return part, str(location[2]) if len(location) > 2 else "", name


def _part_at(raw: Raw, location: tuple[int | str, ...]) -> Raw | None:
    if len(location) < 2 or not isinstance(location[1], int) or not _holds_parts(raw.model, location[0]):
        return None
    part = raw.values[str(location[0])][location[1]]
    return part if isinstance(part, Raw) else None


def _holds_parts(model: type[Model], name: int | str) -> bool:
    shape: FieldShape | None = next((shape for shape in fields_of(model) if shape.name == name), None)
    return shape is not None and shape.type == "part"
