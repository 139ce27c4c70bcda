"""The outermost layer: gives each request its id, measures it, and writes its line into the log."""

from __future__ import annotations

import re
import time
from typing import Final
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from practice_atlas.api.callers import Caller
from practice_atlas.api.logs import REQUEST_ID, REQUESTS
from practice_atlas.api.metrics import Metrics

#: What a caller may call his request; other ids are not taken over.
_SANE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
#: Addresses that are answered without a route of ours.
_WITHOUT_ROUTE: Final = ("/static/", "/v1/openapi.json")
_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})


class Observing:
    """Sees every request first and every answer last."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, and notes how it was answered; nothing answered counts as 499."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        method = scope["method"] if scope["method"] in _METHODS else "OTHER"
        request_id = _id(Headers(scope=scope).get("x-request-id"))
        scope.setdefault("state", {})["request_id"] = request_id
        REQUEST_ID.set(request_id)
        status = 499

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = request_id
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            self._note(scope, method, status, time.perf_counter() - began)

    def _note(self, scope: Scope, method: str, status: int, seconds: float) -> None:
        route = _route(scope)
        self._metrics.requests.labels(route, method, str(status)).inc()
        self._metrics.seconds.labels(route).observe(seconds)
        caller: Caller | None = scope["state"].get("caller")
        told = {
            "method": method,
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
            "key": caller.name if caller else None,
        }
        by = f" by {told['key']}" if told["key"] else ""
        REQUESTS.info("%s %s %d %.1f ms%s", method, route, status, told["ms"], by, extra={"told": told})


def _id(given: str | None) -> str:
    return given if given and _SANE.fullmatch(given) else uuid4().hex


def _route(scope: Scope) -> str:
    """The route's template and never the address: few enough to count, and nothing in them that a caller wrote."""
    route = scope.get("route")
    found = getattr(route, "path_format", None) or getattr(route, "path", None)
    if found:
        return str(found)
    return next((known for known in _WITHOUT_ROUTE if scope["path"].startswith(known)), "none")
