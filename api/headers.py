"""Headers that every answer carries, and HEAD for every GET. Plain ASGI, since a body is not looked at here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Pages run the one script of ours, which adds to what is there without it, and nothing from another host.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}

#: What an answer depends on beside its address.
WHO: Final = ("Authorization", "X-API-Key")


class Headers:
    """Adds security headers where a route has not set its own, and the ETag of the revision to good answers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, and adds to the start of the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # What a browser kept has its own, which those of a 304 would take the place of (RFC 9111, 3.2).
                for name, value in SECURITY.items() if message["status"] != 304 else ():
                    headers.setdefault(name, value)
                if headers.get("X-Frame-Options") == "":  # its policy says who may frame it
                    del headers["X-Frame-Options"]
                _cached(headers, message["status"], scope["state"])
            await send(message)

        await self._app(scope, receive, adding)


def _cached(headers: MutableHeaders, status: int, state: Mapping[str, Any]) -> None:
    """May be kept and asked about again; what was answered to a key, by its holder alone."""
    etag, caller = state.get("etag"), state.get("caller")
    if etag and status in (200, 304):
        headers["ETag"] = etag
        headers.setdefault("Cache-Control", "private, no-cache" if caller and caller.key else "no-cache")
    headers.setdefault("Cache-Control", "no-cache" if "etag" in headers else "no-store")
    if etag:
        for name in WHO:
            headers.add_vary_header(name)


class HeadAsGet:
    """Answers HEAD as GET without the body, on every route alike."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Asks as GET and keeps the body back."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        scope["method"] = "GET"  # in place, so that what is outside sees the route that was found

        async def bodiless(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app(scope, receive, bodiless)
