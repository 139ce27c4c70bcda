"""Where the service says that it is: in data, links to itself have to be whole."""

from __future__ import annotations

from fastapi import Request

from practice_atlas.api.settings import Settings


def base_of(request: Request) -> str:
    """The service's own address without a slash at the end: as the operator says, else as the request has it."""
    settings: Settings = request.app.state.settings
    return settings.address or str(request.base_url).rstrip("/")
