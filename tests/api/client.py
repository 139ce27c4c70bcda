"""A client of the service in this process: the whole ASGI application with its start and stop, no socket."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI

from practice_atlas.api.app import create_app
from practice_atlas.api.settings import Settings


class Client:
    """Asks the service and waits for the answer."""

    def __init__(self, app: FastAPI, portal: BlockingPortal, client: httpx.AsyncClient) -> None:
        self.app = app
        self._portal = portal
        self._client = client

    def get(self, path: str, **headers: str) -> httpx.Response:
        """GET, with headers written as keywords: `if_none_match="…"`."""
        return self.send("GET", path, **headers)

    def send(self, method: str, path: str, **headers: str) -> httpx.Response:
        """Any method."""
        return self.soon(method, path, headers=headers).result()

    def soon(
        self,
        method: str,
        path: str,
        content: bytes | Sequence[bytes] | None = None,
        headers: Mapping[str, str | bytes] | None = None,
    ) -> Future[httpx.Response]:
        """The answer when it is there, so that several requests can be under way; a body in parts is chunked."""
        named = [
            (name.replace("_", "-").encode(), value if isinstance(value, bytes) else value.encode())
            for name, value in (headers or {}).items()
        ]
        body = _parts(content) if isinstance(content, list | tuple) else content
        return self._portal.start_task_soon(partial(self._client.request, method, path, headers=named, content=body))

    def raw(self, path: str, **headers: str) -> tuple[httpx.Response, bytes]:
        """GET, and the bytes as they are sent, still compressed."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._portal.call(_raw, self._client, path, named)

    def post(self, path: str, form: Mapping[str, str], **headers: str) -> httpx.Response:
        """POST of a form."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._portal.call(partial(self._client.post, path, data=dict(form), headers=named))


async def _raw(client: httpx.AsyncClient, path: str, headers: dict[str, str]) -> tuple[httpx.Response, bytes]:
    async with client.stream("GET", path, headers=headers) as answer:
        return answer, b"".join([part async for part in answer.aiter_raw()])


async def _parts(content: Sequence[bytes]) -> AsyncIterator[bytes]:
    for part in content:
        yield part


@contextmanager
def serving(settings: Settings, extend: Callable[[FastAPI], None] = lambda _: None) -> Iterator[Client]:
    """The service, started and stopped; without rates, unless the settings name some. `extend` may add routes."""
    unlimited = {"rate_per_address": 0, "rate_per_key": 0}
    named = {name: getattr(settings, name) for name in unlimited if name in settings.model_fields_set}
    app = create_app(settings.model_copy(update=unlimited | named))
    extend(app)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    strangers = CookieJar(DefaultCookiePolicy(allowed_domains=[]))  # each request is that of somebody new
    client = httpx.AsyncClient(transport=transport, base_url="http://test", cookies=strangers)
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(app.router.lifespan_context(app)),
        portal.wrap_async_context_manager(client),
    ):
        yield Client(app, portal, client)
