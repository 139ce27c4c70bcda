"""The tables people fill in: headings in order, what each takes, allowed codes, help. Read by templates and loaders."""

from __future__ import annotations

import json
from typing import Any

from practice_atlas.ontology.derive.limits import Limits, limits_of
from practice_atlas.ontology.derive.marks import MARK
from practice_atlas.ontology.model.base import Model, Record
from practice_atlas.ontology.shape import FieldShape, fields_of, tables


def sheets() -> str:
    """`sheets.json`."""
    content = {
        "$comment": MARK,
        "separator": ";",
        "tables": [_table(name, model, owner) for name, model, owner in tables()],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _table(name: str, model: type[Model], owner: type[Record] | None) -> dict[str, Any]:
    """A table; that of a part begins with the column of the record that it belongs to."""
    columns = [_owner_column(owner)] if owner else []
    columns += [_column(shape, limits_of(model)[shape.name]) for shape in fields_of(model) if shape.type != "part"]
    return {
        "table": name,
        "help": " ".join((model.__doc__ or "").split()),
        "kind": model.kind if issubclass(model, Record) else "",
        "owner": owner.kind if owner else "",
        "must_cite": issubclass(model, Record) and model.must_cite,
        "columns": columns,
    }


def _owner_column(owner: type[Record]) -> dict[str, Any]:
    return {
        "heading": owner.kind,
        "type": "reference",
        "many": False,
        "required": True,
        "help": f"The {owner.kind} that this row belongs to.",
        "kinds": [owner.kind],
    }


def _column(shape: FieldShape, limits: Limits) -> dict[str, Any]:
    column: dict[str, Any] = {
        "heading": shape.name,
        "type": shape.type,
        "many": shape.many,
        "required": shape.required,
        "help": shape.description,
    }
    further = {
        "kinds": list(shape.kinds),
        "codes": [
            {"code": code.value, "label": code.label, "definition": code.definition} for code in shape.vocabulary or ()
        ],
        "default": shape.default,
        "pattern": limits.pattern,
        "longest": limits.longest,
        "lowest": limits.lowest,
        "highest": limits.highest,
    }
    return column | {name: value for name, value in further.items() if value not in (None, "", [])}
