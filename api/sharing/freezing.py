"""Freezing the slice that a request names: the explorer's file of it, as the chosen audience may see it."""

from __future__ import annotations

from datetime import date

from fastapi import Request

from practice_atlas.api.addresses import base_of
from practice_atlas.api.asking import Ask
from practice_atlas.api.callers import Caller
from practice_atlas.api.errors import AboveAudienceError
from practice_atlas.api.routers.views import Snapshots, Wanted, whole
from practice_atlas.api.settings import Settings
from practice_atlas.api.sharing.answers import MadeAnswer, ShareTold
from practice_atlas.api.store import Store
from practice_atlas.api.store.audit import Actor, Via
from practice_atlas.api.store.shares import Frozen
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import Audience
from practice_atlas.visualisations.explorer_file import slice_file
from practice_atlas.visualisations.map_data import View


def shared(
    request: Request, ask: Ask, store: Store, wanted: Wanted, view: View, audience: Audience, last_day: date
) -> MadeAnswer:
    """A new link of the caller's, and its address.

    Raises AboveAudienceError, UnknownNameError for what the audience does not know of, and what `Shares.make` does.
    """
    caller = ask.caller
    if audience.level > caller.audience.level:
        raise AboveAudienceError(
            f"This key sees what {caller.audience.label} may see, and cannot share what {audience.label} may see.",
            fix="Choose a more open audience.",
        )
    frozen = ask(lambda reader: _frozen(request, ask.reader(reader.revision(), audience), wanted, view))
    share, token = store.shares.make(frozen, last_day, key=caller.key or "", by=maker_of(caller))
    address = f"{base_of(request)}/s/{token}"
    settings: Settings = request.app.state.settings
    return MadeAnswer(
        share=ShareTold.of(share), address=address, frame=f"{address}?embed=1", framed_by=settings.framed_by
    )


def maker_of(caller: Caller) -> Actor:
    """Who makes or revokes a link over HTTP."""
    return Actor(caller.name or "unknown", Via.HTTP)


def _frozen(request: Request, reader: Reader, wanted: Wanted, view: View) -> Frozen:
    """All of it read as the audience reads, so that nothing that it may not see is in the bytes."""
    snapshots: Snapshots = request.app.state.snapshots
    made = slice_file(
        reader,
        snapshots.of(reader),
        whole(request, reader),
        **wanted.asked(reader),
        outlines=request.app.state.outlines if view == "map" else None,
    )
    return Frozen(
        html=made.html,
        view=view,
        audience=reader.audience,
        chosen=made.chosen,
        holds=made.holds,
        shown=made.shown,
        total=made.total,
        revision=reader.revision().number,
    )
