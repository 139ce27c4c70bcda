"""Where the service says that it is: in data, links to itself have to be whole."""

from __future__ import annotations

import re
from typing import Final

from fastapi import HTTPException, Request

from practice_atlas.api.settings import Settings

#: Name or address of a host with a port. Anything else would end up in links, headers and identifiers of RDF.
_HOST: Final = re.compile(r"(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?", re.ASCII)


def base_of(request: Request) -> str:
    """The service's own address without a slash at the end: as the operator says, else as the request has it.

    Raises HTTPException, as RFC 9112 has it, where the request names no host by which links could be made.
    """
    settings: Settings = request.app.state.settings
    if settings.address:
        return settings.address
    host = request.headers.get("host")
    if host is not None and not _HOST.fullmatch(host):
        raise HTTPException(400, "The Host header names no host.")
    return str(request.base_url).rstrip("/")
