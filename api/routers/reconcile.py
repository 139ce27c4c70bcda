"""OpenRefine and its like: which city, institution or practice a name means (Reconciliation Service API 0.2)."""

from __future__ import annotations

from typing import Annotated, Any, Final
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from practice_atlas.api import reconciliation
from practice_atlas.api.addresses import base_of
from practice_atlas.api.asking import Ask, Asking
from practice_atlas.api.batches import AS_EXTENSION, AS_QUERIES
from practice_atlas.api.headers import POLICY
from practice_atlas.api.parameters import LONGEST_NAME
from practice_atlas.api.site import moment_of, site_of
from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.reading import Found, Reader
from practice_atlas.graph.reconciling import PROPERTIES, describe, extend, reconcile, suggest
from practice_atlas.graph.reconciling.index import KINDS
from practice_atlas.ontology.folding import fold
from practice_atlas.ontology.model.base import Named
from practice_atlas.visualisations.pages.render import page

router = APIRouter(prefix="/v1/reconcile", tags=["reconciliation"])

#: Bytes of a batch; the largest that MOST_QUERIES of usual length need is a tenth of it.
_MOST_BYTES: Final = 2_000_000
#: A preview is there to stand in a page of somebody else's.
_PREVIEW_POLICY: Final = POLICY.replace("script-src 'self'; connect-src 'self'; ", "").replace(
    "frame-ancestors 'none'", "frame-ancestors *"
)


def _example(told: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {"application/json": {"example": told}}}}


_ANY = _example(reconciliation.manifest("Practice Atlas", "https://example.org"))
_SUGGESTED = _example({"result": [{"id": "city:fes-ma", "name": "Fes", "description": "city, Morocco"}]})
_PROPOSED = _example({"type": "city", "limit": 1, "properties": [{"id": "country", "name": "Country"}]})

Queries = Annotated[
    str | None,
    Query(
        description="A batch of queries, as JSON.",
        examples=['{"q0": {"query": "Fez", "type": "city", "properties": [{"pid": "country", "v": "Morocco"}]}}'],
        max_length=100_000,
        json_schema_extra=AS_QUERIES,
    ),
]
Extend = Annotated[
    str | None,
    Query(
        description="Things and the properties to fetch of them, as JSON.",
        examples=['{"ids": ["city:fes-ma"], "properties": [{"id": "population"}]}'],
        max_length=100_000,
        json_schema_extra=AS_EXTENSION,
    ),
]
Prefix = Annotated[str, Query(description="What was typed so far.", examples=["Tri"], max_length=LONGEST_NAME)]
Cursor = Annotated[int, Query(ge=0, le=10_000, description="How many suggestions to leave out at the start.")]
Id = Annotated[str, Query(description="An identifier.", examples=["city:saida-lb"], max_length=LONGEST_NAME)]
Kind = Annotated[str, Query(alias="type", description="The type to propose for.", examples=["city"], max_length=80)]
Few = Annotated[int, Query(ge=1, le=100, description="How many to propose, at most 100.")]

#: What is posted; the fields hold JSON.
_FORM: Final[dict[str, Any]] = {
    "requestBody": {
        "description": "A form with one of the two.",
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "properties": {"queries": AS_QUERIES["contentSchema"], "extend": AS_EXTENSION["contentSchema"]},
                },
                "encoding": {name: {"contentType": "application/json"} for name in ("queries", "extend")},
            }
        },
    }
}
_FORM_REFUSED: Final[dict[int | str, dict[str, Any]]] = {
    415: {"description": "No form."},
}


async def form(request: Request) -> dict[str, str]:
    """The fields of a form that was posted. Raises HTTPException for what is no form or too long."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(415, "Post a form: application/x-www-form-urlencoded.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise HTTPException(413, f"A batch has at most {_MOST_BYTES:,} bytes.")
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=20)
    except ValueError as error:
        raise HTTPException(400, "The form cannot be read as UTF-8.") from error
    return {name: values[0] for name, values in fields.items()}


Form = Annotated[dict[str, str], Depends(form)]


@router.get("", summary="Reconcile names, or see what is offered", responses=_ANY)
def ask_by_address(request: Request, ask: Asking, queries: Queries = None, extend: Extend = None) -> dict[str, Any]:
    """Without parameters the manifest; with `queries` candidates for names; with `extend` properties of things."""
    return _answer(request, ask, queries, extend)


@router.post("", summary="Reconcile names in a batch", responses={**_ANY, **_FORM_REFUSED}, openapi_extra=_FORM)
def ask_by_form(request: Request, ask: Asking, fields: Form) -> dict[str, Any]:
    """The same as with GET, from a form with `queries` or `extend`."""
    return _answer(request, ask, fields.get("queries"), fields.get("extend"))


def _answer(request: Request, ask: Ask, queries: str | None, extension: str | None) -> dict[str, Any]:
    asked = reconciliation.queries_of(queries) if queries is not None else None
    wanted = reconciliation.extension_of(extension) if extension is not None else None  # read, even where both are sent
    if asked is not None:
        return ask(lambda reader: {name: reconciliation.told(reconcile(reader, one)) for name, one in asked.items()})
    if wanted is not None:
        identifiers, properties = wanted
        rows, things = ask(lambda reader: extend(reader, identifiers, properties))
        return reconciliation.extended(rows, properties, things)
    return reconciliation.manifest(request.app.state.settings.title, base_of(request))


@router.get("/suggest/entity", summary="Complete the name of a thing", responses=_SUGGESTED)
def suggest_entity(ask: Asking, prefix: Prefix, cursor: Cursor = 0) -> dict[str, Any]:
    """Cities, institutions and practices with a name that begins so."""
    found = ask(lambda reader: suggest(reader, prefix, skip=cursor))
    return {
        "result": [
            {
                "id": entry.id,
                "name": entry.name,
                "description": describe(entry),
                "notable": [reconciliation.type_of(entry.kind)],
            }
            for entry in found
        ]
    }


@router.get("/suggest/type", summary="Complete the name of a type", responses=_SUGGESTED)
def suggest_type(prefix: Prefix, cursor: Cursor = 0) -> dict[str, Any]:
    """City, institution, practice."""
    return {"result": _beginning([reconciliation.type_of(kind) for kind in KINDS], prefix)[cursor:]}


@router.get("/suggest/property", summary="Complete the name of a property", responses=_SUGGESTED)
def suggest_property(prefix: Prefix, cursor: Cursor = 0) -> dict[str, Any]:
    """What a query may say beside the name."""
    offered = [{"id": name, "name": told} for name, told in reconciliation.HINTS.items()]
    return {"result": _beginning(offered, prefix)[cursor:]}


@router.get("/properties", summary="What can be fetched for things of a type", responses=_PROPOSED)
def propose(kind: Kind, limit: Few = 100) -> dict[str, Any]:
    """Columns that a table can be extended by."""
    offered = [{"id": item.id, "name": item.name} for item in PROPERTIES if kind in item.kinds]
    return {"type": kind, "limit": limit, "properties": offered[:limit]}


@router.get("/preview", summary="A thing in a few lines of HTML", response_class=HTMLResponse)
def preview(request: Request, ask: Asking, id: Id) -> HTMLResponse:
    """To be shown in a frame beside the name."""

    def question(reader: Reader) -> tuple[Thing, Found | None]:
        thing = reader.thing(id)
        return thing, None if thing.kind == "country" else reader.get(id)

    thing, found = ask(question)
    record = found.record if found else None
    shown = page(
        "preview",
        site=site_of(request.app, ask.revision, ask.caller.audience, moment_of(request)),
        thing=thing,
        names=record.names if isinstance(record, Named) else (),
        definition=getattr(record, "definition", None),
        facts=_facts(record.id, ask) if record else {},
    )
    return HTMLResponse(shown, headers={"Content-Security-Policy": _PREVIEW_POLICY})


def _facts(identifier: str, ask: Ask) -> dict[str, str]:
    told = [item for item in PROPERTIES if item.id in ("kind", "country_name", "population")]
    rows, _ = ask(lambda reader: extend(reader, [identifier], told))
    return {item.name: str(values[0]) for item in told if (values := rows[identifier][item.id])}


def _beginning(offered: list[dict[str, str]], prefix: str) -> list[dict[str, str]]:
    folded = fold(prefix)
    return [item for item in offered if item["id"].startswith(folded) or f" {folded}" in f" {fold(item['name'])}"]
