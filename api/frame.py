"""What every request passes before it reaches a route, from the outside in. Plain ASGI all of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.errors import ServerErrorMiddleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from practice_atlas.api.calling import Calling
from practice_atlas.api.compressing import Compressing
from practice_atlas.api.errors import fault
from practice_atlas.api.headers import HeadAsGet, Headers
from practice_atlas.api.languages import Languages
from practice_atlas.api.limits.bodies import Bodies
from practice_atlas.api.limits.turns import Turns
from practice_atlas.api.methods import Options
from practice_atlas.api.observing import Observing
from practice_atlas.api.settings import Settings

#: What pages of others may send and read; never credentials: the one cookie there is says which language was chosen.
_CORS: Final[dict[str, Any]] = {
    "allow_methods": ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"),
    "allow_headers": ("Authorization", "X-API-Key", "Content-Type", "If-Match", "If-None-Match", "Prefer"),
    "expose_headers": (
        "ETag",
        "Link",
        "Location",
        "RateLimit",
        "RateLimit-Policy",
        "Retry-After",
        "WWW-Authenticate",
        "X-Request-Id",
    ),
    "max_age": 600,
}


def frame(app: FastAPI, settings: Settings) -> None:
    """Puts the frame around the routes of `app`, whose state holds store and metrics already."""
    for layer in reversed(list(_layers(app, settings))):
        app.add_middleware(layer.cls, *layer.args, **layer.kwargs)


def _layers(app: FastAPI, settings: Settings) -> Iterator[Middleware]:
    if settings.trusted_proxies:
        trusted: Any = [str(network) for network in settings.trusted_proxies]
        yield Middleware(ProxyHeadersMiddleware, trusted_hosts=trusted)
    yield Middleware(Observing, metrics=app.state.metrics)
    yield Middleware(HeadAsGet)
    yield Middleware(Compressing)
    yield Middleware(Headers)
    if settings.cors_origins:
        yield Middleware(CORSMiddleware, allow_origins=settings.cors_origins, **_CORS)
    yield Middleware(Languages)
    yield Middleware(Calling, settings=settings, store=app.state.stores.get)
    yield Middleware(Options)
    yield Middleware(Bodies, settings=settings)
    yield Middleware(Turns, settings=settings)
    # Faults become answers here, inside the frame, so that they too carry its headers and are counted.
    yield Middleware(ServerErrorMiddleware, handler=fault)
