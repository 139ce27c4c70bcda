"""A page with a form: what it answers, or what is wrong beside the field that it concerns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from practice_atlas.api.asking import Ask
from practice_atlas.api.errors import wants_page
from practice_atlas.api.refused import Query, Refusal, refused
from practice_atlas.api.site import moment_of, site_of
from practice_atlas.visualisations.pages.render import page


def form_page(
    request: Request,
    ask: Ask,
    template: str,
    *,
    refusal: Refusal | None,
    query: Query,
    called: Mapping[str, str],
    named: Collection[str],
    **shown: Any,
) -> HTMLResponse:
    """The page at the address of the same name as its template. Programs get a refusal as everywhere: it is raised.

    `query` is the question as parameters, `called` how things are shown by identifier, `named` the fields for things.
    """
    if refusal is not None and not wants_page(request):
        raise refusal
    problem = refused(refusal, query, called, named) if refusal is not None else None
    moment = {name: value for name, value in moment_of(request).items() if problem is None or name != problem.parameter}
    html = page(
        template,
        site=site_of(request.app, ask.revision, ask.caller.audience, moment),
        here=f"/{template}",
        query=query,
        problem=problem,
        **shown,
    )
    return HTMLResponse(html, problem.status if problem else 200)
