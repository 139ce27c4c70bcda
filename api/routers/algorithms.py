"""The page of how recommendations are made: each algorithm in words, and what its parts are worked out from."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from practice_atlas.api.site import moment_of, site_of
from practice_atlas.graph.pairings.algorithms import algorithms
from practice_atlas.visualisations.pages.render import page
from practice_atlas.visualisations.pairing_words import algorithms_told, parts_told

router = APIRouter(include_in_schema=False)


@router.get("/algorithms", response_class=HTMLResponse)
def how(request: Request) -> HTMLResponse:
    """What `/v1/algorithms` tells programs. It needs no graph."""
    told = algorithms()
    return HTMLResponse(
        page(
            "algorithms",
            site=site_of(request.app, moment=moment_of(request)),
            algorithms=algorithms_told(told),
            parts=parts_told(told),
        )
    )
