"""The page of what a city could do next: a form, and the answer. Its address holds the whole question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from practice_atlas.api.asking import Asking, resolved
from practice_atlas.api.faults import Faults
from practice_atlas.api.form_page import answered, form_page
from practice_atlas.api.keeping import RecordedRoute
from practice_atlas.api.parameters import AsOf
from practice_atlas.api.refused import Query
from practice_atlas.api.typed import Text, whole_number
from practice_atlas.graph.pairings.algorithms import FIXED, next_algorithm
from practice_atlas.graph.pairings.learners import city_learner
from practice_atlas.graph.pairings.next_practices import MOST, USUAL, next_practices
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations.messages import message
from practice_atlas.visualisations.pages.mentor_form import algorithm_choices
from practice_atlas.visualisations.pages.next_page import NextShown, next_shown
from practice_atlas.visualisations.pairing_words import weights_told

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse, route_class=RecordedRoute)


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of the form, without spaces around them; empty ones as empty texts."""

    learner: str
    as_of: str
    limit: str
    algorithm: str

    def many(self) -> int:
        """How many practices to name. Raises QuestionError."""
        return whole_number("limit", self.limit, 1, MOST) if self.limit else USUAL

    def query(self) -> Query:
        """The question as parameters; the date comes with the moment that the page is of."""
        given = {"learner": self.learner, "limit": self.limit, "algorithm": self.algorithm}
        return {name: value for name, value in given.items() if value and value != FIXED}


async def _typed(learner: Text = "", as_of: AsOf = None, limit: Text = "", algorithm: Text = "") -> Typed:
    return Typed(learner.strip(), (as_of or "").strip(), limit.strip(), algorithm.strip())


@router.get("/next")
def next_steps(request: Request, ask: Asking, asked: Annotated[Typed, Depends(_typed)]) -> HTMLResponse:
    """What a city could do next, and with whom. What cannot be asked is told beside the field that it concerns."""
    found = ask(lambda reader: answered(reader, partial(_question, reader, asked)))
    return form_page(
        request,
        ask,
        "next",
        refusals=found.refusals,
        query=asked.query(),
        called=found.offers.called,
        named=("learner",),
        shown=found.shown,
        asked=asked,
        offers=found.offers,
        algorithms=algorithm_choices("next-practices"),
        weights=weights_told(),
        most=MOST,
        unknown_interest=message("interest.none"),
    )


def _question(reader: Reader, asked: Typed, faults: Faults) -> Callable[[], NextShown] | None:
    city = faults.take(lambda: resolved(reader, "learner", asked.learner, "city") if asked.learner else "", "")
    day = faults.take(lambda: as_of_day(asked.as_of or None), None)
    many = faults.take(asked.many, USUAL)
    algorithm = faults.take(lambda: next_algorithm(asked.algorithm or FIXED), FIXED)

    def answer() -> NextShown:
        learner = city_learner(reader, city, day)
        found = next_practices(reader, learner, own_weights(), algorithm=algorithm, as_of=day, many=many)
        return next_shown(reader, found, reader.thing(city))

    return answer if city else None
