"""Writing, for editors: whole data sets and single records, by the rules of the command line."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Request, Response

from practice_atlas.api.store.audit import What
from practice_atlas.api.writing.answering import RESPONSES, begun
from practice_atlas.api.writing.answers import Report, Written
from practice_atlas.api.writing.bodies import MOST, batch_in, record_in
from practice_atlas.api.writing.datasets import CheckUpload, LoadUpload
from practice_atlas.api.writing.dependencies import (
    UPLOAD,
    DatasetName,
    DryRun,
    Editor,
    IfMatch,
    Later,
    RecordId,
    Sources,
)
from practice_atlas.api.writing.records import ChangeRecords, Changes, restored, stated
from practice_atlas.api.writing.uploads import received

router = APIRouter(prefix="/v1/datasets", tags=["writing"], responses=RESPONSES)

_RECORD: Final[dict[str, Any]] = {"type": "object", "description": "A record as /ontology/schema.json describes it."}
_CITY: Final = {"id": "city:saida-lb", "name": "Saida", "country": "country:lb"}
_ONE: Final = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": _RECORD, "example": _CITY}}}
}
_BATCH_SCHEMA: Final = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "records": {"type": "array", "items": _RECORD, "maxItems": MOST},
        "withdraw": {"type": "array", "items": {"type": "string"}, "maxItems": MOST},
    },
    "anyOf": [{"required": [name], "properties": {name: {"minItems": 1}}} for name in ("records", "withdraw")],
}
_BATCH: Final = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": _BATCH_SCHEMA,
                "example": {"records": [_CITY], "withdraw": ["flow:example-one"]},
            }
        },
    }
}


@router.post("/check", summary="Check a data set", response_model=Report, openapi_extra=UPLOAD)
async def check(request: Request, editor: Editor, sources: Sources, later: Later) -> Response:
    """Tells what a data set holds, or everything that is wrong with it. Nothing is written."""
    task = CheckUpload(await received(request), sources)
    return await begun(request, "check", task, editor, later=later)


@router.post("/load", summary="Load a data set", response_model=Written, openapi_extra=UPLOAD)
async def load(
    request: Request,
    editor: Editor,
    sources: Sources,
    later: Later,
    if_match: IfMatch = None,
    dry_run: DryRun = False,
) -> Response:
    """Makes the graph hold this data set as it is sent; records that it no longer has are withdrawn.

    All or nothing, as one revision. A large data set is loaded as a job, which goes on when you leave.
    """
    task = LoadUpload(await received(request), sources, dry_run, if_match)
    return await begun(request, _kind("load", dry_run=dry_run), task, editor, later=later)


@router.put("/{dataset}/records/{id}", summary="Make or replace a record", response_model=Written, openapi_extra=_ONE)
async def put(
    request: Request,
    dataset: DatasetName,
    identifier: RecordId,
    editor: Editor,
    sources: Sources,
    later: Later,
    if_match: IfMatch = None,
    dry_run: DryRun = False,
) -> Response:
    """The data set with this record in it is checked and loaded."""
    wanted = stated(Changes(put=(await record_in(request, identifier),)))
    task = ChangeRecords(dataset, wanted, sources, dry_run, if_match)
    return await begun(request, _kind("change", dry_run=dry_run), task, editor, later=later)


@router.delete("/{dataset}/records/{id}", summary="Withdraw a record", response_model=Written)
async def withdraw(
    request: Request,
    dataset: DatasetName,
    identifier: RecordId,
    editor: Editor,
    sources: Sources,
    later: Later,
    if_match: IfMatch = None,
    dry_run: DryRun = False,
) -> Response:
    """The data set no longer states it; what other data sets state stays, and so do earlier revisions.

    Refused as long as something refers to it.
    """
    wanted = stated(Changes(withdraw=frozenset((identifier,)), what=What.WITHDRAW))
    task = ChangeRecords(dataset, wanted, sources, dry_run, if_match)
    return await begun(request, _kind("withdraw", dry_run=dry_run), task, editor, later=later)


@router.post("/{dataset}/records/{id}/restore", summary="Restore a withdrawn record", response_model=Written)
async def restore(
    request: Request,
    dataset: DatasetName,
    identifier: RecordId,
    editor: Editor,
    sources: Sources,
    later: Later,
    if_match: IfMatch = None,
    dry_run: DryRun = False,
) -> Response:
    """As the data set stated it last, before it was withdrawn."""
    task = ChangeRecords(dataset, restored(identifier), sources, dry_run, if_match)
    return await begun(request, _kind("restore", dry_run=dry_run), task, editor, later=later)


@router.post("/{dataset}/records", summary="Change some records", response_model=Written, openapi_extra=_BATCH)
async def change(
    request: Request,
    dataset: DatasetName,
    editor: Editor,
    sources: Sources,
    later: Later,
    if_match: IfMatch = None,
    dry_run: DryRun = False,
) -> Response:
    """Makes, replaces and withdraws together, all or nothing: for records that refer to each other."""
    put, withdrawn = await batch_in(request)
    task = ChangeRecords(dataset, stated(Changes(put, withdrawn)), sources, dry_run, if_match)
    return await begun(request, _kind("change", dry_run=dry_run), task, editor, later=later)


def _kind(kind: str, *, dry_run: bool) -> str:
    return f"{kind}, dry-run" if dry_run else kind
