"""Which methods an address knows: what OPTIONS answers, and what a 405 has to say."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI
from starlette.responses import Response
from starlette.routing import Match, Mount
from starlette.types import ASGIApp, Receive, Scope, Send

_ASKED: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")


def allowed(scope: Scope) -> tuple[str, ...]:
    """The methods of the request's address; none where nothing is there. HEAD comes with GET, OPTIONS with all."""
    app: FastAPI = scope["app"]
    outside = {**scope, "root_path": scope.get("app_root_path", scope.get("root_path", ""))}  # of what is mounted
    found = [
        method
        for method in _ASKED
        for route in app.router.routes
        if _fits(route.matches({**outside, "method": method})[0], mounted=isinstance(route, Mount), method=method)
    ]
    methods = tuple(dict.fromkeys(found))
    return (*methods, *(("HEAD",) if "GET" in methods else ()), "OPTIONS") if methods else ()


def _fits(match: Match, *, mounted: bool, method: str) -> bool:
    """What is mounted here are files, which are only read."""
    return match is Match.FULL and (not mounted or method == "GET")


class Options:
    """Answers OPTIONS with what the address allows."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what is no OPTIONS, and OPTIONS where nothing is."""
        methods = allowed(scope) if scope["type"] == "http" and scope["method"] == "OPTIONS" else ()
        if methods:
            await Response(status_code=204, headers={"Allow": ", ".join(methods)})(scope, receive, send)
        else:
            await self._app(scope, receive, send)
