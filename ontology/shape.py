"""The shape of the model: what each record's fields are, read once from the pydantic classes.

Everything derived (OWL, SHACL, JSON-LD, sheets, the graph's layout) reads this and never the classes themselves, so
that nothing can come to disagree.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, TypeAlias

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from practice_atlas.ontology.dataset import DatasetInfo
from practice_atlas.ontology.dates import When
from practice_atlas.ontology.model import RECORDS, Part
from practice_atlas.ontology.model.base import Model, Record
from practice_atlas.ontology.references import Ref
from practice_atlas.ontology.terms import Term
from practice_atlas.ontology.texts import NameIn
from practice_atlas.ontology.vocabularies import Vocabulary

FieldType = Literal["text", "name", "integer", "decimal", "date", "code", "reference", "part"]

#: Aliases, because FieldShape has a field called `type`, which hides the built-in inside its body.
_VocabularyClass: TypeAlias = type[Vocabulary]
_PartClass: TypeAlias = type[Part]

#: Fields that every record has; sheets and pages show them after a record's own.
_COMMON = ("evidence", "audience", "note")

_SCALARS: dict[type, FieldType] = {
    str: "text",
    int: "integer",
    float: "decimal",
    When: "date",
    NameIn: "name",
    date: "date",
}


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One field: its type, whether it holds many, and what it refers to.

    `kinds` are the kinds of record a reference may name; `vocabulary` the list of a code; `part` the class of a part;
    `longest` the most characters a text may have (0: no own limit); `term` is None for the identifier alone.
    """

    name: str
    type: FieldType
    many: bool
    required: bool
    description: str
    term: Term | None
    kinds: tuple[str, ...] = ()
    vocabulary: _VocabularyClass | None = None
    part: _PartClass | None = None
    pattern: str = ""
    default: str = ""

    @property
    def arrow(self) -> str:
        """The relationship type of a reference in the graph."""
        return (self.term.arrow if self.term else "") or self.name.upper()


@cache
def fields_of(model: type[Model]) -> tuple[FieldShape, ...]:
    """The fields of a record, a part or a data set's description, the identifier first, what all records share last."""
    hints = typing.get_type_hints(model, include_extras=True)
    own = [name for name in model.model_fields if name not in _COMMON]
    names = own + [name for name in _COMMON if name in model.model_fields]
    return tuple(_shape(name, hints[name], model.model_fields[name]) for name in names)


@cache
def parts_of(model: type[Record]) -> tuple[FieldShape, ...]:
    """The fields that hold parts, each of which has a table of its own."""
    return tuple(shape for shape in fields_of(model) if shape.type == "part")


def tables() -> Iterator[tuple[str, type[Model], type[Record] | None]]:
    """Every table: its name, what a row is, and for parts the record they belong to. Records precede their parts."""
    yield DatasetInfo.table, DatasetInfo, None
    for record in RECORDS:
        yield record.table, record, None
        for shape in parts_of(record):
            assert shape.part is not None  # noqa: S101 - a field of type part has a part
            yield shape.part.table, shape.part, record


def _shape(name: str, hint: Any, info: FieldInfo) -> FieldShape:
    bare, extras = _unwrap(hint)
    many = typing.get_origin(bare) is tuple
    if many:
        bare, inner = _unwrap(typing.get_args(bare)[0])
        extras += inner
    term = next((extra for extra in extras if isinstance(extra, Term)), None)
    ref = next((extra for extra in extras if isinstance(extra, Ref)), None)
    default = info.default if info.default not in (PydanticUndefined, None, ()) else ""
    return FieldShape(
        name=name,
        type=_type(bare, ref),
        many=many,
        required=info.is_required(),
        description=info.description or "",
        term=term,
        kinds=ref.kinds if ref else (),
        vocabulary=bare if isinstance(bare, type) and issubclass(bare, Vocabulary) else None,
        part=bare if isinstance(bare, type) and issubclass(bare, Part) else None,
        pattern=next((extra.pattern for extra in info.metadata if getattr(extra, "pattern", None)), ""),
        default=str(default),
    )


def _type(bare: Any, ref: Ref | None) -> FieldType:
    if ref is not None:
        return "reference"
    if issubclass(bare, Vocabulary):
        return "code"
    if issubclass(bare, Part):
        return "part"
    return _SCALARS[bare]


def _unwrap(hint: Any) -> tuple[Any, list[Any]]:
    """Takes `Annotated` and `| None` off a hint: what remains, and the annotations found on the way."""
    extras: list[Any] = []
    while True:
        if typing.get_origin(hint) is typing.Annotated:
            hint, *more = typing.get_args(hint)
            extras += more
        elif typing.get_origin(hint) in (types.UnionType, typing.Union):
            (hint,) = (part for part in typing.get_args(hint) if part is not type(None))
        else:
            return hint, extras
