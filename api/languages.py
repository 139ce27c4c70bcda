"""Which language a page is in: what its address says, else what was chosen before, else what the browser asks for.

Pages alone are translated, and under /v1 what is drawn for people (`/v1/views`), where the address says so. Plain ASGI,
outside of what refuses requests, so that refusals are told in the language too.
"""

from __future__ import annotations

from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Annotated, Final

from fastapi import Query, Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from practice_atlas.visualisations.languages.language import Language
from practice_atlas.visualisations.languages.speaking import Speaking, speaking

#: The parameter, and the cookie that remembers what was chosen; it holds nothing else, for a year.
PARAMETER: Final = "lang"
COOKIE: Final = "practice-atlas-language"
_YEAR: Final = 365 * 24 * 3600
_VIEWS: Final = "/v1/views/"


async def told_language(
    lang: Annotated[
        Language | None,
        Query(description="The language of what people read in it; none: English, on pages the one they chose."),
    ] = None,
) -> None:
    """For routes that speak languages: describes the parameter, and refuses what is none. `Languages` has read it."""


class Languages:
    """Says which language is spoken while a request is answered, and tells caches and readers of it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        under_v1 = request.url.path.startswith("/v1/")
        named = _of(request.query_params.get(PARAMETER))
        if under_v1 and (named is None or not request.url.path.startswith(_VIEWS)):
            await self._app(scope, receive, send)
            return
        remembered = _of(request.cookies.get(COOKIE))
        chosen = named or remembered or preferred(request.headers.get("accept-language"))

        async def telling(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                _told(headers, message["status"], chosen, negotiated=not under_v1)
                if named not in (None, remembered) and not under_v1 and _is_page(headers):
                    headers.append("Set-Cookie", _cookie(chosen, secure=request.url.scheme == "https"))
            await send(message)

        rest = tuple((name, value) for name, value in request.query_params.multi_items() if name != PARAMETER)
        with speaking(Speaking(chosen, in_address=named is not None, query=rest)):
            await self._app(scope, receive, telling)


def preferred(header: str | None) -> Language:
    """The language that an Accept-Language header likes best, of those liked alike the first; else English.

    What cannot be read in a header says nothing.
    """
    liked = [(quality, language) for language, quality in _read(header or "") if quality > 0]
    return max(liked, key=lambda pair: pair[0])[1] if liked else Language.ENGLISH


def _read(header: str) -> Iterator[tuple[Language, float]]:
    for item in header.split(","):
        tag, _, parameter = item.strip().partition(";")
        language = _of(tag.strip().partition("-")[0].lower())
        name, _, value = parameter.strip().partition("=")
        try:
            quality = float(value) if name.strip() == "q" else 1.0
        except ValueError:
            continue
        if language:
            yield language, quality


def _of(code: str | None) -> Language | None:
    return next((language for language in Language if language.value == code), None)


def _is_page(headers: MutableHeaders) -> bool:
    return headers.get("content-type", "").startswith("text/html")


def _told(headers: MutableHeaders, status: int, chosen: Language, *, negotiated: bool) -> None:
    """Content-Language of what is written in it; and on what it depends, also where nothing is sent anew."""
    if _is_page(headers) or (not negotiated and status == 200):
        headers.setdefault("Content-Language", chosen.value)  # what was frozen says its own
    if negotiated and (_is_page(headers) or status == 304):
        for name in ("Accept-Language", "Cookie"):
            headers.add_vary_header(name)


def _cookie(chosen: Language, *, secure: bool) -> str:
    cookie: SimpleCookie = SimpleCookie({COOKIE: chosen.value})
    cookie[COOKIE] |= {"path": "/", "max-age": _YEAR, "samesite": "Lax", "httponly": True, "secure": secure}
    return cookie[COOKIE].OutputString()
