"""The description of the interface (OpenAPI 3.1): what FastAPI finds in the routes, and what holds for all of them.

Routes say what they take and give; that every one of them may be refused, by whom and in which form, is said here.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final, Literal

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from practice_atlas.api import batches
from practice_atlas.api.calling import UNCOUNTED
from practice_atlas.api.errors import PROBLEM_JSON
from practice_atlas.api.links import add_links
from practice_atlas.api.problems import TITLES, Problem, problem
from practice_atlas.ontology.model import RECORDS

#: What may come of any request, whatever it asks.
_ALWAYS: Final = (400, 401, 404, 408, 413, 422, 429, 431, 500, 503, 504)
#: Of those that are asked by machines about this machine.
_OF_THE_PROCESS: Final = (400, 401, 408, 413, 431, 500, 503)
_DETAILS: Final = {
    400: "Invalid HTTP request received.",
    401: "This key is not known, or was revoked.",
    403: "This needs a key of the role editor.",
    404: "Nothing is called 'Atlantis'.",
    409: "Another load is under way.",
    422: "Input should be less than or equal to 500.",
    429: "You ask more often than is allowed.",
    503: "The graph cannot be reached.",
    504: "The question took longer than allowed.",
}
_TEXT: Final = {"schema": {"type": "string"}}
_SECONDS: Final = {"schema": {"type": "integer", "minimum": 0}}
_HEADERS: Final[dict[int, dict[str, Any]]] = {
    401: {"WWW-Authenticate": {"description": "How to say who one is.", **_TEXT}},
    405: {"Allow": {"description": "The methods that are possible here.", **_TEXT}},
    429: {
        "Retry-After": {"description": "Seconds to wait.", **_SECONDS},
        "RateLimit": {"description": "What is left of the rate.", **_TEXT},
    },
    503: {"Retry-After": {"description": "Seconds to wait.", **_SECONDS}},
}
_ETAG: Final = {
    "description": "Changes with the revision and the audience; sent back as If-None-Match it saves the answer.",
    **_TEXT,
}
_KEYS: Final[dict[str, Any]] = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "A key, made with practice-atlas keys make."},
    "key": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "The same, for whom it is easier."},
}
_MODELS: Final = "#/components/schemas/{model}"


class DescribedAPI(FastAPI):
    """A FastAPI application whose description is complete."""

    def openapi(self) -> dict[str, Any]:
        """The description, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = _completed(super().openapi())
        return self.openapi_schema


def operation_id(route: APIRoute) -> str:
    """`GET /v1/cities/{id}` → `get_cities_by_id`: of the address, so that it stays when code is renamed."""
    method = min({*(route.methods or ())} - {"HEAD"}).lower()
    path = re.sub(r"{(\w+)(?::\w+)?}", r"by_\1", route.path_format.removeprefix("/v1"))
    return "_".join([method, *re.findall(r"[a-z0-9]+", path.lower())])


def _completed(described: dict[str, Any]) -> dict[str, Any]:
    statuses = {*_ALWAYS}
    for path, told in _operations(described):
        usual = _OF_THE_PROCESS if path in UNCOUNTED else _ALWAYS
        own = {int(status) for status in told["responses"] if _is_refusal(status)}
        statuses |= own
        if 403 in own:
            told["security"] = _by_key()
        given = {status: answer for status, answer in told["responses"].items() if not _is_refusal(status)}
        refusals = {str(status): _reference(status) for status in sorted({*usual, *own})}
        told["responses"] = given | refusals
        for item in told.get("parameters", ()):
            _as_content(item)
        if "200" in given and path not in UNCOUNTED:
            given["200"].setdefault("headers", {})["ETag"] = _ETAG
    components = described.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas |= _problem_schemas() | batches.schemas()
    if "Record" in schemas:
        schemas |= _record_schemas()
    components["responses"] = {f"Problem{status}": _refusal(status) for status in sorted(statuses)}
    components["securitySchemes"] = _KEYS
    add_links(described)
    described["security"] = [{}, *_by_key()]
    return described


def _as_content(parameter: dict[str, Any]) -> None:
    """A parameter that holds a document, such as JSON, is described by its content, not by its text."""
    schema = parameter.get("schema", {})
    if "contentSchema" in schema:
        example = json.loads(schema["examples"][0])
        parameter["content"] = {schema["contentMediaType"]: {"schema": schema["contentSchema"], "example": example}}
        del parameter["schema"]


def _by_key() -> list[dict[str, list[str]]]:
    """The ways to show a key. Who may be refused for his role has to show one; elsewhere nobody has to."""
    return [{name: []} for name in _KEYS]


def _operations(described: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(path, told) for path, methods in described["paths"].items() for told in methods.values()]


def _is_refusal(status: str) -> bool:
    return status.isdigit() and int(status) >= 400


def _reference(status: int) -> dict[str, str]:
    return {"$ref": f"#/components/responses/Problem{status}"}


def _problem_schemas() -> dict[str, Any]:
    schema = Problem.model_json_schema(ref_template=_MODELS, mode="serialization")
    parts: dict[str, Any] = schema.pop("$defs")
    return {"Problem": schema, **parts}


def _record_schemas() -> dict[str, Any]:
    """Answers hold records of every kind; their models only say that they hold a record."""
    kinds: list[tuple[type[BaseModel], Literal["serialization"]]] = [(kind, "serialization") for kind in RECORDS]
    _, told = models_json_schema(kinds, ref_template=_MODELS.format(model="Record{model}"))
    schemas = {f"Record{name}": schema for name, schema in told["$defs"].items()}
    anyone = [{"$ref": _MODELS.format(model=f"Record{kind.__name__}")} for kind in RECORDS]
    return {"Record": {"title": "Record", "description": "A record of any kind.", "anyOf": anyone}, **schemas}


def _refusal(status: int) -> dict[str, Any]:
    title = TITLES[status]
    example = problem(status, _DETAILS.get(status, f"{title}."))
    answer: dict[str, Any] = {
        "description": f"{title}.",
        "content": {
            PROBLEM_JSON: {
                "schema": {"$ref": _MODELS.format(model="Problem")},
                "example": example.model_dump(mode="json", exclude_defaults=True, by_alias=True),
            }
        },
    }
    return answer | ({"headers": _HEADERS[status]} if status in _HEADERS else {})
