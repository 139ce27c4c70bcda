"""Who could mentor whom, what a city could do next, where practices could be replicated, and how that is worked out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query

from practice_atlas.api.asking import Asking, region_of, resolved
from practice_atlas.api.errors import UnknownNameError
from practice_atlas.api.examples import example
from practice_atlas.api.keeping import KeptRecordedRoute
from practice_atlas.api.parameters import LONGEST_NAME, AsOf, Name
from practice_atlas.graph.pairings.algorithms import FIXED, NEXT, algorithms, chosen, mentoring
from practice_atlas.graph.pairings.answers import (
    AlgorithmsAnswer,
    MentorsAnswer,
    NextPracticesAnswer,
    OpportunitiesAnswer,
)
from practice_atlas.graph.pairings.candidates import MOST_MENTEES, Gates
from practice_atlas.graph.pairings.learners import Described, Learner, city_learner, new_learner
from practice_atlas.graph.pairings.mentors import MOST, USUAL, mentors
from practice_atlas.graph.pairings.next_practices import MOST as MOST_NEXT
from practice_atlas.graph.pairings.next_practices import next_practices
from practice_atlas.graph.pairings.opportunities import EVERYTHING, Wanted, opportunities
from practice_atlas.graph.pairings.opportunities import MOST as MOST_OPPORTUNITIES
from practice_atlas.graph.pairings.opportunities import USUAL as USUAL_OPPORTUNITIES
from practice_atlas.graph.pairings.weights import on_request, own_weights
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.countries import is_country
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError
from practice_atlas.ontology.vocabularies import CityKind

router = APIRouter(prefix="/v1", tags=["pairings"])
_kept = APIRouter(route_class=KeptRecordedRoute)

#: Regions, needs and languages that one question may name.
_SOME: Final = 10
_NAMED: Final = Query(max_length=LONGEST_NAME)
_ALGORITHMS: Final = tuple(mentoring(own_weights()))


def _several(what: str, like: str) -> Any:
    return Query(description=f"{what} Again for more, {_SOME} at most.", examples=[[like]], max_length=_SOME)


def _code(what: str, like: str, pattern: str, **more: Any) -> Any:
    return Query(description=what, examples=[like], pattern=pattern, **more)


Practice = Annotated[
    str | None,
    Query(
        description="For which practice, by identifier or name; none: whatever the learner needs or promised.",
        examples=["practice:youth-council"],
        max_length=LONGEST_NAME,
    ),
]
Region = Annotated[str, _NAMED]
Prefer = Annotated[list[Region] | None, _several("A region of UN M49 in which to look rather.", "western-asia")]
Avoid = Annotated[list[Region] | None, _several("A region of UN M49 in which not to look.", "northern-africa")]
Language = Annotated[str, Query(pattern="^[A-Za-z]{2,3}$")]
Languages = Annotated[
    list[Language] | None, _several("A language that the learner works in, by code; none: those of its country.", "ar")
]
Near = Annotated[bool, Query(description="Whether nearness counts too: only where it is asked for.")]
MostMentees = Annotated[int, Query(ge=0, le=1000, description="Leave out mentors whom more cities learn from now.")]
Algorithm = Annotated[
    str,
    Query(
        description="How to choose; /v1/algorithms says what each does.",
        examples=[_ALGORITHMS[0]],
        max_length=40,
        json_schema_extra={"enum": [*_ALGORITHMS]},
    ),
]
AlgorithmNext = Annotated[
    str,
    Query(
        description="How to choose; /v1/algorithms says what each does and takes.",
        examples=[NEXT[0]],
        max_length=40,
        json_schema_extra={"enum": [*NEXT]},
    ),
]
Many = Annotated[int, Query(alias="limit", ge=1, le=MOST, description=f"How many mentors to name, at most {MOST}.")]
City = Annotated[
    str | None,
    Query(
        alias="learner",
        description="The city that looks for a mentor, by identifier or name; none: a new one, described by `country` "
        "and the like.",
        examples=["city:fes-ma"],
        max_length=LONGEST_NAME,
    ),
]
Country = Annotated[
    str | None, _code("A new city's country: its two-letter code, or its identifier.", "iq", "^(country:)?[A-Za-z]{2}$")
]
Population = Annotated[int | None, Query(ge=1, le=100_000_000, description="A new city's inhabitants.")]
Kind = Annotated[CityKind, Query(description="What kind of local government a new city is.")]
Needed = Annotated[str, _NAMED]
Needs = Annotated[
    list[Needed] | None, _several("A practice or theme that a new city needs.", "theme:youth-participation")
]


def _only(what: str, like: str) -> Any:
    return Query(description=f"{what} By identifier or name.", examples=[like], max_length=LONGEST_NAME)


ManyNext = Annotated[
    int, Query(alias="limit", ge=1, le=MOST_NEXT, description=f"How many practices to name, at most {MOST_NEXT}.")
]
ManyOpportunities = Annotated[
    int,
    Query(alias="limit", ge=1, le=MOST_OPPORTUNITIES, description=f"How many to name, at most {MOST_OPPORTUNITIES}."),
]
PerCity = Annotated[int, Query(ge=1, le=MOST_OPPORTUNITIES, description="At most so many for one city.")]
PerPractice = Annotated[int, Query(ge=1, le=MOST_OPPORTUNITIES, description="At most so many of one practice.")]
OnlyPractice = Annotated[str | None, _only("Only a practice, with its forms.", "practice:youth-council")]
OnlyTheme = Annotated[str | None, _only("Only the practices of a theme.", "theme:youth-participation")]
OnlyCountry = Annotated[str | None, _only("Only learners that lie in a country.", "country:iq")]
OnlyRegion = Annotated[
    str | None,
    Query(
        description="Only learners that lie in a region of UN M49, by name, slug or code.",
        examples=["western-asia"],
        max_length=LONGEST_NAME,
    ),
]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a mentor is looked for, and how."""

    practice: str | None
    prefer: tuple[str, ...]
    avoid: tuple[str, ...]
    languages: tuple[str, ...]
    near: bool
    most_mentees: int
    algorithm: str
    many: int
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Who:
    """Who looks for a mentor: a city by name, or a new one by its country and the rest."""

    learner: str | None
    country: str | None
    population: int | None
    kind: CityKind
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """Which opportunities are looked for, as the caller names them, and how many."""

    practice: str | None = None
    theme: str | None = None
    country: str | None = None
    region: str | None = None
    per_city: int = EVERYTHING.per_city
    per_practice: int = EVERYTHING.per_practice
    many: int = USUAL_OPPORTUNITIES
    as_of: str | None = None


async def _conditions(
    practice: Practice = None,
    prefer: Prefer = None,
    avoid: Avoid = None,
    language: Languages = None,
    near: Near = False,
    most_mentees: MostMentees = MOST_MENTEES,
    algorithm: Algorithm = _ALGORITHMS[0],
    many: Many = USUAL,
    as_of: AsOf = None,
) -> Conditions:
    return Conditions(
        practice, tuple(prefer or ()), tuple(avoid or ()), tuple(language or ()), near, most_mentees, algorithm, many,
        as_of,
    )  # fmt: skip


Given = Annotated[Conditions, Depends(_conditions)]


@_kept.get("/cities/{id}/mentors", summary="Who could mentor a city", responses=example(MentorsAnswer))
def mentors_of(ask: Asking, id: Name, given: Given) -> MentorsAnswer:
    """A short list of mentors with reasons, doubts and evidence; where there is none, `insufficient` says why."""
    day = as_of_day(given.as_of)

    def question(reader: Reader) -> MentorsAnswer:
        learner = city_learner(reader, resolved(reader, "id", id, "city"), day, given.languages)
        return _mentors(reader, learner, given)

    return ask(question)


@_kept.get("/pairings", summary="Who could mentor a city, or one that is new", responses=example(MentorsAnswer))
def pairings(
    ask: Asking,
    given: Given,
    learner: City = None,
    country: Country = None,
    population: Population = None,
    kind: Kind = CityKind.CITY,
    need: Needs = None,
) -> MentorsAnswer:
    """The same for a city of the graph, or for one of which nothing is known yet: describe it by country, inhabitants
    and needs.
    """
    who = Who(learner, country, population, kind, tuple(need or ()))
    return ask(lambda reader: mentors_for(reader, who, given))


@_kept.get("/cities/{id}/next-practices", summary="What a city could do next", responses=example(NextPracticesAnswer))
def next_of(
    ask: Asking,
    id: Name,
    algorithm: AlgorithmNext = FIXED,
    most_mentees: MostMentees = MOST_MENTEES,
    many: ManyNext = USUAL,
    as_of: AsOf = None,
) -> NextPracticesAnswer:
    """Practices that others have and the city has not, by its known interest and the best mentor, or by how likely it
    is to take them up; with evidence.
    """
    day = as_of_day(as_of)

    def question(reader: Reader) -> NextPracticesAnswer:
        learner = city_learner(reader, resolved(reader, "id", id, "city"), day)
        return next_practices(
            reader, learner, own_weights(), algorithm=algorithm, most_mentees=most_mentees, as_of=day, many=many
        )

    return ask(question)


@_kept.get(
    "/replication-opportunities",
    summary="Where practices could be replicated",
    responses=example(OpportunitiesAnswer),
)
def replication(
    ask: Asking,
    practice: OnlyPractice = None,
    theme: OnlyTheme = None,
    country: OnlyCountry = None,
    region: OnlyRegion = None,
    per_city: PerCity = EVERYTHING.per_city,
    per_practice: PerPractice = EVERYTHING.per_practice,
    many: ManyOpportunities = USUAL_OPPORTUNITIES,
    as_of: AsOf = None,
) -> OpportunitiesAnswer:
    """City × practice over the whole network: who is known to be interested, who could mentor it, with quotas."""
    given = Sought(practice, theme, country, region, per_city, per_practice, many, as_of)
    as_of_day(as_of)
    return ask(lambda reader: opportunities_for(reader, given))


@router.get(
    "/algorithms",
    summary="How mentors can be chosen",
    responses={200: {"content": {"application/json": {"example": algorithms().model_dump(mode="json")}}}},
)
def how() -> AlgorithmsAnswer:
    """Each algorithm with its version and what it does, and the weights of the default."""
    return algorithms()


def opportunities_for(reader: Reader, given: Sought) -> OpportunitiesAnswer:
    """The answer for what is sought. Raises UnknownNameError and QuestionError."""
    day = as_of_day(given.as_of)
    wanted = Wanted(
        practice=resolved(reader, "practice", given.practice, "practice") if given.practice else None,
        theme=resolved(reader, "theme", given.theme, "theme") if given.theme else None,
        country=resolved(reader, "country", given.country, "country") if given.country else None,
        region=region_of("region", given.region) if given.region else None,
        per_city=given.per_city,
        per_practice=given.per_practice,
    )
    return opportunities(reader, own_weights(), wanted=wanted, as_of=day, many=given.many)


def mentors_for(reader: Reader, who: Who, given: Conditions) -> MentorsAnswer:
    """The answer for a city, or for one that is described. Raises UnknownNameError and QuestionError."""
    return _mentors(reader, learner_for(reader, who, given.languages, as_of_day(given.as_of)), given)


def learner_for(reader: Reader, who: Who, languages: tuple[str, ...], day: date | None) -> Learner:
    """A city by its name, with what it wanted by a day, or one that is described. Raises UnknownNameError and
    QuestionError.
    """
    if (who.learner is None) == (who.country is None):
        fix = "Name a city as `learner`, or describe a new one with `country` and the like."
        raise QuestionError("learner", "a city is both named and described, or neither", fix=fix)
    if who.learner is not None:
        return city_learner(reader, resolved(reader, "learner", who.learner, "city"), day, languages)
    needs = tuple(resolved(reader, "need", one, "practice", "theme") for one in who.needs)
    code = str(who.country).removeprefix("country:")
    if not is_country(code):
        raise UnknownNameError("country", UnknownEntityError(f"{code} is the code of no country."))
    return new_learner(
        reader, Described(f"country:{code.lower()}", who.population, who.kind.value, languages, needs)
    )  # fmt: skip


def _mentors(reader: Reader, learner: Learner, given: Conditions) -> MentorsAnswer:
    weights = own_weights()
    gates = Gates(
        given.most_mentees,
        avoid=tuple(region_of("avoid", region) for region in given.avoid),
        prefer=tuple(region_of("prefer", region) for region in given.prefer),
    )
    return mentors(
        reader,
        learner,
        chosen(given.algorithm, weights, on_request(near=given.near, prefer=gates.prefer)),
        weights,
        practice=resolved(reader, "practice", given.practice, "practice") if given.practice else None,
        gates=gates,
        as_of=as_of_day(given.as_of),
        many=given.many,
    )


router.include_router(_kept)
