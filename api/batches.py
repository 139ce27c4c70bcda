"""What clients of the reconciliation service send as JSON: batches of queries, and columns to extend a table by.

The models read it and describe it (`SCHEMAS`), so that the description cannot promise what is refused.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.config import JsonDict
from pydantic.json_schema import models_json_schema

from practice_atlas.graph.reconciling import PROPERTIES
from practice_atlas.ontology.errors import QuestionError

#: Queries of one batch, things of one extension.
MOST_QUERIES: Final = 500
MOST_THINGS: Final = 1000

_Short: TypeAlias = Annotated[str, Field(max_length=300)]
_Asked = TypeVar("_Asked")
_PREFIX: Final = "Reconciliation"
_REFERENCE: Final = f"#/components/schemas/{_PREFIX}"
_NAMED: Final[JsonDict] = {"required": ["query"], "properties": {"query": {"type": "string", "pattern": r"\S"}}}
_HINTED: Final[JsonDict] = {"required": ["properties"], "properties": {"properties": {"minItems": 1}}}


class Entity(BaseModel):
    """A thing as a value."""

    id: _Short


_Scalar: TypeAlias = str | float | bool | Entity | None
Value: TypeAlias = _Scalar | list[_Scalar]


class Hint(BaseModel):
    """What is known beside the name: one value of a property, or some."""

    pid: _Short
    v: Value


class Query(BaseModel):
    """A name, or properties, and how many candidates are wanted."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [_NAMED, _HINTED]})

    query: _Short | None = None
    type: _Short | list[_Short] = []
    limit: int = Field(5, ge=1)
    properties: list[Hint] = []


class Column(BaseModel):
    """A property to fetch."""

    id: Annotated[str, Field(max_length=300, json_schema_extra={"enum": [item.id for item in PROPERTIES]})]


class Extension(BaseModel):
    """Things, and the properties to fetch of each."""

    ids: list[_Short] = Field(max_length=MOST_THINGS)
    properties: list[Column] = Field(max_length=len(PROPERTIES))


QUERIES: Final = TypeAdapter(Annotated[dict[str, Query], Field(max_length=MOST_QUERIES)])
EXTENSION: Final = TypeAdapter(Extension)


def read(form: TypeAdapter[_Asked], parameter: str, text: str) -> _Asked:
    """The JSON of a parameter. Raises QuestionError, which names the parameter and the place in it."""
    try:
        return form.validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(step)[:60] for step in first["loc"])
        raise QuestionError(
            parameter, f"{place or parameter}: {first['msg']}", fix="See the Reconciliation Service API 0.2."
        ) from error


def schemas() -> dict[str, Any]:
    """The JSON Schemas of all this, by their names among the components of the interface's description."""
    kinds: list[tuple[type[BaseModel], Literal["validation"]]] = [(Query, "validation"), (Extension, "validation")]
    _, told = models_json_schema(kinds, ref_template=_REFERENCE + "{model}")
    queries = {
        "title": "Queries",
        "description": "Queries by names of the client's own, which the answer has too.",
        "type": "object",
        "maxProperties": MOST_QUERIES,
        "additionalProperties": {"$ref": f"{_REFERENCE}Query"},
    }
    return {f"{_PREFIX}{name}": schema for name, schema in {**told["$defs"], "Queries": queries}.items()}


#: What a parameter or the field of a form that holds this JSON is described with.
AS_QUERIES: Final = {"contentMediaType": "application/json", "contentSchema": {"$ref": f"{_REFERENCE}Queries"}}
AS_EXTENSION: Final = {"contentMediaType": "application/json", "contentSchema": {"$ref": f"{_REFERENCE}Extension"}}
