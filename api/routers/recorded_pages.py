"""The pages of recorded pairings, and of what to ask about again. Their addresses hold the whole question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from practice_atlas.api.asking import Asking, resolved
from practice_atlas.api.faults import Faults
from practice_atlas.api.form_page import answered, form_page
from practice_atlas.api.keeping import DailyRoute
from practice_atlas.api.parameters import After, AsOf
from practice_atlas.api.refused import Query
from practice_atlas.api.routers.pages import shown
from practice_atlas.api.routers.recorded import Filters, PairingId
from practice_atlas.api.typed import Text, whole_number
from practice_atlas.graph.pairings.recordings import pairing_recorded, pairings_recorded
from practice_atlas.graph.pairings.stages import PairingStage
from practice_atlas.graph.pairings.track_record import track_record
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.paging import USUAL, Page
from practice_atlas.graph.questions.reminders import MOST_MONTHS, REMINDED, USUAL_MONTHS, reminded, reminders
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.visualisations import recorded_words as words
from practice_atlas.visualisations.messages import message
from practice_atlas.visualisations.pages.recorded_page import (
    FollowUp,
    PairingPage,
    PairingsPage,
    TrackRecord,
    follow_up,
    pairing_page,
    pairings_page,
    track_shown,
)

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse, route_class=DailyRoute)

_STAGES: Final = [(stage.value, words.stage(stage.value)) for stage in PairingStage]
_KINDS: Final = [(kind, message(f"remind.what.{kind}")) for kind in REMINDED]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pairings, as the form was filled in; empty texts for what was not."""

    learner: str
    mentor: str
    practice: str
    stage: str

    def filters(self, faults: Faults) -> Filters:
        """The same for the list."""
        if self.stage and self.stage not in set(PairingStage):
            faults.add(QuestionError("stage", f"{self.stage!r} is no stage", fix="Choose one from the list."))
        several = {name: (value,) if value else () for name, value in asdict(self).items()}
        return Filters(several["stage"], several["learner"], several["mentor"], several["practice"])


@dataclass(frozen=True, slots=True)
class Again:
    """What to be reminded of, as the form was filled in."""

    months: str
    what: str
    city: str
    as_of: str

    def many_months(self) -> int:
        """For how many months nothing was heard. Raises QuestionError."""
        return whole_number("months", self.months, 1, MOST_MONTHS) if self.months else USUAL_MONTHS

    def query(self) -> Query:
        """The question as parameters; the date comes with the moment that the page is of."""
        given = {"months": self.months, "what": self.what, "city": self.city}
        return {name: text for name, text in given.items() if text and text != str(USUAL_MONTHS)}


@dataclass(frozen=True, slots=True)
class _Lists:
    list: PairingsPage
    track: TrackRecord


async def _wanted(learner: Text = "", mentor: Text = "", practice: Text = "", stage: Text = "") -> Wanted:
    return Wanted(learner.strip(), mentor.strip(), practice.strip(), stage.strip())


async def _again(months: Text = "", what: Text = "", city: Text = "", as_of: AsOf = None) -> Again:
    return Again(months.strip(), what.strip(), city.strip(), (as_of or "").strip())


@router.get("/pairings")
def pairings(
    request: Request, ask: Asking, asked: Annotated[Wanted, Depends(_wanted)], after: After = None
) -> HTMLResponse:
    """All that are recorded, and what became of them."""
    today = date.fromisoformat(request.state.day)

    def question(reader: Reader, faults: Faults) -> Callable[[], _Lists]:
        filters = asked.filters(faults)
        for name, value in asdict(filters).items():
            faults.take(partial(replace(Filters(), **{name: value}).chosen, reader, today), None)

        def answer() -> _Lists:
            listed = pairings_recorded(reader, filters.chosen(reader, today), page=Page(USUAL, after))
            return _Lists(pairings_page(listed, USUAL), track_shown(track_record(reader)))

        return answer

    found = ask(lambda reader: answered(reader, partial(question, reader)))
    return form_page(
        request,
        ask,
        "pairings",
        refusals=found.refusals,
        query={name: text for name, text in asdict(asked).items() if text},
        called=found.offers.called,
        named=("learner", "mentor", "practice"),
        shown=found.shown,
        asked=asked,
        offers=found.offers,
        stages=_STAGES,
    )


@router.get("/pairings/{pairing}")
def pairing(request: Request, ask: Asking, pairing: PairingId) -> HTMLResponse:
    """One of them, with its history."""

    def question(reader: Reader) -> PairingPage:
        return pairing_page(pairing_recorded(reader, pairing))

    return shown(request, ask, "pairing", question)


@router.get("/follow-up")
def again(request: Request, ask: Asking, asked: Annotated[Again, Depends(_again)], after: After = None) -> HTMLResponse:
    """Whom to ask about what."""

    def question(reader: Reader, faults: Faults) -> Callable[[], FollowUp]:
        day = faults.take(lambda: as_of_day(asked.as_of or None), None)
        months = faults.take(asked.many_months, USUAL_MONTHS)
        what = faults.take(lambda: reminded(asked.what or None), None)
        city = faults.take(lambda: resolved(reader, "city", asked.city, "city") if asked.city else None, None)
        today, page = day or date.fromisoformat(request.state.day), Page(USUAL, after)
        return lambda: follow_up(
            reminders(reader, today, months=months, what=what, city=city, as_of=day, page=page), USUAL
        )

    found = ask(lambda reader: answered(reader, partial(question, reader)))
    return form_page(
        request,
        ask,
        "follow-up",
        refusals=found.refusals,
        query=asked.query(),
        called=found.offers.called,
        named=("city",),
        shown=found.shown,
        asked=asked,
        offers=found.offers,
        months=asked.months or USUAL_MONTHS,
        kinds=_KINDS,
        told_since=message("remind.told-since"),
    )
