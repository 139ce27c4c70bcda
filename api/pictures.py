"""Pictures for reports over HTTP: an SVG file under the strictest policy that it works with, or the same as PNG."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fastapi import Request, Response

from practice_atlas.api.asking import Ask
from practice_atlas.api.site import site_of
from practice_atlas.visualisations.png_file import png_file
from practice_atlas.visualisations.policy import policy_of
from practice_atlas.visualisations.svg_file import About, size_of, svg_file

SVG: Final = "image/svg+xml"
PNG: Final = "image/png"
#: What a route that sends a picture answers with, as SVG or, at an address that ends so, as PNG.
DESCRIBED: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {SVG: {"schema": {"type": "string"}}}, "description": "One SVG file, which loads nothing."}
}
DESCRIBED_PNG: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {PNG: {"schema": {"type": "string", "format": "binary"}}}, "description": "The same as PNG."}
}


def sent(
    request: Request,
    ask: Ask,
    kind: str,
    *,
    title: str,
    shown: str,
    filters: Mapping[str, str],
    picture: Any,
    size: tuple[float, float],
) -> Response:
    """The file of a picture of a size; `shown` says how many of how many."""
    site = site_of(request.app, ask.revision, ask.caller.audience)
    revision = ask.revision
    about = About(title, shown, filters, revision.number, revision.time[:10], site.audience, site.title)
    svg = svg_file(kind, about, picture, *size)
    if request.url.path.endswith(".png"):
        png = png_file(svg, *size_of(*size))
        return Response(png, media_type=PNG, headers={"Content-Disposition": f'inline; filename="{kind}.png"'})
    return Response(
        svg,
        media_type=SVG,
        headers={
            "Content-Security-Policy": f"{policy_of(svg)}; frame-ancestors 'none'; sandbox",
            "Content-Disposition": f'inline; filename="{kind}.svg"',
        },
    )
