"""The page that finds mentors: a form, and the answer to what it asks. Its address holds the whole question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from practice_atlas.api.asking import Asking, region_of, resolved
from practice_atlas.api.faults import Faults
from practice_atlas.api.form_page import form_page
from practice_atlas.api.keeping import RecordedRoute
from practice_atlas.api.mentor_form import DEFAULT, SOME, Typed, query_of, typed
from practice_atlas.api.refused import Query, Refusal
from practice_atlas.api.routers.pairings import Conditions, Who, mentors_for
from practice_atlas.graph.pairings.algorithms import chosen
from practice_atlas.graph.pairings.candidates import MOST_MENTEES
from practice_atlas.graph.pairings.mentors import MOST
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError
from practice_atlas.ontology.regions import region_named
from practice_atlas.visualisations.languages.speaking import language_called, region_called, translated
from practice_atlas.visualisations.messages import message
from practice_atlas.visualisations.pages.mentor_form import (
    Offers,
    algorithm_choices,
    country_choices,
    kind_choices,
    offers,
)
from practice_atlas.visualisations.pages.mentor_page import MentorsShown, mentors_shown
from practice_atlas.visualisations.pairing_words import weights_told

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse, route_class=RecordedRoute)

#: Fields that name things of the graph.
_NAMED = ("learner", "practice", "need")
#: Fields for needs that the form shows; one more where these are filled, up to as many as can be asked for.
_NEEDS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What the form offers, and the answer to the question, or why it has none. Without both nothing was asked, or
    nothing is known that who asks wants, so that a practice is to be named: no fault, but half a question.
    """

    offers: Offers
    query: Query
    shown: MentorsShown | None = None
    refusals: Sequence[Refusal] = ()
    wants_nothing: bool = False


@router.get("/mentors")
def mentors(request: Request, ask: Asking, asked: Annotated[Typed, Depends(typed)]) -> HTMLResponse:
    """Who could mentor a city. What cannot be asked is told beside the field that it concerns."""
    found = ask(lambda reader: _found(reader, asked))
    return form_page(
        request,
        ask,
        "mentors",
        refusals=found.refusals,
        query=found.query,
        called=found.offers.called,
        named=_NAMED,
        shown=found.shown,
        wants_nothing=found.wants_nothing,
        asked=asked,
        offers=found.offers,
        **_choices(asked, found.offers),
        weights=weights_told(),
        most_mentees=MOST_MENTEES,
        most=MOST,
        default=DEFAULT,
        caution=message("caution"),
    )


def _found(reader: Reader, asked: Typed) -> Found:
    """Refusals are part of the answer: the form that shows them needs the graph too."""
    faults = Faults()
    who = asked.who(faults) if asked.names_somebody else None
    given = asked.conditions(faults)
    query = query_of(who, given)
    _check(reader, who, given, faults)
    if who is None or faults.found:
        return Found(offers(reader), query, refusals=faults.found)
    try:
        return Found(offers(reader), query, mentors_shown(reader, mentors_for(reader, who, given)))
    except (QuestionError, UnknownEntityError) as error:
        if isinstance(error, QuestionError) and error.parameter == "practice" and not asked.practice:
            return Found(offers(reader), query, wants_nothing=True)
        return Found(offers(reader), query, refusals=(error,))


def _check(reader: Reader, who: Who | None, given: Conditions, faults: Faults) -> None:
    """That everything could be asked, also before somebody is named."""
    names = [("learner", who.learner, "city")] if who and who.learner else []
    if given.practice:
        names.append(("practice", given.practice, "practice"))
    for field, name, kind in names:
        faults.take(partial(resolved, reader, field, name, kind), "")
    for need in who.needs if who and not who.learner else ():
        faults.take(partial(resolved, reader, "need", need, "practice", "theme"), "")
    faults.take(lambda: as_of_day(given.as_of), None)
    for field, regions_named in (("prefer", given.prefer), ("avoid", given.avoid)):
        for region in regions_named:
            faults.take(partial(region_of, field, region), "")
    faults.take(lambda: chosen(given.algorithm, own_weights()).name, "")


def _choices(asked: Typed, offered: Offers) -> dict[str, Any]:
    """What stands in the fields, and what can be chosen there."""
    needs = [offered.shown(need) for need in asked.needs]
    return {
        "needs": [*needs, *[""] * max(1, _NEEDS - len(needs))][:SOME],
        "languages": translated(", ").join(map(language_called, asked.languages)),
        "countries": country_choices(),
        "kinds": kind_choices(),
        "algorithms": algorithm_choices("mentors"),
        "preferred": _regions(asked.prefer),
        "avoided": _regions(asked.avoid),
    }


def _regions(named: tuple[str, ...]) -> dict[str, str]:
    """The regions that are named, by slug; what is none is told as a problem."""
    found = {}
    for name in named:
        try:
            slug = region_named(name)
        except UnknownEntityError:
            continue
        found[slug] = region_called(slug)
    return found
