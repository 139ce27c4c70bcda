"""What routes of writing need: the editor who asks, and options that they share."""

from __future__ import annotations

from pathlib import Path as Folder
from typing import Annotated, Any, Final

from fastapi import Depends, Header, Path, Query, Request

from practice_atlas.api.callers import Caller, Role, requires
from practice_atlas.api.settings import Settings
from practice_atlas.api.writing.uploads import FIELD, KINDS, MOST_FILES, MULTIPART, XLSX
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.identifiers import LONGEST

Editor = Annotated[Caller, Depends(requires(Role.EDITOR))]
DryRun = Annotated[bool, Query(description="Tell what would be written, and write nothing.")]
Evidence = Annotated[
    bool | None,
    Query(
        description="Look for the evidence in the sources' texts that the operator keeps: true, false, or left out "
        "(where there are such texts)."
    ),
]
IfMatch = Annotated[
    str | None,
    Header(
        description="The ETag of the revision that this was made from: 412 where the graph moved on.", max_length=500
    ),
]
Prefer = Annotated[
    str | None,
    Header(description="`respond-async`: answer with the address of a job at once (RFC 7240).", max_length=200),
]
DatasetName = Annotated[
    str, Path(description="The data set's identifier.", examples=["strong-cities-mena"], max_length=60)
]
RecordId = Annotated[
    str, Path(alias="id", description="The record's identifier.", examples=["city:saida-lb"], max_length=LONGEST)
]

_BINARY: Final = {"type": "string", "format": "binary"}
_EXAMPLE: Final = {
    "dataset": {
        "id": "small", "title": "Small", "publisher": "A hub", "licence": "CC-BY-4.0", "version": "1.0.0"
    },
    "records": [{"id": "city:saida-lb", "name": "Saida", "country": "country:lb"}],
}  # fmt: skip
_DOCUMENT: Final = {
    "type": "object",
    "description": "A data set as /ontology/schema.json describes it; `records` may hold records of any kind.",
    "required": ["dataset"],
    "properties": {
        "dataset": {"type": "object"},
        "records": {"type": "array", "items": {"type": "object"}},
    },
    "additionalProperties": {"type": "array", "items": {"type": "object"}},
}
#: The body of a whole data set, as OpenAPI says it.
UPLOAD: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": "A workbook, a zip of CSV or YAML files, one JSON or YAML document, or several files.",
        "content": {
            "application/json": {"schema": _DOCUMENT, "example": _EXAMPLE},
            "application/yaml": {"schema": _DOCUMENT, "example": _EXAMPLE},
            XLSX: {"schema": _BINARY},
            "application/zip": {"schema": _BINARY},
            MULTIPART: {
                "schema": {
                    "type": "object",
                    "properties": {FIELD: {"type": "array", "items": _BINARY, "minItems": 1, "maxItems": MOST_FILES}},
                    "required": [FIELD],
                    "additionalProperties": False,
                }
            },
        },
    }
}
assert set(UPLOAD["requestBody"]["content"]) <= {*KINDS, MULTIPART}  # noqa: S101  what is told is taken


def sources_of(request: Request, evidence: Evidence = None) -> Folder | None:
    """Where evidence is looked for. Raises QuestionError where it is wanted and there are no texts."""
    settings: Settings = request.app.state.settings
    if evidence and settings.sources is None:
        raise QuestionError("evidence", "This service keeps no texts of sources.", fix="Leave evidence out.")
    return None if evidence is False else settings.sources


Sources = Annotated[Folder | None, Depends(sources_of)]


def wants_job(prefer: Prefer = None) -> bool:
    """Whether the client prefers the address of a job."""
    return "respond-async" in [item.partition(";")[0].strip().lower() for item in (prefer or "").split(",")]


Later = Annotated[bool, Depends(wants_job)]
