"""The address of a shared slice: for anybody who has it, with a key or without, also where nobody else may ask."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from practice_atlas.api.sharing.opening import Guesses, page_of
from practice_atlas.api.stored import store_of

router = APIRouter(include_in_schema=False)


@router.get("/s/{token}", response_class=HTMLResponse)
async def shared(
    request: Request, token: Annotated[str, Path(max_length=100)], embed: Annotated[bool, Query()] = False
) -> HTMLResponse:
    """The explorer's file as it was frozen. The same 404 for an address that never was, has expired or was revoked; 429
    for who tries many that lead nowhere. `embed` leaves the heading out, for a frame.
    """
    guesses: Guesses = request.app.state.guesses
    guesses.refuse(request.scope)
    html = await run_in_threadpool(lambda: store_of(request).shares.open(token))
    if html is None:
        raise guesses.led_nowhere(request.scope)
    return page_of(html, embedded=embed, framed_by=request.app.state.settings.framed_by)
