"""Finds out who calls, before anything else is done: the key's holder or nobody in particular, and whether he may.

Plain ASGI. The caller lies in the request's state as `caller`; nothing behind this looks at keys or addresses.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from ipaddress import IPv6Address, ip_address
from typing import Final

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from practice_atlas.api.callers import Caller, UnknownCallerError, anonymous, caller_of
from practice_atlas.api.errors import challenge, problem_of, refuse
from practice_atlas.api.limits.rate import Rate, Taken
from practice_atlas.api.problems import Problem, problem
from practice_atlas.api.settings import Settings
from practice_atlas.api.store import Store
from practice_atlas.api.store.errors import StoreBusyError
from practice_atlas.api.store.keys import Key
from practice_atlas.ontology.errors import PracticeAtlasError

#: Asked by machines about this machine: neither counted nor kept waiting.
UNCOUNTED: Final = ("/v1/health/live", "/v1/health/ready", "/metrics")
#: Threads that look keys up. Own ones, so that a slow graph cannot keep callers from being known.
_THREADS: Final = 4
#: Look-ups under way, and seconds that one may take: a key that was seen lately takes none.
_MOST_LOOKING: Final = 256
_SECONDS: Final = 5.0


class Calling:
    """Puts the caller into the request's state; refuses unknown keys (401) and those who ask too often (429)."""

    def __init__(self, app: ASGIApp, settings: Settings, store: Callable[[], Store]) -> None:
        self._app = app
        self._store = store
        self._nobody = anonymous(settings)
        self._by_address = Rate("address", settings.rate_per_address) if settings.rate_per_address else None
        self._by_key = Rate("key", settings.rate_per_key) if settings.rate_per_key else None
        self._limiter: CapacityLimiter | None = None
        self._looking: set[asyncio.Future[Key | None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets the request pass with its caller, or answers it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["state"]["caller"] = self._nobody
        presented = presented_key(Headers(scope=scope))
        caller: Caller | None = self._nobody
        if presented:
            try:
                caller = await self._found(presented)
            except PracticeAtlasError as error:
                await refuse(scope, receive, send, problem_of(error))
                return
        rate = self._by_key if caller and caller.key else self._by_address
        if rate is not None and (caller is None or scope["path"] not in UNCOUNTED):
            taken = rate.take((caller and caller.key) or address_of(scope))
            headers = rate.headers(taken)
            if taken.retry_after is not None:
                await refuse(scope, receive, send, _too_often(taken), headers)
                return
            send = partial(_with, headers, send)
        if caller is None:
            unknown = problem_of(UnknownCallerError(given=True))
            await refuse(scope, receive, send, unknown, {"WWW-Authenticate": challenge(given=True)})
            return
        scope["state"]["caller"] = caller
        await self._app(scope, receive, send)

    async def _found(self, presented: str) -> Caller | None:
        """The caller with this key. A token of an identity provider would be looked at here, where it is no key.

        Raises StoreBusyError where the store takes too long; whoever waits in vain leaves his thread to its work.
        """
        if self._limiter is None:
            self._limiter = CapacityLimiter(_THREADS)
        if len(self._looking) >= _MOST_LOOKING:
            raise _late()
        looking = asyncio.ensure_future(to_thread.run_sync(self._look_up, presented, limiter=self._limiter))
        self._looking.add(looking)
        looking.add_done_callback(self._looked)
        done, _ = await asyncio.wait({looking}, timeout=_SECONDS)
        if not done:
            raise _late()
        key = looking.result()
        return caller_of(key) if key else None

    def _look_up(self, presented: str) -> Key | None:
        return self._store().keys.find(presented)

    def _looked(self, looking: asyncio.Future[Key | None]) -> None:
        self._looking.discard(looking)
        if not looking.cancelled():
            looking.exception()  # told to whoever waited for it


def _late() -> StoreBusyError:
    return StoreBusyError("Keys take too long to be looked up.", fix="Look at the store: practice-atlas doctor tells.")


def presented_key(headers: Headers) -> str | None:
    """The key of a request, as `X-API-Key` or as a bearer's token; None where there is none."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return headers.get("x-api-key") or (token.strip() if scheme.lower() == "bearer" else None)


def address_of(scope: Scope) -> str:
    """Whose request it is, as far as the network says: of IPv6 the network of 64 bits, which one caller has whole."""
    client = scope.get("client")
    if not client:
        return "unknown"
    try:
        address = ip_address(client[0])
    except ValueError:
        return str(client[0])
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
    return str(address)


def _too_often(taken: Taken) -> Problem:
    return problem(429, "You ask more often than is allowed.", fix=f"Ask again in {taken.retry_after} seconds.")


async def _with(headers: dict[str, str], send: Send, message: Message) -> None:
    if message["type"] == "http.response.start":
        MutableHeaders(scope=message).update(headers)
    await send(message)
