"""The pages for people. Each holds its whole state in its address and needs no script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from practice_atlas.api.asking import Ask, Asking
from practice_atlas.api.choices import BESIDE_A_PRACTICE, Choices
from practice_atlas.api.parameters import After, AsOf
from practice_atlas.api.quotations import source_text
from practice_atlas.api.site import moment_of, site_of
from practice_atlas.graph.questions.answers import EvidenceAnswer
from practice_atlas.graph.questions.country import country
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.entity import evidence
from practice_atlas.graph.questions.paging import USUAL, Page
from practice_atlas.graph.questions.search import search as ask_search
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.folding import fold
from practice_atlas.visualisations.languages.speaking import country_called, translated
from practice_atlas.visualisations.pages.list_page import gaps_page, list_page
from practice_atlas.visualisations.pages.mentor_form import Offers, offers
from practice_atlas.visualisations.pages.paging import shown as place_of
from practice_atlas.visualisations.pages.practice_page import PracticePage, practice_page
from practice_atlas.visualisations.pages.render import page
from practice_atlas.visualisations.pages.start_page import start_page
from practice_atlas.visualisations.pages.thing_page import thing_page
from practice_atlas.visualisations.pages.told import places, told_entry

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

#: Path of a list → kind, heading, and what to say above it.
LISTS: Final = {
    "practices": (
        "practice",
        "Practices",
        "Choose one to see how it travelled: who learned it from whom, step by step.",
    ),
    "cities": ("city", "Cities", "Municipalities and other local governments, with what each learned and shared."),
    "institutions": ("institution", "Institutions", "Ministries, committees, associations, networks and other bodies."),
    "engagements": ("engagement", "Engagements", "Workshops, exchanges, advisory support and the like."),
}
MOST_HITS: Final = 50


@router.get("/")
def start(request: Request, ask: Asking) -> HTMLResponse:
    """The first screen."""
    return shown(request, ask, "start", start_page)


@router.get("/search")
def search(request: Request, ask: Asking, q: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
    """What is called like this."""
    if not fold(q):
        return shown(request, ask, "search", lambda _: None, query=q, countries={})
    answer = ask(lambda reader: ask_search(reader, q, limit=MOST_HITS))
    countries = {hit.thing.id: country_called(hit.thing.country) if hit.thing.country else "" for hit in answer.hits}
    return _page_of(request, ask, "search", answer, query=q, countries=countries)


@router.get("/missing")
def gaps(request: Request, ask: Asking, after: After = None) -> HTMLResponse:
    """What the sources leave open, city by city."""
    words = {
        "heading": translated("What is missing"),
        "lead": translated("What the sources leave open. Unknown is not the same as no."),
        "anchor": "#missing",
        "data": None,
    }
    return shown(request, ask, "list", lambda reader: gaps_page(reader, after), **words)


def _list(plural: str) -> Callable[..., HTMLResponse]:
    kind, heading, lead = LISTS[plural]

    def listing(request: Request, ask: Asking, after: After = None) -> HTMLResponse:
        words = {"heading": heading, "lead": lead, "anchor": "", "data": f"/v1/{plural}"}
        return shown(request, ask, "list", lambda reader: list_page(reader, kind, after), **words)

    return listing


for _plural in LISTS:
    router.add_api_route(f"/{_plural}", _list(_plural), methods=["GET"], name=_plural)


def practice(request: Request, ask: Asking, slug: str, as_of: AsOf = None, after: After = None) -> HTMLResponse:
    """How a practice travelled."""
    day = as_of_day(as_of)
    identifier = f"practice:{slug}"
    choices = Choices.typed({name: request.query_params.get(name, "") for name in BESIDE_A_PRACTICE})

    def question(reader: Reader) -> tuple[PracticePage, Offers]:
        return practice_page(reader, identifier, day, after, choices.chosen(reader)), offers(reader)

    answer, offered = ask(question)
    more = {"as_of": as_of, "asked": choices, "offers": offered, "problems": (), "here": request.url.path}
    return _page_of(request, ask, "practice", answer, **more)


def one_country(request: Request, ask: Asking, slug: str, after: After = None) -> HTMLResponse:
    """Who and what lies in a country."""
    answer = ask(lambda reader: country(reader, f"country:{slug}", page=Page(USUAL, after)))
    known = places(answer.evidence)
    timeline = [told_entry(entry, answer.thing, known) for entry in answer.entries]
    return _page_of(request, ask, "country", answer, timeline=timeline, place=place_of(answer, USUAL))


def piece(request: Request, ask: Asking, slug: str) -> HTMLResponse:
    """The place in a source behind a statement."""

    def question(reader: Reader) -> EvidenceAnswer:
        identifier = f"evidence:{slug}"
        text = source_text(reader, identifier, request.app.state.settings.sources)
        return evidence(reader, identifier, source_text=text)

    return shown(request, ask, "evidence", question)


def thing(request: Request, ask: Asking, kind: str, slug: str, as_of: AsOf = None, after: After = None) -> HTMLResponse:
    """The page of a city, institution, engagement or any other record."""
    day = as_of_day(as_of)
    identifier = f"{kind}:{slug}"
    return shown(request, ask, "thing", lambda reader: thing_page(reader, identifier, day, after), as_of=as_of)


def shown(request: Request, ask: Ask, template: str, question: Callable[[Reader], Any], **more: Any) -> HTMLResponse:
    """A page from its template, with the answer as `shown`."""
    return _page_of(request, ask, template, ask(question), **more)


def _page_of(request: Request, ask: Ask, template: str, answer: Any, **more: Any) -> HTMLResponse:
    """The page of an answer: asked for once, so that it is told as of the revision that it is of."""
    site = site_of(request.app, ask.revision, ask.caller.audience, moment_of(request))
    return HTMLResponse(page(template, site=site, shown=answer, **more))
