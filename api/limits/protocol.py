"""HTTP/1.1 as uvicorn speaks it, with a watch on callers who let it wait.

What uvicorn 0.54 gives: a time for idle connections between requests, a greatest size of a head (16 KB), a number of
connections. What it lacks is here: a time for the head and the body of a request (a connection that sends a byte now
and then is never closed), and one for who does not take his answer (it is kept in memory for as long as he likes).
"""

from __future__ import annotations

import asyncio
import socket
from http import HTTPStatus
from typing import Any, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from practice_atlas.api.errors import PROBLEM_JSON
from practice_atlas.api.problems import problem
from practice_atlas.api.settings import Settings

#: Bytes that have to be taken of an answer to count as taking it.
_SOME: Final = 1024
#: The application gives up a body first, and says so; this is for bodies that it never asked for.
_GRACE: Final = 5.0
_TOO_LONG: Final = "The address and the headers of a request may have 16 KB together."
_SHORTER: Final = "Ask for less at once; batches of names can be posted as a form."
_TOO_SLOW: Final = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class WatchedProtocol(H11Protocol):
    """One connection, looked at every few seconds. Takes its times from the settings of the application it serves."""

    def __init__(self, config: Any, server_state: Any, app_state: Any, _loop: Any = None) -> None:
        super().__init__(config, server_state, app_state, _loop)
        settings: Settings = config.loaded_app.state.settings
        self._seconds = {"head": settings.head_seconds, "body": settings.body_seconds + _GRACE}
        self._stalled = settings.stalled_seconds
        self._every = min(settings.head_seconds, settings.stalled_seconds) / 4
        self._awaited: str | None = "head"
        self._since = 0.0
        self._left: tuple[int, float] | None = None
        self._watch: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to watch: the head of the first request is awaited."""
        super().connection_made(transport)
        # asyncio does it only where a socket names its protocol, which those that workers share do not: the second part
        # of an answer then waited for the caller's receipt of the first, 40 ms.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._since = self.loop.time()
        self._watch = self.loop.call_later(self._every, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Ends the watch."""
        if self._watch is not None:
            self._watch.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Takes what came, and notes what is awaited now."""
        super().data_received(data)
        self._note()

    def on_response_complete(self) -> None:
        """Notes what is awaited after an answer."""
        super().on_response_complete()
        self._note()

    def send_400_response(self, msg: str) -> None:
        """Refuses what is no HTTP, or has too long a head, as everything is refused: with problem details."""
        told = problem(431, _TOO_LONG, fix=_SHORTER) if self._is_too_long() else problem(400, msg)
        body = told.model_dump_json(exclude_defaults=True, by_alias=True).encode()
        length = str(len(body)).encode()
        headers = [(b"content-type", PROBLEM_JSON.encode()), (b"content-length", length), (b"connection", b"close")]
        reason = HTTPStatus(told.status).phrase.encode()
        answer = h11.Response(status_code=told.status, headers=headers, reason=reason)
        for event in (answer, h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _is_too_long(self) -> bool:
        return len(self.conn.trailing_data[0]) > (self.config.h11_max_incomplete_event_size or 0)

    def resume_writing(self) -> None:
        """The caller takes his answer."""
        self._left = None
        super().resume_writing()

    def _note(self) -> None:
        """The time begins with the first byte of a part and not with each."""
        awaited = {h11.IDLE: "head", h11.SEND_BODY: "body"}.get(self.conn.their_state)
        if awaited == "head" and not self.conn.trailing_data[0]:
            awaited = None  # between two requests: uvicorn's own time for idle connections runs
        if awaited != self._awaited:
            self._awaited, self._since = awaited, self.loop.time()

    def _look(self) -> None:
        now = self.loop.time()
        if self._awaited and now - self._since > self._seconds[self._awaited]:
            if self.conn.our_state is h11.IDLE:
                self.transport.write(_TOO_SLOW)
                self.transport.close()
            else:
                self.transport.abort()
        elif self._takes_nothing(now):
            self.transport.abort()
        self._watch = self.loop.call_later(self._every, self._look)

    def _takes_nothing(self, now: float) -> bool:
        size = self.transport.get_write_buffer_size()
        if size == 0:
            self._left = None
        elif self._left is None or size <= self._left[0] - _SOME:
            self._left = size, now
        return self._left is not None and now - self._left[1] > self._stalled
