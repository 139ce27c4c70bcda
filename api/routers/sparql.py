"""SPARQL for researchers at /sparql: the protocol for programs, a page for people, a description of the service.

Not in the OpenAPI description: the SPARQL 1.1 Protocol and the service's own description say what it takes and gives.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool

from practice_atlas.api.addresses import base_of
from practice_atlas.api.asking import Ask, AskingBegun, etag_of
from practice_atlas.api.site import moment_of, site_of
from practice_atlas.api.sparql.door import SparqlDoor
from practice_atlas.api.sparql.forms import label, offered, rows_for, triples_for, wants_page
from practice_atlas.api.sparql.protocol import Asked, asked
from practice_atlas.api.sparql.refusals import SparqlProblem, problem_of
from practice_atlas.api.sparql.table import MOST, table_of
from practice_atlas.graph.sparql.description import described
from practice_atlas.graph.sparql.errors import NoSuchFormatError, SparqlError
from practice_atlas.graph.sparql.examples import EXAMPLES
from practice_atlas.graph.sparql.formats import BY_NAME, ROWS, TRIPLES
from practice_atlas.graph.sparql.question import Question
from practice_atlas.graph.sparql.result import Result
from practice_atlas.visualisations.pages.render import page

router = APIRouter(include_in_schema=False)

PATH: Final = "/sparql"
_GRAPHS: Final = Question("SELECT ?graph { GRAPH ?graph {} } ORDER BY ?graph", rows="tsv")


def accepted(request: Request) -> str | None:
    """The Accept header. Each has an ETag of its own, since each may be answered in another form."""
    accept = ", ".join(request.headers.getlist("accept")) or None
    request.state.form = sha256((accept or "").encode()).hexdigest()[:8]
    return accept


@router.api_route(PATH, methods=["GET", "POST"])
async def sparql(request: Request, accept: Annotated[str | None, Depends(accepted)], ask: AskingBegun) -> Response:
    """An answer, the page, the description, or a problem, in the form that the caller likes best."""
    request.state.etag = None
    found: Asked | None = None
    try:
        found = await asked(request, _door(request).limits)
        if found.format is None and wants_page(accept):
            return await _page(request, ask, found)
        if found.query is None:
            return await _description(request, ask, accept)
        return await _answer(request, ask, found, accept)
    except SparqlError as error:
        problem = problem_of(error)
        if wants_page(accept):
            return _shown(request, ask, found, problem=problem)
        told = problem.model_copy(update={"request_id": getattr(request.state, "request_id", None)})
        content = told.model_dump_json(exclude_defaults=True, by_alias=True)
        return Response(content, problem.status, _headers(problem), media_type="application/problem+json")


async def _answer(request: Request, ask: Ask, found: Asked, accept: str | None) -> Response:
    named = BY_NAME.get(found.format or "")
    rows = found.format if named in ROWS else rows_for(accept)
    triples = found.format if named in TRIPLES else triples_for(accept)
    if rows is None and triples is None:
        forms = offered((*ROWS, *TRIPLES))
        raise NoSuchFormatError("No form that is accepted is given here.", fix="Accept another.", offered=forms)
    result = await _asked(request, ask, found, rows, triples)
    kind = label(result.form, None if named is result.form else accept)
    return Response(result.body, headers=_told(request, ask, result), media_type=kind)


async def _asked(request: Request, ask: Ask, found: Asked, rows: str | None, triples: str | None) -> Result:
    base = base_of(request) + PATH
    question = Question(found.query or "", found.default_graphs, found.named_graphs, rows, triples, base)
    return await _door(request).ask(question, ask)


async def _page(request: Request, ask: Ask, found: Asked) -> Response:
    """The form, with the answer to what was asked."""
    if not (found.query or "").strip():
        return _shown(request, ask, None)
    result = await _asked(request, ask, found, "json", "ttl")
    if result.form in TRIPLES:
        return _shown(request, ask, found, result, triples=result.body.decode())
    table = await run_in_threadpool(table_of, result.body, _door(request).source)
    return _shown(request, ask, found, result, table=table)


def _shown(
    request: Request,
    ask: Ask,
    found: Asked | None,
    result: Result | None = None,
    problem: SparqlProblem | None = None,
    **more: Any,
) -> Response:
    door = _door(request)
    html = page(
        "sparql",
        site=site_of(request.app, result.revision if result else None, ask.caller.audience, moment_of(request)),
        query=(found.query if found else None) or "",
        default_graphs=found.default_graphs if found else (),
        named_graphs=found.named_graphs if found else (),
        examples=EXAMPLES,
        prefixes=door.source.prefixes,
        limits=door.limits,
        most=MOST,
        total=result.rows if result else 0,
        by_post=request.method == "POST",
        problem=problem,
        **{"table": None, "triples": None, **more},
    )
    headers = _told(request, ask, result) if result else _headers(problem)
    return Response(html, problem.status if problem else 200, headers, media_type="text/html")


async def _description(request: Request, ask: Ask, accept: str | None) -> Response:
    """Which graphs there are, in which forms answers come."""
    name = triples_for(accept)
    if name is None:
        forms = ("text/html", *offered(TRIPLES))
        raise NoSuchFormatError("Without a query there is a description, as RDF.", fix="Accept RDF.", offered=forms)
    result = await _door(request).ask(_GRAPHS, ask)
    graphs = [line[1:-1] for line in result.body.decode().splitlines()[1:]]
    title = f"{site_of(request.app).title}: SPARQL"
    body = described(base_of(request) + PATH, graphs, title, BY_NAME[name])
    return Response(body, headers=_told(request, ask, result), media_type=label(BY_NAME[name], accept))


def _door(request: Request) -> SparqlDoor:
    door: SparqlDoor = request.app.state.sparql
    return door


def _told(request: Request, ask: Ask, result: Result) -> dict[str, str]:
    """The ETag is of the revision that answered, which may be the one before the newest."""
    if request.method == "GET":
        request.state.etag = etag_of(result.revision, ask.caller.audience, request.state.form)
    return {**_headers(None), "Atlas-Revision": str(result.revision.number)}


def _headers(problem: SparqlProblem | None) -> dict[str, str]:
    later = {"Retry-After": "5"} if problem and problem.status == 503 else {}
    return {"Vary": "Accept", **later}
