"""Checks each record against the model, and turns what the model says into problems at their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from practice_atlas.loaders.checks.messages import explain
from practice_atlas.loaders.raw import Raw, part_fields_of
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.problems import Problem

M = TypeVar("M", bound=Model)


def validate(raw: Raw, model: type[M]) -> M | list[Problem]:
    """The record, or all problems of it. The list is empty where every error had been reported by an earlier step."""
    try:
        return model.model_validate(_plain(raw))
    except ValidationError as error:
        return [problem for detail in error.errors(include_url=False) for problem in _problems(raw, detail)]


def _plain(raw: Raw) -> dict[str, Any]:
    """The values as the model takes them: parts as mappings."""
    shapes = part_fields_of(raw.model)
    if not shapes:
        return raw.values
    values = dict(raw.values)
    for shape in shapes:
        written = values.get(shape.name)
        if isinstance(written, list):
            values[shape.name] = [_plain(part) if isinstance(part, Raw) else part for part in written]
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
    if len(location) < 2 or location[0] not in [shape.name for shape in part_fields_of(raw.model)]:
        return None
    part = raw.values[str(location[0])][int(location[1])]
    return part if isinstance(part, Raw) else None
