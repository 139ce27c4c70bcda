"""The network: as a page around it, and as the one file that pyvis draws."""

from __future__ import annotations

from threading import Lock
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from starlette.datastructures import URL

from practice_atlas.api.asking import Ask, Asking, resolved
from practice_atlas.api.parameters import LONGEST_NAME, AsOf
from practice_atlas.api.routers.pages import shown
from practice_atlas.api.site import moment_of
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.snapshot import Snapshot, snapshot
from practice_atlas.visualisations.policy import policy_of
from practice_atlas.visualisations.pyvis_adapter import network_html
from practice_atlas.visualisations.selection import MOST, USUAL, network
from practice_atlas.visualisations.view import NetworkView

router = APIRouter()

Focus = Annotated[
    str | None, Query(description="What to start from: an identifier or a name.", max_length=LONGEST_NAME)
]
Items = Annotated[int, Query(ge=2, le=MOST, description=f"At most so many items, up to {MOST}.")]


class Snapshots:
    """The snapshot of the newest revision, taken once and kept for the next request."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: Snapshot | None = None

    def of(self, reader: Reader) -> Snapshot:
        """That of the reader's revision and audience."""
        with self._lock:
            kept = self._kept
            if kept is None or kept.revision != reader.revision() or kept.audience != reader.audience:
                kept = self._kept = snapshot(reader.engine, reader.audience)
            return kept


@router.get(
    "/v1/views/network.html", tags=["views"], summary="The network as one HTML file", response_class=HTMLResponse
)
def network_file(
    request: Request, ask: Asking, focus: Focus = None, as_of: AsOf = None, limit: Items = USUAL
) -> HTMLResponse:
    """Cities, ministries and partners with the learning between them; opens offline, loads nothing."""
    view = _view(request, ask, focus, as_of, limit)
    html = network_html(view)
    policy = f"{policy_of(html)}; frame-ancestors 'self'; sandbox allow-scripts"
    return HTMLResponse(html, headers={"Content-Security-Policy": policy, "X-Frame-Options": "SAMEORIGIN"})


@router.get("/network", include_in_schema=False)
def network_page(request: Request, ask: Asking, focus: Focus = None, as_of: AsOf = None) -> HTMLResponse:
    """The network within a page."""
    day = as_of_day(as_of)
    centre = ask(lambda reader: reader.thing(resolved(reader, "focus", focus)) if focus else None)
    chosen = moment_of(request) | ({"focus": centre.id} if centre else {})
    picture = URL("/v1/views/network.html").include_query_params(**chosen)
    return shown(
        request, ask, "network", lambda _: None, picture=str(picture), focus=centre, as_of=as_of if day else ""
    )


def _view(request: Request, ask: Ask, focus: str | None, as_of: str | None, limit: int) -> NetworkView:
    day = as_of_day(as_of)
    snapshots: Snapshots = request.app.state.snapshots

    def question(reader: Reader) -> NetworkView:
        centre = resolved(reader, "focus", focus) if focus else None
        return network(reader, centre, day, limit, taken=snapshots.of(reader))

    return ask(question)
