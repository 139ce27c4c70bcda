"""Links to frozen slices, for whoever has a key: making one, one's own, all of them for the hub, and revoking."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from practice_atlas.api.asking import Asking
from practice_atlas.api.callers import Caller, ForbiddenError, Role, requires
from practice_atlas.api.routers.views import Slice
from practice_atlas.api.sharing.answers import MadeAnswer, SharesAnswer, ShareTold, content_of
from practice_atlas.api.sharing.bodies import ShareBody, last_day_of
from practice_atlas.api.sharing.freezing import maker_of, shared
from practice_atlas.api.store import Store
from practice_atlas.api.store.shares import Share
from practice_atlas.api.stored import Stored
from practice_atlas.ontology.identifiers import LONGEST
from practice_atlas.visualisations.map_data import View

router = APIRouter(prefix="/v1/shares", tags=["shares"])

Holder = Annotated[Caller, Depends(requires(Role.READER))]
Whose = Literal["own", "all"]
ShareId = Annotated[str, Path(description="The identifier of a link.", examples=["share-3f9c1a2b4d5e"], max_length=60)]
_REFUSALS: Final[dict[int | str, dict[str, Any]]] = {401: {}, 403: {}}


def _described(kind: Any, **more: Any) -> dict[str, Any]:
    return {"content": content_of(kind), **more}


@router.post(
    "",
    summary="Make a link to a slice",
    status_code=201,
    responses={
        201: _described(
            MadeAnswer,
            description="The link, with its address.",
            headers={"Location": {"description": "Its address.", "schema": {"type": "string"}}},
        ),
        **_REFUSALS,
        404: {},
        409: {},
    },
)
def make(
    request: Request,
    response: Response,
    holder: Holder,  # noqa: ARG001  refuses who has no key, before anything is read
    ask: Asking,
    store: Stored,
    wanted: Slice,
    body: ShareBody,
    view: Annotated[View, Query(description="As a network, or on a map.")] = "network",
) -> MadeAnswer:
    """What `/v1/views/explorer.html` would show the chosen audience now, frozen: later loads change nothing in it, nor
    does closing or withdrawing a record. Whoever has the address sees it, without a key, until it expires or is
    revoked; the address is told this once. 409 where the key has 100 links in force, or made
    300 within a day.
    """
    made = shared(request, ask, store, wanted, view, body.audience, last_day_of(body.last_day))
    response.headers["Location"] = made.address
    response.headers["Cache-Control"] = "no-store"
    return made


@router.get("", summary="Links to slices", responses={200: _described(SharesAnswer), **_REFUSALS})
def shares(
    holder: Holder,
    store: Stored,
    whose: Annotated[Whose, Query(description="One's own, or, for the hub, everybody's.")] = "own",
    holding: Annotated[
        str | None,
        Query(
            description="Only those in force that hold this record: for whoever closes or withdraws one.",
            examples=["city:saida-lb"],
            max_length=LONGEST,
        ),
    ] = None,
) -> SharesAnswer:
    """Those that were made with the caller's key, or everybody's; without their addresses, which nobody can tell again.
    403 for everybody's without a key of the hub.
    """
    return SharesAnswer(shares=tuple(ShareTold.of(one) for one in listed(store, holder, whose, holding)))


@router.delete("/{share}", summary="Revoke a link", responses={200: _described(ShareTold), **_REFUSALS, 404: {}})
def revoke(holder: Holder, store: Stored, share: ShareId) -> ShareTold:
    """It opens nothing from now on, and what it showed is deleted. One's own; for the hub, anybody's."""
    return ShareTold.of(revoked(store, holder, share))


def listed(store: Store, holder: Caller, whose: Whose, holding: str | None = None) -> tuple[Share, ...]:
    """The links that somebody may know of. Raises ForbiddenError."""
    if whose == "all" and not holder.role.includes(Role.HUB):
        raise ForbiddenError(Role.HUB)
    return store.shares.all(key=None if whose == "all" else holder.key, holding=holding)


def revoked(store: Store, holder: Caller, share: str) -> Share:
    """A link, ended. Raises UnknownShareError, also for one of somebody else's."""
    own = None if holder.role.includes(Role.HUB) else holder.key
    return store.shares.revoke(share, key=own, by=maker_of(holder))
