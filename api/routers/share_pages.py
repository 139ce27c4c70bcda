"""Pages for sharing: making a link to what is shown, and one's links with a way to revoke them.

Browsers cannot send a key with a page, so each form has a field for it, which is sent in the form's body and stands in
no address and on no page. Who comes with a key in the header, as a proxy may add it, is asked for none; since a page of
somebody else's could send such a form, forms from other sites are refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from practice_atlas.api.asking import Ask, Asking
from practice_atlas.api.callers import Caller, UnknownCallerError, caller_of
from practice_atlas.api.calling import presented_key
from practice_atlas.api.errors import AboveAudienceError, ForeignFormError, challenge, problem_of
from practice_atlas.api.parameters import LONGEST_NAME
from practice_atlas.api.problems import Problem
from practice_atlas.api.routers.shares import listed, revoked
from practice_atlas.api.routers.views import Slice, Wanted, whole
from practice_atlas.api.sharing.answers import MadeAnswer, ShareTold
from practice_atlas.api.sharing.bodies import MOST, USUAL, last_day_of
from practice_atlas.api.sharing.freezing import shared
from practice_atlas.api.site import moment_of, site_of
from practice_atlas.api.store import Store
from practice_atlas.api.store.shares import TooLargeShareError, TooManySharesError
from practice_atlas.api.stored import Stored
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import PracticeAtlasError, QuestionError
from practice_atlas.ontology.vocabularies import Audience
from practice_atlas.visualisations.languages.speaking import translated
from practice_atlas.visualisations.map_data import View
from practice_atlas.visualisations.network_data import part_of
from practice_atlas.visualisations.pages.render import page
from practice_atlas.visualisations.policy import SANDBOX
from practice_atlas.visualisations.selection import chosen_in_words, slice_of

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

Field = Annotated[str, Form(max_length=LONGEST_NAME)]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The slice in words, by label, and how many of how many items the caller would see of it."""

    words: dict[str, str]
    shown: int
    total: int


@router.get("/share")
def form(request: Request, ask: Asking, wanted: Slice, view: View = "network") -> HTMLResponse:
    """What would be shared, and the form."""
    return _form(request, ask, wanted, view, audience=Audience.PUBLIC.value, last_day=last_day_of(None).isoformat())


@router.post("/share")
def make(
    request: Request,
    ask: Asking,
    store: Stored,
    wanted: Slice,
    view: View = "network",
    key: Field = "",
    audience: Field = "",
    last_day: Field = "",
) -> HTMLResponse:
    """Makes the link and shows its address, or says what is wrong beside the field that it concerns."""
    _refuse_foreign(request)
    try:
        ask.caller = request.state.caller = _holder(request, store, key)
        made = shared(request, ask, store, wanted, view, _audience(audience), last_day_of(last_day.strip()))
    except (QuestionError, UnknownCallerError, AboveAudienceError, TooManySharesError, TooLargeShareError) as error:
        return _form(request, ask, wanted, view, error=error, audience=audience, last_day=last_day)
    return _made(request, ask, made)


@router.get("/shares")
def links(request: Request, ask: Asking, store: Stored) -> HTMLResponse:
    """One's links, or, for who came without a key, the form that asks for it."""
    own = listed(store, ask.caller, "own") if ask.caller.key else None
    return _listed(request, ask.caller, shares=own)


@router.post("/shares")
def revoke(
    request: Request, ask: Asking, store: Stored, key: Field = "", whose: Field = "", share: Field = ""
) -> HTMLResponse:
    """The links of a key, after one of them was revoked, where one is named."""
    _refuse_foreign(request)
    try:
        holder = _holder(request, store, key)
        ended = revoked(store, holder, share) if share else None
        return _listed(request, holder, listed(store, holder, "all" if whose == "all" else "own"), whose, ended)
    except PracticeAtlasError as error:
        told = problem_of(error)
        if told.status >= 500:
            raise
        return _listed(request, ask.caller, None, whose, problem=told)


def _audience(text: str) -> Audience:
    found = next((one for one in Audience if one.value == text), None)
    if found is None:
        raise QuestionError("audience", f"{text[:40]!r} is no audience", fix="Choose one from the list.")
    return found


def _refuse_foreign(request: Request) -> None:
    """Raises ForeignFormError. Browsers say where a form comes from; what says nothing is no browser of these years."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise ForeignFormError


def _holder(request: Request, store: Store, presented: str) -> Caller:
    """Who sent a form: as the header says, else by the key in it. Raises UnknownCallerError."""
    caller: Caller = request.state.caller
    if caller.key:
        return caller
    found = store.keys.find(presented.strip())
    if found is None:
        raise UnknownCallerError(given=bool(presented.strip()))
    return caller_of(found)


def _form(
    request: Request, ask: Ask, wanted: Wanted, view: View, *, error: PracticeAtlasError | None = None, **typed: str
) -> HTMLResponse:
    def question(reader: Reader) -> Chosen:
        taken, asked = request.app.state.snapshots.of(reader), wanted.asked(reader)
        found = slice_of(reader, taken, **asked)
        part, day = part_of(whole(request, reader), found), asked["as_of"]
        moment = {translated("As of"): day.isoformat()} if day else {}
        return Chosen(chosen_in_words(found, asked["filters"], taken.records) | moment, len(part.items), part.total)

    told = problem_of(error) if error else None
    more = {"slice": _slice(request), "view": view, "usual": USUAL, "most": MOST, "typed": typed}
    return _page(request, ask.caller, "share", told, chosen=ask(question), audiences=_audiences(ask.caller), **more)


def _slice(request: Request) -> dict[str, str]:
    """What is shown, as parameters of the page that shows it."""
    return {name: value for name, value in request.query_params.items() if name != "view"}


def _audiences(caller: Caller) -> list[str]:
    """Those that may be chosen; all, where the key is not known yet."""
    most = caller.audience.level if caller.key else Audience.HUB.level
    return [one.value for one in Audience if one.level <= most]


def _made(request: Request, ask: Ask, made: MadeAnswer) -> HTMLResponse:
    response = _page(request, ask.caller, "shared", None, made=made, told=made.share, sandbox=SANDBOX)
    response.status_code = 201
    return response


def _listed(
    request: Request,
    caller: Caller,
    shares: Any,
    whose: str = "",
    ended: Any = None,
    problem: Problem | None = None,
) -> HTMLResponse:
    told = None if shares is None else [ShareTold.of(one) for one in shares]
    return _page(request, caller, "shares", problem, shares=told, ended=ended, whose=whose)


def _page(request: Request, caller: Caller, template: str, problem: Problem | None, **shown: Any) -> HTMLResponse:
    """Kept by no browser and no proxy: what is on it was for who sent a key."""
    site = site_of(request.app, audience=caller.audience, moment=moment_of(request))
    asks = presented_key(request.headers) is None
    html = page(template, site=site, problem=problem, asks=asks, **shown)
    headers = {"Cache-Control": "no-store"}
    if problem and problem.status == 401:
        headers["WWW-Authenticate"] = challenge(given=True)
    return HTMLResponse(html, problem.status if problem else 200, headers)
