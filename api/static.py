"""What pages load beside themselves: the style, the script, and the outlines that the operator chose."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

from practice_atlas.visualisations.outlines import NAME, Outlines


class Static(StaticFiles):
    """The files of a folder; in the place of its outlines those that the service was started with."""

    def __init__(self, folder: Path, outlines: Outlines) -> None:
        super().__init__(directory=folder)
        self._outlines = outlines.text.encode()
        self._etag = f'"{sha256(self._outlines).hexdigest()[:32]}"'

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or that the caller has it."""
        if path != NAME or scope["method"] not in ("GET", "HEAD"):
            return await super().get_response(path, scope)
        response = Response(self._outlines, media_type="application/json", headers={"ETag": self._etag})
        if self.is_not_modified(response.headers, Headers(scope=scope)):
            return NotModifiedResponse(response.headers)
        return response
