"""Compresses answers for callers who take it: zstd before gzip, text alone, nothing that is small.

An answer that was compressed is another one, byte for byte: its ETag becomes a weak one, as nginx does it, and caches
are told that it depends on Accept-Encoding.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Mapping
from typing import Final, Protocol

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: Bytes below which nothing is gained.
SMALLEST: Final = 1000
#: Bytes from which on it takes so long (5 ms and more with gzip) that others would wait for it.
_LARGE: Final = 128 * 1024
_TEXTS: Final = frozenset(
    {
        "application/json",
        "application/xml",
        "application/javascript",
        "application/n-triples",
        "application/n-quads",
        "application/trig",
        "application/yaml",
        "application/graphml+xml",
        "image/svg+xml",
    }
)


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


#: By preference, where the caller has none.
_ENCODINGS: Final[Mapping[str, Callable[[], _Compressor]]] = {
    "zstd": lambda: zstd.ZstdCompressor(level=3),
    "gzip": lambda: zlib.compressobj(5, zlib.DEFLATED, 31),
}


class Compressing:
    """Compresses the bodies of answers, whole ones and streams."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on with a `send` that compresses."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        encoding = chosen(headers.get("accept-encoding", ""))
        await self._app(scope, receive, _Sending(send, encoding, headers.get("if-none-match", "")).send)


def chosen(accepted: str) -> str | None:
    """The encoding that an Accept-Encoding header asks for; None: the answer as it is."""
    wanted: dict[str, float] = {}
    for item in accepted.lower().split(","):
        name, _, parameters = item.strip().partition(";")
        wanted[name.strip()] = _weight(parameters)
    weighed = [(wanted.get(name, wanted.get("*", 0.0)), -place, name) for place, name in enumerate(_ENCODINGS)]
    weight, _, name = max(weighed)
    return name if weight > 0 and weight >= wanted.get("identity", 0.0) else None


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


class _Sending:
    """One answer: holds its start back until the first part of its body tells whether compressing is worth it."""

    def __init__(self, send: Send, encoding: str | None, had: str) -> None:
        self._send = send
        self._had = had
        self._encoding = encoding
        self._start: Message | None = None
        self._compressor: _Compressor | None = None

    async def send(self, message: Message) -> None:
        """Passes a message on, or a compressed one."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] != "http.response.body":
            await self._begin()
            await self._send(message)
            return
        body, more = message.get("body", b""), message.get("more_body", False)
        if self._start is not None:
            self._decide(self._start, len(body), more=more)
        if self._compressor is not None:
            body = await self._compressed(self._compressor, body, more=more)
            if self._start is not None and not more:
                MutableHeaders(scope=self._start)["Content-Length"] = str(len(body))
            message = {**message, "body": body}
        await self._begin()
        if body or not more:
            await self._send(message)

    async def _begin(self) -> None:
        start, self._start = self._start, None
        if start is not None:
            await self._send(start)

    def _decide(self, start: Message, size: int, *, more: bool) -> None:
        headers = MutableHeaders(scope=start)
        texts = is_text(headers.get("content-type", ""))
        if start["status"] == 304 or (texts and "content-encoding" not in headers):
            headers.add_vary_header("Accept-Encoding")
        if start["status"] == 304 and f"W/{headers.get('etag')}" in self._had:
            _weaken(headers)  # he has the compressed one
        plain = start["status"] in (204, 206, 304) or "content-encoding" in headers or not texts
        if plain or self._encoding is None or (size < SMALLEST and not more):
            return
        self._compressor = _ENCODINGS[self._encoding]()
        headers["Content-Encoding"] = self._encoding
        del headers["Content-Length"]
        _weaken(headers)

    async def _compressed(self, compressor: _Compressor, body: bytes, *, more: bool) -> bytes:
        def work() -> bytes:
            return compressor.compress(body) + (b"" if more else compressor.flush())

        return work() if len(body) < _LARGE else await to_thread.run_sync(work)


def _weaken(headers: MutableHeaders) -> None:
    etag = headers.get("etag")
    if etag and not etag.startswith("W/"):
        headers["ETag"] = f"W/{etag}"


def is_text(content_type: str) -> bool:
    """Whether a type is of text, which compresses well."""
    kind = content_type.partition(";")[0].strip().lower()
    return kind.startswith("text/") or kind.endswith(("+json", "+xml")) or kind in _TEXTS
