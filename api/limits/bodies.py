"""Bodies of requests: not larger than allowed, whole before anything works on them, and there in time.

A body is read here and handed on in one piece, so that who sends slowly holds a connection and never a turn of those
who ask (`turns.py`). What counts is what arrives, whatever the request says of it or does not say (chunked).
"""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from practice_atlas.api.callers import Caller, Role
from practice_atlas.api.errors import refuse
from practice_atlas.api.problems import problem
from practice_atlas.api.settings import Settings

#: What is not read of a body would be taken for the next request.
_CLOSING = {"Connection": "close"}


class _TooLargeError(Exception):
    """More has arrived than is allowed."""


class Bodies:
    """Reads the body, or refuses it: 413 when it is too large, 408 when it does not come."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._usual = settings.largest_body
        self._upload = settings.largest_upload
        self._seconds = settings.body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets the request pass with its body, or answers it."""
        headers = Headers(scope=scope) if scope["type"] == "http" else None
        if headers is None or ("content-length" not in headers and "transfer-encoding" not in headers):
            await self._app(scope, receive, send)
            return
        caller: Caller = scope["state"]["caller"]
        most = max(self._upload, self._usual) if caller.role.includes(Role.EDITOR) else self._usual
        try:
            async with asyncio.timeout(self._seconds):
                body = await _whole(receive, int(headers.get("content-length", "0")), most)
        except _TooLargeError:
            told = problem(413, f"At most {most:,} bytes may be sent.", fix="Send less, or in parts.")
            await refuse(scope, receive, send, told, _CLOSING)
        except TimeoutError:
            told = problem(408, f"The body did not arrive within {self._seconds:g} seconds.", fix="Send it again.")
            await refuse(scope, receive, send, told, _CLOSING)
        else:
            if body is not None:
                await self._app(scope, _replaying(body, receive), send)


async def _whole(receive: Receive, announced: int, most: int) -> bytes | None:
    """The body; None where the caller has left. Raises _TooLargeError as soon as that is known."""
    if announced > most:
        raise _TooLargeError
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > most:
            raise _TooLargeError
        if not message.get("more_body"):
            return b"".join(parts)


def _replaying(body: bytes, receive: Receive) -> Receive:
    """Gives the body once, then what else comes."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return left.pop() if left else await receive()

    return replay
