"""The pages for people. Each holds its whole state in its address and needs no script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from practice_atlas.api.asking import Ask, Asking
from practice_atlas.api.parameters import AsOf
from practice_atlas.api.site import site_of
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations.pages.render import page
from practice_atlas.visualisations.pages.thing_page import thing_page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/id/{kind}/{slug}")
def thing(request: Request, ask: Asking, kind: str, slug: str, as_of: AsOf = None) -> HTMLResponse:
    """The page of a city, institution, engagement or any other record."""
    day = as_of_day(as_of)
    return shown(request, ask, "thing", lambda reader: thing_page(reader, f"{kind}:{slug}", day))


def shown(request: Request, ask: Ask, template: str, question: Callable[[Reader], Any], **more: Any) -> HTMLResponse:
    """A page from its template, with the answer as `shown`."""
    answer = ask(question)
    return HTMLResponse(page(template, site=site_of(request.app, ask.revision), shown=answer, **more))
