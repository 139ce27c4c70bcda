"""What to ask about again."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request

from practice_atlas.api.asking import Asking, resolved
from practice_atlas.api.examples import example
from practice_atlas.api.keeping import KeptDailyRoute
from practice_atlas.api.parameters import LONGEST_NAME, AsOf, Paging
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.overview_answers import RemindersAnswer
from practice_atlas.graph.questions.reminders import MOST_MONTHS, REMINDED, USUAL_MONTHS, reminders
from practice_atlas.graph.reading import Reader

router = APIRouter(prefix="/v1", tags=["overview"], route_class=KeptDailyRoute)

_ONE_OF: Final = {"anyOf": [{"type": "string", "enum": [*REMINDED]}, {"type": "null"}]}
Months = Annotated[int, Query(ge=1, le=MOST_MONTHS, description="For how many months nothing was heard.")]
What = Annotated[
    str | None,
    Query(description="Only pairings, engagements or learning flows.", max_length=40, json_schema_extra=_ONE_OF),
]
City = Annotated[
    str | None,
    Query(description="Only about a city, by identifier or name.", examples=["city:fes-ma"], max_length=LONGEST_NAME),
]


@router.get("/reminders", summary="What to ask about again", responses=example(RemindersAnswer))
def again(
    request: Request,
    ask: Asking,
    page: Paging,
    months: Months = USUAL_MONTHS,
    what: What = None,
    city: City = None,
    as_of: AsOf = None,
) -> RemindersAnswer:
    """Recorded pairings, engagements and learning flows of which nothing is known for a year or so: whom to ask about
    what, since when, with the evidence. It is counted back from today (UTC), or from `as_of`.
    """
    day = as_of_day(as_of)
    today = day or date.fromisoformat(request.state.day)

    def question(reader: Reader) -> RemindersAnswer:
        about = resolved(reader, "city", city, "city") if city else None
        return reminders(reader, today, months=months, what=what, city=about, as_of=day, page=page)

    return ask(question)
