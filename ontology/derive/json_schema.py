"""JSON Schema 2020-12 of a data set: what pydantic publishes, and the rules it keeps in Python that a schema can say.

It cannot know whether a text is EDTF, whether a flow's two ends differ, or hidden control characters: the loader does.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from pydantic.json_schema import models_json_schema

from practice_atlas.ontology.dataset import DatasetInfo
from practice_atlas.ontology.derive.marks import MARK
from practice_atlas.ontology.derive.rules import ALTERNATIVES, AT_LEAST, EITHER
from practice_atlas.ontology.identifiers import KINDS, LONGEST, SLUG
from practice_atlas.ontology.model import RECORDS, Record
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.semantics import SITE
from practice_atlas.ontology.shape import FieldShape, fields_of, tables

_LANGUAGE: Final = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


def json_schema() -> str:
    """`schema.json`."""
    models: list[type[Model]] = [DatasetInfo, *RECORDS]
    _, published = models_json_schema([(model, "validation") for model in models], ref_template="#/$defs/{model}")
    definitions = published["$defs"]
    for _, model, _ in tables():
        _refine(definitions[model.__name__], model)
    content = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{SITE}schema.json",
        "$comment": MARK,
        "title": "Practice Atlas data set",
        "type": "object",
        "additionalProperties": False,
        "required": [DatasetInfo.table],
        "properties": {
            DatasetInfo.table: {"$ref": f"#/$defs/{DatasetInfo.__name__}"},
            **{record.table: {"type": "array", "items": {"$ref": f"#/$defs/{record.__name__}"}} for record in RECORDS},
        },
        "$defs": dict(sorted(definitions.items())),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _refine(definition: dict[str, Any], model: type[Model]) -> None:
    for shape in fields_of(model):
        rules = definition["properties"][shape.name]
        rules.pop("title", None)
        value = _value(rules)
        value |= _further(shape, value)
        if (model, shape.name) in AT_LEAST:
            rules["minItems"] = AT_LEAST[model, shape.name]
    if issubclass(model, Record):
        definition["properties"]["id"] |= {"pattern": f"^{model.kind}:{SLUG}$", "maxLength": LONGEST}
    conditions = [_exactly_one(*pair) for pair in EITHER.get(model, ())]
    conditions += [{"anyOf": [_given(name) for name in names]} for names in ALTERNATIVES.get(model, ())]
    if conditions:
        definition["allOf"] = conditions


def _value(rules: dict[str, Any]) -> dict[str, Any]:
    """The part of a field's rules that speaks of one value."""
    if "anyOf" in rules:
        rules = next(choice for choice in rules["anyOf"] if choice.get("type") != "null")
    items: dict[str, Any] = rules.get("items", rules)
    return items


def _further(shape: FieldShape, value: dict[str, Any]) -> dict[str, Any]:
    if shape.type == "reference":
        kinds = "|".join(shape.kinds or KINDS)
        return {"pattern": f"^(?:{kinds}):{SLUG}$", "maxLength": LONGEST}
    if shape.type == "date":
        return {"pattern": "[0-9X]"}
    if shape.type == "text" and shape.name == "language":
        return {"pattern": _LANGUAGE}
    if value.get("minLength"):  # a text of white space alone is no text
        return {"pattern": _with_a_letter(value.get("pattern", ""))}
    return {"pattern": value["pattern"].replace('\\"', '"')} if "pattern" in value else {}


def _with_a_letter(pattern: str) -> str:
    return re.sub(r"^\^(\[.*\])\*\$$", r"^\1*\\S\1*$", pattern) if pattern else r"\S"


def _exactly_one(first: str, second: str) -> dict[str, Any]:
    return {"oneOf": [_given(first), _given(second)]}


def _given(name: str) -> dict[str, Any]:
    return {"required": [name], "properties": {name: {"type": "string"}}}
