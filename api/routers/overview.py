"""The whole network at a glance: what surrounds a thing, how practices spread, who does what, how well it is known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Path, Query, Response

from practice_atlas.api.asking import Asking, region_of, resolved
from practice_atlas.api.choices import Kind, LeastGrade, Partner, PracticeChoices
from practice_atlas.api.examples import example
from practice_atlas.api.keeping import KeptRoute
from practice_atlas.api.parameters import LONGEST_NAME, After, AsOf, Limit, Name, Paging
from practice_atlas.api.slices import Slice, cell_of
from practice_atlas.api.tables import diffusion_table, matrix_table
from practice_atlas.api.tabular import download, with_tables
from practice_atlas.graph.questions.cells import STATES, Columns
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.diffusion import By, diffusion
from practice_atlas.graph.questions.groups import By as Grouped
from practice_atlas.graph.questions.matrix import USUAL_COLUMNS, matrix
from practice_atlas.graph.questions.matrix_cell import cell
from practice_atlas.graph.questions.neighbourhood import FARTHEST, neighbourhood
from practice_atlas.graph.questions.overview_answers import (
    CellAnswer,
    DiffusionAnswer,
    EntityQualityAnswer,
    MatrixAnswer,
    NeighbourhoodAnswer,
    QualityAnswer,
    QualityListAnswer,
    StatisticsAnswer,
)
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.questions.quality import quality, quality_of, quality_of_each
from practice_atlas.graph.questions.statistics import SORTS, statistics
from practice_atlas.graph.questions.ties import KINDS
from practice_atlas.graph.questions.weaknesses import APPLIES
from practice_atlas.graph.questions.weaknesses import KINDS as LOOKED_AT
from practice_atlas.graph.reading import Reader

router = APIRouter(prefix="/v1", tags=["overview"], route_class=KeptRoute)

_NAMED: Final = "An identifier, or a name that only one thing has."


_SOME_KINDS: Final = rf"^ *({'|'.join(KINDS)})( *, *({'|'.join(KINDS)}))* *$"


def _of(what: str, values: Iterable[str], like: str, *, optional: bool = True) -> Any:
    """One of some values; the question itself looks at it, and names them all where it is none of them."""
    told = {"anyOf": [{"type": "string", "enum": [*values]}, {"type": "null"}]} if optional else {"enum": [*values]}
    return Query(description=what, examples=[like], max_length=40, json_schema_extra=told)


Hops = Annotated[int, Query(ge=1, le=FARTHEST, description="How many relationships away, at most.")]
Kinds = Annotated[
    str | None,
    Query(
        description=f"Things of these kinds, separated by commas; others are not gone through: {', '.join(KINDS)}.",
        examples=["city,practice"],
        max_length=200,
        json_schema_extra={"anyOf": [{"type": "string", "maxLength": 200, "pattern": _SOME_KINDS}, {"type": "null"}]},
    ),
]
GroupedBy = Annotated[Grouped, Path(description="What one row is of.")]
ByPeriod = Annotated[By, Query(description="Year by year or month by month.")]
Across = Annotated[Columns, Query(description="What the columns are.")]
State = Annotated[
    str | None,
    _of("Only cells of this state: a stage, no-stage, exposed or planned.", STATES[1:], "adopted"),
]
Sort = Annotated[str, _of("By name, or from the largest on.", SORTS, "flows", optional=False)]
What = Annotated[str | None, _of("Only this weakness.", APPLIES, "undated")]
KindOf = Annotated[str | None, _of("Only of this kind.", LOOKED_AT, "flow")]


def _named(what: str, like: str) -> Any:
    return Query(description=f"{what} {_NAMED}", examples=[like], max_length=LONGEST_NAME)


Practice = Annotated[str | None, _named("A practice, with the narrower ones.", "practice:youth-council")]
Theme = Annotated[str | None, _named("The practices of a theme.", "theme:youth-participation")]
OnePractice = Annotated[str, _named("A practice.", "practice:youth-council")]
OneCity = Annotated[str | None, _named("The city of the cell; else a country is named.", "city:fes-ma")]
Country = Annotated[str | None, _named("The columns that lie in a country.", "country:lb")]
Region = Annotated[
    str | None,
    Query(
        description="What lies in a region of UN M49, by name, slug or code: /v1/statistics/regions lists them.",
        examples=["northern-africa"],
        max_length=LONGEST_NAME,
    ),
]


Form = Annotated[
    Literal["json", "csv", "xlsx"], Query(alias="format", description="JSON, or a table with names beside the ids.")
]


async def _slice(
    practice: Practice = None, theme: Theme = None, country: Country = None, region: Region = None, state: State = None,
    partner: Partner = None, kind: Kind = None, grade: LeastGrade = None,
) -> Slice:  # fmt: skip
    return Slice(practice, theme, country, region, state, partner, kind, grade)


Sliced = Annotated[Slice, Depends(_slice)]


async def _across_of(columns_limit: Limit = USUAL_COLUMNS.limit, columns_after: After = None) -> Page:
    return Page(columns_limit, columns_after)


@router.get("/entities/{id}/neighbourhood", summary="What surrounds a thing", responses=example(NeighbourhoodAnswer))
def surrounding(
    ask: Asking, id: Name, page: Paging, hops: Hops = 1, kinds: Kinds = None, as_of: AsOf = None
) -> NeighbourhoodAnswer:
    """The nearest things first, with the relationships between them, each with its evidence and day."""
    day = as_of_day(as_of)
    chosen = tuple(kind.strip() for kind in kinds.split(",")) if kinds is not None else KINDS
    return ask(
        lambda reader: neighbourhood(reader, resolved(reader, "id", id), hops=hops, kinds=chosen, as_of=day, page=page)
    )


@router.get(
    "/practices/{id}/diffusion",
    summary="How a practice spread",
    response_model=DiffusionAnswer,
    responses=with_tables(example(DiffusionAnswer)),
)
def spread(
    ask: Asking,
    id: Name,
    page: Paging,
    choices: PracticeChoices,
    by: ByPeriod = "year",
    as_of: AsOf = None,
    form: Form = "json",
) -> DiffusionAnswer | Response:
    """Implementations, stages, learning flows and countries reached by then; what is undated stands beside.

    As a table, periods in which something can have happened for the first time have a row too.
    """
    day, tabled = as_of_day(as_of), form != "json"

    def question(reader: Reader) -> DiffusionAnswer:
        practice, chosen = resolved(reader, "id", id, "practice"), choices.chosen(reader)
        return diffusion(reader, practice, by=by, as_of=day, chosen=chosen, possible=tabled, page=page)

    answer = ask(question)
    return download(answer, diffusion_table(answer), "diffusion", form) if tabled else answer


@router.get(
    "/matrix",
    summary="Which practice is where",
    response_model=MatrixAnswer,
    responses=with_tables(example(MatrixAnswer)),
)
def who_does_what(
    ask: Asking,
    page: Paging,
    across: Annotated[Page, Depends(_across_of)],
    asked: Sliced,
    columns: Across = "cities",
    as_of: AsOf = None,
    form: Form = "json",
) -> MatrixAnswer | Response:
    """Practices by city or country: at which stage, only shown, or planned. What is not sent is unknown, not *no*.

    With a partner, kind or grade, only cells with a record that fits are sent, and others may hold something too.
    """
    day = as_of_day(as_of)
    answer = ask(
        lambda reader: matrix(reader, columns=columns, wanted=asked.wanted(reader), as_of=day, page=page, across=across)
    )
    return answer if form == "json" else download(answer, matrix_table(answer), "matrix", form)


@router.get("/matrix/cell", summary="Why a cell of the matrix is so", responses=example(CellAnswer))
def why_there(
    ask: Asking,
    page: Paging,
    practice: OnePractice,
    city: OneCity = None,
    country: Country = None,
    as_of: AsOf = None,
) -> CellAnswer:
    """The stages, learning flows and commitments behind it, actor by actor, and where a city met the practice."""
    day = as_of_day(as_of)
    return ask(lambda reader: cell(reader, *cell_of(reader, practice, city, country), as_of=day, page=page))


@router.get("/statistics/{by}", summary="Figures of practices, cities and more", responses=example(StatisticsAnswer))
def figures(
    ask: Asking, by: GroupedBy, page: Paging, sort: Sort = "name", region: Region = None, as_of: AsOf = None
) -> StatisticsAnswer:
    """Learning flows by kind and state, what came of them, who gives back, and implementations by stage.

    Within a region: of the cities or countries in it.
    """
    day = as_of_day(as_of)
    inside = region_of("region", region) if region else None
    return ask(lambda reader: statistics(reader, by, sort=sort, region=inside, as_of=day, page=page))


@router.get("/quality", summary="How well everything is known", responses=example(QualityAnswer))
def known(ask: Asking, as_of: AsOf = None) -> QualityAnswer:
    """How many records of each kind are undated, told by one source alone, and so on, of how many."""
    day = as_of_day(as_of)
    return ask(lambda reader: quality(reader, as_of=day))


@router.get("/quality/entities", summary="What is weakly known", responses=example(QualityListAnswer))
def weakly_known(
    ask: Asking, page: Paging, what: What = None, kind: KindOf = None, as_of: AsOf = None
) -> QualityListAnswer:
    """The records with a weakness, with all their weaknesses, how many sources they have, and when last heard of."""
    day = as_of_day(as_of)
    return ask(lambda reader: quality_of_each(reader, what=what, kind=kind, as_of=day, page=page))


@router.get("/entities/{id}/quality", summary="How well a thing is known", responses=example(EntityQualityAnswer))
def known_of(ask: Asking, id: Name, as_of: AsOf = None) -> EntityQualityAnswer:
    """Its weaknesses, how many sources tell of it, and when something was last heard of it."""
    day = as_of_day(as_of)
    return ask(lambda reader: quality_of(reader, resolved(reader, "id", id, *LOOKED_AT), as_of=day))
