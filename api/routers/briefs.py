"""Engagement briefs: for two cities that should meet, one to two pages to send, as HTML, PDF or plain data."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from practice_atlas.api.asking import Asking, resolved
from practice_atlas.api.examples import example
from practice_atlas.api.keeping import KeptRecordedRoute
from practice_atlas.api.parameters import LONGEST_NAME, AsOf
from practice_atlas.api.routers.pairings import City, Country, Kind, Languages, Population, Who, learner_for
from practice_atlas.graph.pairings.brief import brief
from practice_atlas.graph.pairings.brief_answers import BriefAnswer
from practice_atlas.graph.pairings.candidates import MOST_MENTEES, Gates
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import CityKind
from practice_atlas.visualisations.brief.html import brief_html
from practice_atlas.visualisations.brief.languages import Language
from practice_atlas.visualisations.brief.pdf import brief_pdf
from practice_atlas.visualisations.brief.writing import document
from practice_atlas.visualisations.policy import policy_of

router = APIRouter(prefix="/v1", tags=["pairings"], route_class=KeptRecordedRoute)

PDF: Final = "application/pdf"


#: What a brief is given as.
Form = Literal["html", "pdf", "json"]


def _named(what: str, like: str) -> Any:
    return Query(description=f"{what}, by identifier or name.", examples=[like], max_length=LONGEST_NAME)


Mentor = Annotated[str, _named("The city that could mentor it", "city:saida-lb")]
Practice = Annotated[str, _named("What it is about", "practice:youth-council")]
#: `language` is that of the brief.
Speaks = Languages
In = Annotated[Language, Query(description="The language of the brief; French and Arabic were translated by machine.")]
As = Annotated[
    Form, Query(alias="format", description="HTML that prints well, PDF, or the data that both are made of.")
]
MostMentees = Annotated[int, Query(ge=0, le=1000, description="Refuse a mentor from whom more cities learn now.")]


def _described() -> dict[int | str, dict[str, Any]]:
    """The answer in its three forms."""
    responses = example(BriefAnswer)
    responses[200]["content"] |= {
        "text/html": {"schema": {"type": "string"}},
        PDF: {"schema": {"type": "string", "format": "binary"}},
    }
    return responses


@router.get(
    "/pairings/brief",
    summary="A brief for two cities, one of which may be new",
    response_model=BriefAnswer,
    responses=_described(),
)
def brief_of(
    ask: Asking,
    mentor: Mentor,
    practice: Practice,
    learner: City = None,
    country: Country = None,
    population: Population = None,
    kind: Kind = CityKind.CITY,
    speaks: Speaks = None,
    language: In = Language.ENGLISH,
    form: As = "html",
    most_mentees: MostMentees = MOST_MENTEES,
    as_of: AsOf = None,
) -> BriefAnswer | Response:
    """Who the two are, why they should meet, what happened between them before, what to ask, and what is uncertain;
    with the places in the sources that it rests on. Refused where the mentor is no candidate, with the reason.
    """
    day, who = as_of_day(as_of), Who(learner, country, population, kind)

    def question(reader: Reader) -> BriefAnswer:
        return brief(
            reader,
            learner_for(reader, who, tuple(speaks or ()), day),
            resolved(reader, "mentor", mentor, "city"),
            resolved(reader, "practice", practice, "practice"),
            own_weights(),
            gates=Gates(most_mentees),
            as_of=day,
        )

    answer = ask(question)
    if form == "json":
        return answer
    written = document(answer, language)
    named = {"Content-Language": language.value, "Content-Disposition": f'inline; filename="{_file(answer)}.{form}"'}
    if form == "pdf":
        return Response(brief_pdf(written), media_type=PDF, headers=named)
    html = brief_html(written)
    policy = f"{policy_of(html)}; frame-ancestors 'none'; sandbox"
    return HTMLResponse(html, headers={**named, "Content-Security-Policy": policy})


def _file(answer: BriefAnswer) -> str:
    """A name of letters, digits and hyphens: of what identifiers are made."""
    learner, country = answer.learner.city, answer.learner.country
    new = f"new-{country.id.partition(':')[2]}" if country else "new"
    others = (name.id.partition(":")[2] for name in (answer.mentor.city, answer.practice))
    return "-".join(["brief", learner.id.partition(":")[2] if learner else new, *others])
