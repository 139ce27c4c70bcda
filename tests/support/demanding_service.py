"""The service as it is, with routes that take their time and give much: to see how it copes."""

from __future__ import annotations

import sys
import time

import uvicorn
from fastapi import FastAPI, Request, Response

from practice_atlas.api.app import create_app
from practice_atlas.api.serving import server_options
from practice_atlas.api.settings import settings_of

LARGE = 64 << 20
SLOW_BEGAN = "a slow answer began"


def demanding(app: FastAPI) -> None:
    """Adds the routes."""

    @app.get("/v1/slow")
    def slow(seconds: float) -> dict[str, float]:
        """Works for some time, in a thread as questions do; its log tells that it began."""
        sys.stdout.write(f"{SLOW_BEGAN}\n")
        sys.stdout.flush()
        time.sleep(seconds)
        return {"seconds": seconds}

    @app.get("/v1/large")
    def large() -> Response:
        """More than fits into the buffers on the way."""
        return Response(bytes(LARGE), media_type="application/octet-stream")

    @app.post("/v1/echo")
    async def echo(request: Request) -> dict[str, int]:
        """How much arrived."""
        return {"bytes": len(await request.body())}


def main() -> None:
    """Serves until it is stopped."""
    settings = settings_of()
    app = create_app(settings)
    demanding(app)
    uvicorn.run(app, **server_options(settings))


if __name__ == "__main__":
    main()
