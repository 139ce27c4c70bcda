"""Single records and small batches as they are sent: JSON, taken as the loaders take it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fastapi import Request

from practice_atlas.api.writing.errors import MalformedError, TooMuchError, UnreadableError
from practice_atlas.api.writing.uploads import media_type_of
from practice_atlas.loaders import JsonRefusal, WrittenRecord, json_value
from practice_atlas.loaders.formats.yaml_events import Block
from practice_atlas.ontology.errors import InputError, QuestionError
from practice_atlas.ontology.problems import Place, Problem

#: Changes that one request may bring; more are a data set.
MOST: Final = 500
_FILE: Final = "request"
_JSON: Final = "application/json"


async def record_in(request: Request, identifier: str) -> WrittenRecord:
    """The record that the body is, under the identifier of the address."""
    values = dict(_object(await _value(request), "The body is the record: an object with its fields."))
    if values.setdefault("id", identifier) != identifier:
        fix = "Send the record that the address names, or leave its id out."
        raise QuestionError("id", "The record's id is another than that of the address.", fix=fix)
    return WrittenRecord(_FILE, "", values)


async def batch_in(request: Request) -> tuple[tuple[WrittenRecord, ...], frozenset[str]]:
    """The records to be made or replaced, and the identifiers to be withdrawn."""
    form = 'Send {"records": […], "withdraw": ["city:example-one", …]}.'
    body = _object(await _value(request), form)
    records, withdrawn = body.get("records") or [], body.get("withdraw") or []
    if set(body) - {"records", "withdraw"} or not isinstance(records, list) or not isinstance(withdrawn, list):
        raise MalformedError("The body has other members than records and withdraw, or no lists there.", fix=form)
    if not all(isinstance(item, str) for item in withdrawn):
        raise MalformedError("withdraw takes identifiers.", fix=form)
    if not records and not withdrawn:
        raise MalformedError("There is nothing to do.", fix=form)
    if len(records) + len(withdrawn) > MOST:
        fix = "Load the data set as a whole: POST /v1/datasets/load."
        raise TooMuchError(f"At most {MOST} records are changed at once.", fix=fix)
    put = tuple(WrittenRecord(_FILE, f"/records/{at}", _object(item, form)) for at, item in enumerate(records))
    both = sorted({str(record.values.get("id")) for record in put} & set(withdrawn))
    if both:
        raise MalformedError(f"{both[0][:120]} is to be written and withdrawn.", fix="Do one of the two.")
    return put, frozenset(withdrawn)


async def _value(request: Request) -> Any:
    if media_type_of(request) != _JSON:
        raise UnreadableError("Records are sent as JSON.", fix=f"Send them with Content-Type: {_JSON}.")
    try:
        member = json_value((await request.body()).decode())
    except UnicodeDecodeError as error:
        raise MalformedError("The body is not in UTF-8.", fix="Send UTF-8.") from error
    except JsonRefusal as refusal:
        raise MalformedError(f"Line {refusal.line}: {refusal.message}.", fix="Send JSON.") from refusal
    if member.repeated:
        message = f"{member.repeated[0][:80]} stands twice in the same object"
        raise InputError([Problem(Place(_FILE), "json.duplicate-key", message, "Keep one.")])
    return member.value


def _object(value: Any, fix: str) -> Mapping[str, Any]:
    if not isinstance(value, Block):
        raise MalformedError("An object was expected.", fix=fix)
    return value.values
