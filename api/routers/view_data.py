"""The views as plain data, for whoever draws them himself, and as pictures for reports: one SVG file each."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response

from practice_atlas.api.asking import Ask, Asking, resolved
from practice_atlas.api.choices import Choices, CityChoices, PracticeChoices
from practice_atlas.api.examples import example
from practice_atlas.api.keeping import KeptRoute
from practice_atlas.api.parameters import LONGEST_NAME, After, AsOf, Limit
from practice_atlas.api.pictures import DESCRIBED, DESCRIBED_PNG, sent
from practice_atlas.api.routers.overview import Form, Sliced
from practice_atlas.api.tables import timeline_table
from practice_atlas.api.tabular import download, with_tables
from practice_atlas.graph.questions.answers import LineageAnswer
from practice_atlas.graph.questions.cells import Columns
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.diffusion import By
from practice_atlas.graph.questions.lineage import lineage
from practice_atlas.graph.questions.paging import USUAL, Page
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations.choices import choices_told
from practice_atlas.visualisations.curves import curves
from practice_atlas.visualisations.diffusion_view import SHOWN as PERIODS
from practice_atlas.visualisations.diffusion_view import DiffusionView, diffusion_view
from practice_atlas.visualisations.lanes import lanes_picture
from practice_atlas.visualisations.languages.speaking import called, translated
from practice_atlas.visualisations.lineage_view import lineage_view
from practice_atlas.visualisations.matrix_picture import matrix_picture
from practice_atlas.visualisations.matrix_view import COLUMNS, ROWS, MatrixView, matrix_view
from practice_atlas.visualisations.timeline_view import SHOWN as STATEMENTS
from practice_atlas.visualisations.timeline_view import TimelineView, timeline_view

router = APIRouter(prefix="/v1/views", tags=["views"], route_class=KeptRoute)

#: Rows and columns of a picture: more is no picture for a report.
MOST_DRAWN: Final = 60

Across = Annotated[Columns | None, Query(description="What the columns are; none: cities, or countries if many.")]
ByPeriod = Annotated[By | None, Query(description="Year by year or month by month; none: by month if not too many.")]
Drawn = Annotated[int, Query(ge=1, le=MOST_DRAWN, description=f"How many to draw, at most {MOST_DRAWN}.")]


def _one(what: str, like: str) -> Any:
    return Query(description=f"{what}, by identifier or name.", examples=[like], max_length=LONGEST_NAME)


City = Annotated[str, _one("A city", "city:fes-ma")]
OnePractice = Annotated[str, _one("A practice", "practice:youth-council")]


@router.get("/matrix", summary="The matrix as it is drawn", responses=example(MatrixView))
def matrix(
    ask: Asking,
    asked: Sliced,
    columns: Across = None,
    as_of: AsOf = None,
    limit: Limit = ROWS.limit,
    after: After = None,
    columns_limit: Limit = COLUMNS.limit,
    columns_after: After = None,
) -> MatrixView:
    """Each cell with its state and, where it is one, its place among the replication opportunities; with a legend."""
    day = as_of_day(as_of)
    return ask(
        lambda reader: matrix_view(
            reader,
            columns=columns,
            wanted=asked.wanted(reader),
            as_of=day,
            page=Page(limit, after),
            across=Page(columns_limit, columns_after),
        )
    )


@router.get("/matrix.svg", summary="The matrix as a picture", response_class=Response, responses=DESCRIBED)
@router.get("/matrix.png", summary="The matrix as a picture, as PNG", response_class=Response, responses=DESCRIBED_PNG)
def matrix_file(
    request: Request,
    ask: Asking,
    asked: Sliced,
    columns: Across = None,
    as_of: AsOf = None,
    limit: Drawn = 40,
    after: After = None,
    columns_limit: Drawn = 40,
    columns_after: After = None,
) -> Response:
    """For reports: one file with its legend, revision, choices, and how many of how many are drawn."""
    view = matrix(
        ask, asked, columns, as_of, limit, after, columns_limit, columns_after
    )  # fmt: skip
    picture = matrix_picture(view)
    signs = translated(
        "Dots: unknown, which is not to say no; +1, +2 …: could be replicated there, by the score of the best mentor."
    )
    if view.narrowed:
        signs += (
            f" {translated('Only cells with a record that fits are shown: an empty cell may hold something else.')}"
        )
    cities = translated("{rows} practices by {columns} cities.")
    countries = translated("{rows} practices by {columns} countries.")
    rows, across = (_of(len(drawn), total) for drawn, total in
                    ((view.rows, view.total), (view.columns.things, view.columns.total)))  # fmt: skip
    return sent(
        request,
        ask,
        "matrix",
        title=translated("Which practice is where"),
        shown=f"{(cities if view.columns_are == 'cities' else countries).format(rows=rows, columns=across)} {signs}",
        filters=view.filters,
        picture=picture,
        size=(picture.width, picture.height),
    )


@router.get(
    "/timeline",
    summary="The timeline of a city as it is drawn",
    response_model=TimelineView,
    responses=with_tables(example(TimelineView)),
)
def timeline(
    ask: Asking,
    city: City,
    choices: CityChoices,
    as_of: AsOf = None,
    limit: Limit = STATEMENTS.limit,
    after: After = None,
    form: Form = "json",
) -> TimelineView | Response:
    """Everything that is told of a city, each with the first and last day that its date can mean, and its evidence."""
    view = _timeline(ask, city, choices, as_of, Page(limit, after))
    return view if form == "json" else download(view, timeline_table(view), "timeline", form)


@router.get(
    "/timeline.svg", summary="The timeline of a city as a picture", response_class=Response, responses=DESCRIBED
)
@router.get(
    "/timeline.png",
    summary="The timeline of a city as a picture, as PNG",
    response_class=Response,
    responses=DESCRIBED_PNG,
)
def timeline_file(
    request: Request,
    ask: Asking,
    city: City,
    choices: CityChoices,
    as_of: AsOf = None,
    limit: Drawn = STATEMENTS.limit,
    after: After = None,
) -> Response:
    """For reports: one file with its revision, choices, and how many of how many are drawn."""
    view = _timeline(ask, city, choices, as_of, Page(limit, after))
    picture = lanes_picture(view.moments, view.lanes)
    return sent(
        request,
        ask,
        "timeline",
        title=translated("Timeline of {city}").format(city=called(view.thing)),
        shown=translated("Statements: {number}; not dated: {undated}.").format(
            number=_of(len(view.moments), max(view.total, len(view.moments))), undated=view.undated
        ),
        filters={name: text for name, text in view.filters.items() if name != translated("City")},
        picture=picture,
        size=(picture.width, picture.height),
    )


def _timeline(ask: Ask, city: str, choices: Choices, as_of: str | None, page: Page) -> TimelineView:
    day = as_of_day(as_of)

    def question(reader: Reader) -> TimelineView:
        one = resolved(reader, "city", city, "city")
        return timeline_view(reader, one, as_of=day, chosen=choices.chosen(reader), page=page)

    return ask(question)


@router.get("/diffusion", summary="How a practice spread as it is drawn", responses=example(DiffusionView))
def diffusion(
    ask: Asking,
    practice: OnePractice,
    choices: PracticeChoices,
    by: ByPeriod = None,
    as_of: AsOf = None,
    limit: Limit = PERIODS.limit,
    after: After = None,
) -> DiffusionView:
    """Certain and possible numbers period by period, and what is counted, with its evidence."""
    day, page = as_of_day(as_of), Page(limit, after)

    def question(reader: Reader) -> DiffusionView:
        one = resolved(reader, "practice", practice, "practice")
        return diffusion_view(reader, one, by=by, as_of=day, chosen=choices.chosen(reader), page=page)

    return ask(question)


@router.get(
    "/diffusion.svg", summary="How a practice spread as a picture", response_class=Response, responses=DESCRIBED
)
@router.get(
    "/diffusion.png",
    summary="How a practice spread as a picture, as PNG",
    response_class=Response,
    responses=DESCRIBED_PNG,
)
def diffusion_file(
    request: Request,
    ask: Asking,
    practice: OnePractice,
    choices: PracticeChoices,
    by: ByPeriod = None,
    as_of: AsOf = None,
    limit: Drawn = PERIODS.limit,
    after: After = None,
) -> Response:
    """For reports: one file with its revision, choices, and how many of how many are drawn."""
    view = diffusion(ask, practice, choices, by, as_of, limit, after)
    picture = curves(view)
    return sent(
        request,
        ask,
        "diffusion",
        title=translated("How {practice} spread").format(practice=called(view.practice)),
        shown=translated("Counted: {number}. Lines: certain; bands: possible by then.").format(
            number=_of(len(view.moments), view.moments_total)
        ),
        filters={name: text for name, text in view.filters.items() if name != translated("Practice")},
        picture=picture,
        size=(picture.lanes.width, picture.lanes.height),
    )


@router.get(
    "/lineage.svg", summary="How a practice travelled as a picture", response_class=Response, responses=DESCRIBED
)
@router.get(
    "/lineage.png",
    summary="How a practice travelled as a picture, as PNG",
    response_class=Response,
    responses=DESCRIBED_PNG,
)
def lineage_file(
    request: Request,
    ask: Asking,
    practice: OnePractice,
    choices: PracticeChoices,
    as_of: AsOf = None,
    limit: Drawn = USUAL,
    after: After = None,
) -> Response:
    """For reports: the lineage as its page draws it; where it would have too many boxes, a line that says so."""
    day, page = as_of_day(as_of), Page(limit, after)

    def question(reader: Reader) -> tuple[LineageAnswer, dict[str, str]]:
        one, chosen = resolved(reader, "practice", practice, "practice"), choices.chosen(reader)
        return lineage(reader, one, as_of=day, chosen=chosen, page=page), choices_told(reader, chosen)

    answer, told_by = ask(question)
    picture = lineage_view(answer)
    drawn = translated("Steps: {number}. Whoever learned stands to the right.")
    none = translated("Steps: {number}; nothing to draw, or too much for a picture.")
    told = (drawn if picture else none).format(number=_of(len(answer.steps) if picture else 0, answer.total))
    return sent(
        request,
        ask,
        "lineage",
        title=translated("How {practice} travelled").format(practice=called(answer.practice)),
        shown=told,
        filters={**told_by, **({translated("As of"): day.isoformat()} if day else {})},
        picture=picture,
        size=(picture.width, picture.height) if picture else (0, 0),
    )


def _of(number: int, total: int) -> str:
    """*40 of 112*; where all are there, how many."""
    return translated("{number} of {total}").format(number=number, total=total) if number < total else str(total)
