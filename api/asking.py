"""Asking the graph: every answer is of one revision, and says so in its ETag.

The one place where a request meets a Reader, so that audience, consistency and caching hold for every route.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Annotated, Any, Final, TypeVar

from fastapi import Depends, Request

from practice_atlas import __version__
from practice_atlas.api.callers import Caller, current_caller
from practice_atlas.api.errors import NotModifiedError, TornAnswerError, UnknownNameError
from practice_atlas.api.metrics import Metrics
from practice_atlas.api.parameters import KnownAt
from practice_atlas.api.recording.seen import RecordedPairings
from practice_atlas.api.store.earlier import EarlierGraphs
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.pairings.recorded import NOTHING_RECORDED, Recorded
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.names import names_in
from practice_atlas.graph.questions.resolving import resolve
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.revisions import NOTHING, Revision, current_revision
from practice_atlas.ontology.errors import UnknownEntityError
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.regions import region_named
from practice_atlas.ontology.vocabularies import Audience
from practice_atlas.visualisations.languages.language import Language
from practice_atlas.visualisations.languages.speaking import language, spoken

Answered = TypeVar("Answered")

#: How often a question is asked when the graph changes under it.
_TRIES: Final = 2


class Ask:
    """Puts questions to the graph for one request. Nothing is read before the first of them, or before `revision`.

    Of routes whose answers follow from recorded pairings too (`keeping.py` marks them), these are part of the ETag.
    """

    def __init__(self, request: Request, known_at: str | None = None) -> None:
        self._request = request
        self._known_at = known_at
        self._revision: Revision | None = None
        self.recorded: Recorded = NOTHING_RECORDED
        self.caller: Caller = current_caller(request)

    @cached_property
    def engine(self) -> Engine:
        """The graph, or what it was at an earlier revision."""
        if self._known_at is None:
            engine: Engine = self._request.app.state.engine
            return engine
        earlier: EarlierGraphs = self._request.app.state.earlier
        return earlier.engine(self._known_at)

    def begin(self) -> Revision:
        """The revision that is answered from, whoever has the answer of it already."""
        if self._revision is None:
            found = current_revision(self.engine)
            if self._known_at is None:
                self._request.app.state.catching_up.seen(found)
                self._request.app.state.warming.seen(found, self.caller.audience)
            self._answer_from(found)
        return self._revision or NOTHING

    @property
    def revision(self) -> Revision:
        """The revision that is answered from. Raises NotModifiedError for who has the answer of it already."""
        revision = self.begin()
        if matches(self._request.headers.get("if-none-match"), self._request.state.etag):
            raise NotModifiedError
        return revision

    def __call__(self, question: Callable[[Reader], Answered]) -> Answered:
        """The answer, all of it from one revision. Raises TornAnswerError when that failed twice."""
        metrics: Metrics = self._request.app.state.metrics
        metrics.questions.inc()
        before = self.revision
        for _ in range(_TRIES):
            reader = self.reader(before)
            reader.share(kept(reader, ("names", reader.audience.level), _no_names))
            if language() is not Language.ENGLISH:
                spoken().names = names_in(reader, language())
            answer = question(reader)
            after = current_revision(self.engine)
            if after.number == before.number:
                reader.leave()
                metrics.revision.set(before.number)
                return answer
            self._answer_from(before := after)
        metrics.torn.inc()
        raise TornAnswerError("The graph changed while this was answered.", fix="Ask again.")

    def look_again(self) -> None:
        """After something was recorded: what is asked from now on, and the ETag, are of that."""
        self._answer_from(self.begin())

    def reader(self, revision: Revision, audience: Audience | None = None) -> Reader:
        """A reader for the caller, or for an audience, with the recorded pairings that it may know of."""
        if audience in (None, self.caller.audience):
            return Reader(self.engine, self.caller.audience, revision, self.recorded)
        reader = Reader(self.engine, audience or self.caller.audience, revision)
        return reader.with_recorded(self._recorded(reader))

    def _recorded(self, reader: Reader) -> Recorded:
        """As they stand; at an earlier revision as they were recorded when it was loaded, so that it is told for ever
        as it was known then.
        """
        recorded: RecordedPairings = self._request.app.state.recorded
        return recorded.seen_by(reader, None if self._known_at is None else reader.revision().time)

    def _answer_from(self, revision: Revision) -> None:
        """An address that answers in several forms has put the chosen one into the request's state."""
        self._revision = revision
        state = self._request.state
        beside = [getattr(state, "form", ""), "" if language() is Language.ENGLISH else language().value]
        if getattr(state, "recorded", False):
            self.recorded = self._recorded(Reader(self.engine, self.caller.audience, revision))
            beside += [self.recorded.version, getattr(state, "day", "")]
        state.etag = etag_of(revision, self.caller.audience, "-".join(filter(None, beside)))


def _no_names(_: Reader) -> dict[str, Any]:
    return {}


async def _ask(request: Request, known_at: KnownAt = None) -> Ask:
    """On the loop: to make an Ask costs nothing, and a thread would cost more than most questions.

    A route that keeps its answers (`keeping.py`) has made one already, which knows the revision.
    """
    begun: Ask | None = getattr(request.state, "ask", None)
    return begun or Ask(request, known_at)


def _begun(ask: Annotated[Ask, Depends(_ask)]) -> Ask:
    """In a thread, since it reads."""
    _ = ask.revision
    return ask


#: For routes that answer in a thread.
Asking = Annotated[Ask, Depends(_ask)]
#: For routes that answer on the loop, where nothing may be read: the revision is known already.
AskingBegun = Annotated[Ask, Depends(_begun)]


def etag_of(revision: Revision, audience: Audience, form: str = "") -> str:
    """Changes with the revision, the audience, the program that words the answer, and its form and language."""
    return f'"{revision.number}-{revision.content[:12]}-{audience}-{__version__}{form and f"-{form}"}"'


def matches(header: str | None, etag: str) -> bool:
    """Whether an If-None-Match header names this ETag."""
    given = [item.strip().removeprefix("W/") for item in (header or "").split(",")]
    return etag in given or given == ["*"]


def resolved(reader: Reader, parameter: str, name: str, *kinds: str) -> str:
    """The identifier that a parameter means: an identifier or an unambiguous name of one of the kinds.

    Raises UnknownNameError, which names the parameter, also for a thing of another kind: there is no such city.
    """
    try:
        identifier = resolve(reader, name, *kinds)
    except UnknownEntityError as error:
        raise UnknownNameError(parameter, error, name) from error
    if kinds and kind_of(identifier) not in kinds:
        raise UnknownNameError(parameter, UnknownEntityError(f"{identifier} is no {' or '.join(kinds)}."), name)
    return identifier


def region_of(parameter: str, name: str) -> str:
    """The region that a parameter means. Raises UnknownNameError, which names the parameter."""
    try:
        return region_named(name)
    except UnknownEntityError as error:
        raise UnknownNameError(parameter, error, name) from error
