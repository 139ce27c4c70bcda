"""Pairings that are recorded: which there are, what became of them, and, for editors, recording them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from practice_atlas.api.asking import Ask, Asking, matches, resolved
from practice_atlas.api.examples import example
from practice_atlas.api.keeping import KeptDailyRoute, KeptRecordedRoute, RecordedRoute
from practice_atlas.api.listing import MOST_CHOSEN, MOST_ROWS
from practice_atlas.api.parameters import LONGEST_NAME, After
from practice_atlas.api.recording.bodies import ProposalBody, StepBody
from practice_atlas.api.recording.moving import move_of
from practice_atlas.api.recording.proposing import Readers, proposal_of
from practice_atlas.api.recording.table import pairings_table
from practice_atlas.api.store.audit import Actor, Via
from practice_atlas.api.stored import Stored
from practice_atlas.api.tabular import download, with_tables
from practice_atlas.api.writing.dependencies import Editor, IfMatch
from practice_atlas.api.writing.errors import StaleError
from practice_atlas.graph.pairings.recorded_answers import PairingAnswer, PairingsAnswer, TrackRecordAnswer
from practice_atlas.graph.pairings.recordings import Chosen, pairing_recorded, pairings_recorded
from practice_atlas.graph.pairings.stages import PairingStage
from practice_atlas.graph.pairings.track_record import track_record
from practice_atlas.graph.questions.paging import MOST, USUAL, Page
from practice_atlas.graph.questions.reminders import MOST_MONTHS, USUAL_MONTHS, before_months
from practice_atlas.graph.reading import Reader

router = APIRouter(prefix="/v1/pairings", tags=["recorded pairings"])
_listing = APIRouter(route_class=KeptDailyRoute)
_kept = APIRouter(route_class=KeptRecordedRoute)
_writing = APIRouter(route_class=RecordedRoute)

_Name = Annotated[str, Query(max_length=LONGEST_NAME)]


def _any_of(what: str, like: str) -> Any:
    described = f"{what}, by identifier or name; again for more: any of them."
    return Query(description=described, examples=[[like]], max_length=MOST_CHOSEN)


Stages = Annotated[list[PairingStage] | None, Query(description="Those that are at one of these stages now.")]
Learners = Annotated[list[_Name] | None, _any_of("The city that learns", "city:fes-ma")]
Mentors = Annotated[list[_Name] | None, _any_of("The city that mentors", "city:saida-lb")]
Subjects = Annotated[list[_Name] | None, _any_of("The practice or theme", "practice:youth-council")]
Due = Annotated[bool, Query(description="Only what is agreed or under way, and of which nothing was heard lately.")]
Months = Annotated[int, Query(ge=1, le=MOST_MONTHS, description="With `due`: for how many months nothing was heard.")]
Many = Annotated[
    int, Query(ge=1, le=MOST_ROWS, description=f"At most {MOST}; of a table {MOST_ROWS:,}.", alias="limit")
]
Form = Annotated[
    Literal["json", "csv", "xlsx"], Query(alias="format", description="JSON, or a table with names beside the ids.")
]
PairingId = Annotated[
    str, Path(description="The identifier of a recorded pairing.", examples=["pairing-3f9c1a2b4d5e"], max_length=60)
]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which recorded pairings, as the caller names them."""

    stages: tuple[str, ...] = ()
    learners: tuple[str, ...] = ()
    mentors: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    due: bool = False
    months: int = USUAL_MONTHS

    def chosen(self, reader: Reader, today: date) -> Chosen:
        """The same by identifiers. Raises UnknownNameError and QuestionError."""
        return Chosen(
            stages=self.stages,
            learners=tuple(resolved(reader, "learner", name, "city") for name in self.learners),
            mentors=tuple(resolved(reader, "mentor", name, "city") for name in self.mentors),
            subjects=tuple(resolved(reader, "practice", name, "practice", "theme") for name in self.subjects),
            no_news_since=before_months(today, self.months) if self.due else None,
        )


async def filters_of(
    stage: Stages = None,
    learner: Learners = None,
    mentor: Mentors = None,
    practice: Subjects = None,
    due: Due = False,
    months: Months = USUAL_MONTHS,
) -> Filters:
    """What a list is asked for."""
    stages = tuple(one.value for one in stage or ())
    return Filters(stages, tuple(learner or ()), tuple(mentor or ()), tuple(practice or ()), due, months)


@_listing.get(
    "/records",
    summary="Recorded pairings",
    response_model=PairingsAnswer,
    responses=with_tables(example(PairingsAnswer)),
)
def records(
    request: Request,
    ask: Asking,
    wanted: Annotated[Filters, Depends(filters_of)],
    many: Many = USUAL,
    after: After = None,
    form: Form = "json",
) -> PairingsAnswer | Response:
    """Who is to learn what from whom, and how that stands; those with the newest change first. Only what the caller may
    know of: pairings that are for its audience and name only what it may see.
    """
    today = date.fromisoformat(request.state.day)
    page = Page(min(many, MOST) if form == "json" else many, after)
    answer = ask(lambda reader: pairings_recorded(reader, wanted.chosen(reader, today), page=page))
    return answer if form == "json" else download(answer, pairings_table(answer.pairings), "pairings", form)


@_kept.get("/records/{pairing}", summary="A recorded pairing", responses=example(PairingAnswer))
def record(ask: Asking, pairing: PairingId) -> PairingAnswer:
    """How it stands, each change that led there, and what the recommendations said of it when it was proposed."""
    return ask(lambda reader: pairing_recorded(reader, pairing))


@_kept.get("/track-record", summary="What became of recorded pairings", responses=example(TrackRecordAnswer))
def track(ask: Asking) -> TrackRecordAnswer:
    """How many stand where, how many led to something, how many of these a list had named, and how long it took; below
    `enough`, no shares and medians.
    """
    return ask(track_record)


_CREATED: Final[dict[str, Any]] = {
    "description": "It is recorded.",
    "headers": {
        "Location": {"description": "Its address.", "schema": {"type": "string"}},
        "ETag": {"description": "For the next If-Match.", "schema": {"type": "string"}},
    },
    "content": example(PairingAnswer)[200]["content"],
}
_REFUSALS: Final[dict[int | str, dict[str, Any]]] = {status: {} for status in (401, 403, 404, 409, 412)}


async def _now(request: Request) -> Ask:
    """What is written is written to the graph as it is."""
    return Ask(request)


Now = Annotated[Ask, Depends(_now)]


@_writing.post("/records", summary="Record a pairing", status_code=201, responses={201: _CREATED, **_REFUSALS})
def propose(
    response: Response, request: Request, editor: Editor, ask: Now, store: Stored, body: ProposalBody,
    if_match: IfMatch = None,
) -> PairingAnswer:  # fmt: skip
    """As proposed. What the recommendations say of it at this moment is kept with it. 409 where the two are paired for
    it already.
    """
    _refuse_stale(ask, if_match, request)
    wish = body.wish()
    proposal = ask(lambda reader: proposal_of(reader, _readers(ask, reader), wish))
    made = store.pairings.propose(proposal, by=Actor(editor.name or "unknown", Via.HTTP))
    answer = _told(ask, made.id)
    response.headers["Location"] = f"{request.url.path}/{made.id}"
    response.headers["ETag"] = request.state.etag
    return answer


@_writing.post(
    "/records/{pairing}/stages",
    summary="Move a recorded pairing on",
    responses={**example(PairingAnswer), **_REFUSALS},
)
def move(
    request: Request, editor: Editor, ask: Now, store: Stored, pairing: PairingId, body: StepBody,
    if_match: IfMatch = None,
) -> PairingAnswer:  # fmt: skip
    """To a stage that may follow; 409 names these where it is another. What was recorded before stays."""
    _refuse_stale(ask, if_match, request)
    step = body.step()
    found, change = ask(lambda reader: move_of(reader, _readers(ask, reader), pairing, step))
    by = Actor(editor.name or "unknown", Via.HTTP)
    store.pairings.move(pairing, change, by=by, known=len(found.changes))
    return _told(ask, pairing)


def _refuse_stale(ask: Ask, if_match: str | None, request: Request) -> None:
    ask.begin()
    if if_match is not None and not matches(if_match, request.state.etag):
        raise StaleError(request.state.etag)


def _readers(ask: Ask, reader: Reader) -> Readers:
    return lambda audience: ask.reader(reader.revision(), audience)


def _told(ask: Ask, pairing: str) -> PairingAnswer:
    """As it stands now, with the ETag of that."""
    ask.look_again()
    return ask(lambda reader: pairing_recorded(reader, pairing))


for _part in (_listing, _kept, _writing):
    router.include_router(_part)
