"""The interface described for people, made from its OpenAPI description: no script, nothing from another host."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from practice_atlas.api.problems import TITLES
from practice_atlas.api.site import moment_of, site_of
from practice_atlas.visualisations.pages.render import page

router = APIRouter(include_in_schema=False)


@router.get("/docs", response_class=HTMLResponse)
def docs(request: Request) -> HTMLResponse:
    """Each address with its parameters."""
    paths: dict[str, Any] = request.app.openapi()["paths"]
    routes = [
        {"path": path if method == "get" else f"{method.upper()} {path}", "parameters": [], "requestBody": None, **told}
        for path, methods in paths.items()
        for method, told in methods.items()
    ]
    return HTMLResponse(
        page("docs", site=site_of(request.app, moment=moment_of(request)), shown=routes, problems=TITLES)
    )
