"""Answers that were given once are given again, as long as the graph is at the same revision, and what is recorded of
pairings is the same where they follow from that too.

What crosses the door: a route's answer with the revision, the audience and the question that it is of. Nothing that one
audience was told is found by another: the audience is part of the ETag, which is part of what an answer is kept under.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final

from cachetools import LRUCache
from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from practice_atlas.api.asking import Ask
from practice_atlas.api.metrics import Metrics
from practice_atlas.ontology.days import today

#: Of the room, what one answer may take: a table of 10,000 rows is asked for once, and would oust all else.
_SHARE: Final = 1 / 16
#: Bytes that an answer takes beside its body and its address: headers, and places in tables.
_BESIDE: Final = 1_000

_Key = tuple[str, bytes, str]
_Answering = Callable[[Request], Coroutine[Any, Any, Response]]


@dataclass(frozen=True, slots=True)
class _Kept:
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    size: int

    def response(self) -> Response:
        """A new one each time: what is outside of the routes changes headers in place."""
        response = Response(self.body)
        response.raw_headers = list(self.headers)
        return response


class Answers:
    """The answers that one worker keeps, those that were wanted last. Used by the loop alone, so nothing is locked."""

    def __init__(self, size: int) -> None:
        self._largest = size * _SHARE
        self._kept: LRUCache[_Key, _Kept] = LRUCache(size, getsizeof=lambda kept: kept.size)
        self._revision = ""

    def find(self, revision: str, key: _Key) -> Response | None:
        """The answer that was kept. Where the graph has moved on, all that was kept goes."""
        if revision != self._revision:
            self._kept.clear()
            self._revision = revision
        kept = self._kept.get(key)
        return kept.response() if kept else None

    def keep(self, revision: str, key: _Key, response: Response) -> None:
        """Keeps a good answer; not one of a revision that is gone, nor one that is sent in parts or too large."""
        body = getattr(response, "body", None)
        if revision != self._revision or response.status_code != 200 or not isinstance(body, bytes):
            return
        size = len(body) + sum(map(len, key)) + _BESIDE  # addresses of 16 KB with answers of none fill memory too
        if size <= self._largest:
            self._kept[key] = _Kept(tuple(response.raw_headers), body, size)


class KeptRoute(APIRoute):
    """A route whose answers depend on address, audience and revision alone, and are kept."""

    def get_route_handler(self) -> _Answering:
        """The route's own work, for questions that were not answered before."""
        work = super().get_route_handler()

        async def answer(request: Request) -> Response:
            answers: Answers = request.app.state.answers
            if "known_at" in request.query_params:  # answered from an earlier graph, by revisions of its own
                return await work(request)
            ask = request.state.ask = Ask(request)
            revision = await run_in_threadpool(ask.begin)
            found = answers.find(revision.content, _key(request))
            if found is None:
                response = await work(request)
                answers.keep(ask.begin().content, _key(request), response)
                return response
            metrics: Metrics = request.app.state.metrics
            metrics.answered_again.inc()
            _ = ask.revision  # ends here for who has the answer already
            return found

        return answer


class RecordedRoute(APIRoute):
    """A route whose answers follow from recorded pairings too: a version of these is part of its ETag."""

    def get_route_handler(self) -> _Answering:
        """The route's own work, with this said of the request."""
        work = super().get_route_handler()

        async def answer(request: Request) -> Response:
            request.state.recorded = True
            return await work(request)

        return answer


class DailyRoute(RecordedRoute):
    """One whose answers also follow from what day it is (UTC), which lies in the request's state as `day`."""

    def get_route_handler(self) -> _Answering:
        """The route's own work, with the day beside the request."""
        work = super().get_route_handler()

        async def answer(request: Request) -> Response:
            request.state.day = today().isoformat()
            return await work(request)

        return answer


class KeptRecordedRoute(RecordedRoute, KeptRoute):
    """Kept, until something is recorded."""


class KeptDailyRoute(DailyRoute, KeptRoute):
    """Kept, until something is recorded or the day is over."""


def _key(request: Request) -> _Key:
    """Path, query, and the ETag of the revision that was answered from."""
    return request.scope["path"], request.scope["query_string"], request.state.etag
