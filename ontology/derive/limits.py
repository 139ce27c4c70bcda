"""The bounds of a field's value, read from the rules that pydantic itself publishes for the field."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from practice_atlas.ontology.model.base import Model


@dataclass(frozen=True, slots=True)
class Limits:
    """What a single value must keep to; None or an empty pattern where nothing is set."""

    shortest: int | None = None
    longest: int | None = None
    pattern: str = ""
    lowest: float | None = None
    highest: float | None = None


@cache
def limits_of(model: type[Model]) -> dict[str, Limits]:
    """The limits of each field of a model, by field name."""
    schema = model.model_json_schema()
    return {name: _limits(_value(rules)) for name, rules in schema["properties"].items()}


def _value(rules: dict[str, Any]) -> dict[str, Any]:
    """The rules of one value: without *or null*, and of the items where there are many."""
    if "anyOf" in rules:
        rules = next(choice for choice in rules["anyOf"] if choice.get("type") != "null")
    items: dict[str, Any] = rules.get("items", rules)
    return items


def _limits(rules: dict[str, Any]) -> Limits:
    return Limits(
        shortest=rules.get("minLength"),
        longest=rules.get("maxLength"),
        # Python's raw strings keep the backslash before a quotation mark, which XPath and strict ECMAScript refuse.
        pattern=rules.get("pattern", "").replace('\\"', '"'),
        lowest=rules.get("minimum"),
        highest=rules.get("maximum"),
    )
