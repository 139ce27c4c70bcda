"""The page that finds mentors: a form, and the answer to what it asks. Its address holds the whole question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from practice_atlas.api.asking import Asking, region_of, resolved
from practice_atlas.api.errors import UnknownNameError, problem_of, wants_page
from practice_atlas.api.mentor_form import DEFAULT, SOME, Typed, query_of, typed
from practice_atlas.api.problems import Problem
from practice_atlas.api.routers.pairings import Conditions, mentors_for
from practice_atlas.api.site import moment_of, site_of
from practice_atlas.graph.pairings.candidates import MOST_MENTEES
from practice_atlas.graph.pairings.mentors import MOST
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError
from practice_atlas.ontology.languages import language_name
from practice_atlas.ontology.regions import region_named, regions
from practice_atlas.visualisations import pairing_words as words
from practice_atlas.visualisations.messages import message
from practice_atlas.visualisations.pages.mentor_form import (
    Offers,
    algorithm_choices,
    country_choices,
    kind_choices,
    offers,
)
from practice_atlas.visualisations.pages.mentor_page import MentorsShown, mentors_shown
from practice_atlas.visualisations.pages.render import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

#: Fields that name things of the graph.
_NAMED = ("learner", "practice", "need")
#: Fields for needs that the form shows; one more where these are filled, up to as many as can be asked for.
_NEEDS = 3
_Query = dict[str, str | tuple[str, ...]]
_Refusal = QuestionError | UnknownEntityError


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may have been meant, and the question with it."""

    label: str
    query: _Query


@dataclass(frozen=True, slots=True)
class Found:
    """What the form offers, and the answer to the question, or why it has none. Without both nothing was asked."""

    offers: Offers
    query: _Query
    shown: MentorsShown | None = None
    refusal: _Refusal | None = None


@router.get("/mentors")
def mentors(request: Request, ask: Asking, asked: Annotated[Typed, Depends(typed)]) -> HTMLResponse:
    """Who could mentor a city. What cannot be asked is told beside the field that it concerns."""
    found = ask(lambda reader: _found(reader, asked))
    if found.refusal is None:
        return HTMLResponse(_page(request, ask, asked, found))
    if not wants_page(request):
        raise found.refusal
    problem = problem_of(found.refusal)
    return HTMLResponse(_page(request, ask, asked, found, problem), problem.status)


def _found(reader: Reader, asked: Typed) -> Found:
    """Refusals are part of the answer: the form that shows them needs the graph too."""
    query: _Query = {}
    try:
        given = asked.conditions()
        who = asked.who() if asked.names_somebody else None
        query = query_of(who, given)
        if who is not None:
            return Found(offers(reader), query, mentors_shown(reader, mentors_for(reader, who, given)))
        _check(reader, given)
    except (QuestionError, UnknownEntityError) as error:
        return Found(offers(reader), query, refusal=error)
    return Found(offers(reader), query)


def _check(reader: Reader, given: Conditions) -> None:
    """That everything could be asked as soon as somebody is named."""
    as_of_day(given.as_of)
    if given.practice:
        resolved(reader, "practice", given.practice, "practice")
    for name, values in (("prefer", given.prefer), ("avoid", given.avoid)):
        for region in values:
            region_of(name, region)


def _page(request: Request, ask: Asking, asked: Typed, found: Found, problem: Problem | None = None) -> str:
    wrong = problem.parameter if problem else None
    moment = {name: value for name, value in moment_of(request).items() if name != wrong}
    return page(
        "mentors",
        site=site_of(request.app, ask.revision, ask.caller.audience, moment),
        shown=found.shown,
        asked=asked,
        query=found.query,
        problem=_told(problem),
        suggestions=_suggestions(found),
        unknown=_unknown(found.refusal),
        offers=found.offers,
        **_choices(asked, found.offers),
        weights=[(words.part_named(part), words.number(weight)) for part, weight in own_weights().weights.items()],
        most_mentees=MOST_MENTEES,
        most=MOST,
        default=DEFAULT,
        caution=message("caution"),
    )


def _told(problem: Problem | None) -> dict[str, str] | None:
    """A problem in sentences, and the field it concerns."""
    if problem is None:
        return None
    sentences = {"detail": problem.detail, "fix": problem.fix or ""}
    return {"parameter": problem.parameter or ""} | {name: _sentence(text) for name, text in sentences.items()}


def _sentence(text: str) -> str:
    named = ":" in text.partition(" ")[0]  # an identifier is written as it is
    whole = text if named else text[:1].upper() + text[1:]
    return whole if not whole or whole.endswith((".", "?")) else f"{whole}."


def _suggestions(found: Found) -> list[Suggestion]:
    """What an unknown name may have meant, each as the whole question."""
    error = found.refusal
    if not isinstance(error, UnknownNameError):
        return []
    told = []
    for suggestion in error.suggestions:
        value, _, label = suggestion.partition(" ")
        region = regions()[value].name if value in regions() else label.strip("()") or value
        told.append(Suggestion(found.offers.called.get(value, region), _instead(found.query, error, value)))
    return told


def _unknown(refusal: _Refusal | None) -> str:
    """The name that nothing is called by, where it can be searched for."""
    is_name = isinstance(refusal, UnknownNameError) and refusal.parameter in _NAMED
    return refusal.given if isinstance(refusal, UnknownNameError) and is_name else ""


def _instead(query: _Query, error: UnknownNameError, value: str) -> _Query:
    given = query.get(error.parameter, "")
    if isinstance(given, str):
        return {**query, error.parameter: value}
    return {**query, error.parameter: tuple(value if one == error.given else one for one in given)}


def _choices(asked: Typed, offered: Offers) -> dict[str, Any]:
    """What stands in the fields, and what can be chosen there."""
    needs = [offered.shown(need) for need in asked.needs]
    return {
        "needs": [*needs, *[""] * max(1, _NEEDS - len(needs))][:SOME],
        "languages": ", ".join(map(language_name, asked.languages)),
        "countries": country_choices(),
        "kinds": kind_choices(),
        "algorithms": algorithm_choices(),
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
        found[slug] = regions()[slug].name
    return found
