"""The matrix as a page, and the page of each of its cells. An address holds the whole question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from functools import partial
from typing import Annotated, Final, cast, get_args

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from practice_atlas.api.asking import Asking
from practice_atlas.api.faults import Faults
from practice_atlas.api.form_page import answered, form_page
from practice_atlas.api.parameters import After, AsOf, Limit
from practice_atlas.api.refused import Query
from practice_atlas.api.routers.pages import shown
from practice_atlas.api.slices import Slice, cell_of
from practice_atlas.api.typed import Text
from practice_atlas.graph.questions.cells import Columns
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.visualisations.matrix_view import COLUMNS, ROWS, matrix_view
from practice_atlas.visualisations.messages import message
from practice_atlas.visualisations.pages.cell_page import cell_page
from practice_atlas.visualisations.pages.matrix_page import MatrixPage, matrix_page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of the form, without spaces around them; empty ones as empty texts."""

    practice: str
    theme: str
    country: str
    region: str
    state: str
    partner: str
    kind: str
    grade: str
    columns: str
    as_of: str

    def slice(self) -> Slice:
        """What is asked for, as it is named."""
        told = asdict(self)
        return Slice(**{item.name: told[item.name] or None for item in fields(Slice)})

    def chosen_columns(self) -> Columns | None:
        """What the columns are; None: what is usual. Raises QuestionError."""
        if self.columns and self.columns not in get_args(Columns):
            raise QuestionError(
                "columns", f"{self.columns[:80]!r} are no columns", fix="One of: cities, countries."
            )  # fmt: skip
        return cast("Columns", self.columns) if self.columns else None

    def query(self) -> Query:
        """The question as parameters; the date comes with the moment that the page is of."""
        return {name: text for name, text in asdict(self).items() if text and name != "as_of"}


async def _typed(
    practice: Text = "", theme: Text = "", country: Text = "", region: Text = "", state: Text = "",
    partner: Text = "", kind: Text = "", grade: Text = "", columns: Text = "", as_of: AsOf = None,
) -> Typed:  # fmt: skip
    told = (practice, theme, country, region, state, partner, kind, grade, columns, as_of or "")
    return Typed(*(text.strip() for text in told))


@dataclass(frozen=True, slots=True)
class Part:
    """Which page of rows and of columns."""

    rows: Page
    columns: Page

    def now(self) -> dict[str, str]:
        """This page of both as parameters."""
        return _now(self.rows, ROWS, "limit", "after") | _now(self.columns, COLUMNS, "columns_limit", "columns_after")


def _now(page: Page, usual: Page, limit: str, after: str) -> dict[str, str]:
    told = {limit: str(page.limit)} if page.limit != usual.limit else {}
    return told | ({after: page.after} if page.after else {})


async def _part(
    limit: Limit = ROWS.limit, after: After = None, columns_limit: Limit = COLUMNS.limit, columns_after: After = None
) -> Part:
    return Part(Page(limit, after), Page(columns_limit, columns_after))


@router.get("/matrix")
def which_is_where(
    request: Request, ask: Asking, asked: Annotated[Typed, Depends(_typed)], part: Annotated[Part, Depends(_part)]
) -> HTMLResponse:
    """Which practice is where. What cannot be asked is told beside the field that it concerns."""
    found = ask(lambda reader: answered(reader, partial(_question, reader, asked, part)))
    return form_page(
        request,
        ask,
        "matrix",
        refusals=found.refusals,
        query=asked.query(),
        called=found.offers.called,
        named=("practice", "theme", "country", "partner"),
        shown=found.shown,
        asked=asked,
        offers=found.offers,
    )


#: The choices that the list of opportunities has too.
_SAME: Final = ("practice", "theme", "country", "region")


def _question(reader: Reader, asked: Typed, part: Part, faults: Faults) -> Callable[[], MatrixPage]:
    day = faults.take(lambda: as_of_day(asked.as_of or None), None)
    columns = faults.take(asked.chosen_columns, None)
    for name, text in asdict(asked.slice()).items():
        faults.take(partial(Slice(**{name: text}).wanted, reader), None)

    def answer() -> MatrixPage:
        wanted = asked.slice().wanted(reader)
        view = matrix_view(reader, columns=columns, wanted=wanted, as_of=day, page=part.rows, across=part.columns)
        same = {name: text for name, text in asked.query().items() if name in _SAME and isinstance(text, str)}
        return matrix_page(reader, view, part.rows.limit, part.columns.limit, part.now(), same)

    return answer


@router.get("/matrix/cell")
def why_there(
    request: Request,
    ask: Asking,
    practice: Text,
    city: Text = "",
    country: Text = "",
    as_of: AsOf = None,
    after: After = None,
) -> HTMLResponse:
    """Why a cell is so; where the practice is not, whether it could be replicated, and who could mentor it."""
    day = as_of_day(as_of)
    given = {"practice": practice, "city": city, "country": country}
    return shown(
        request,
        ask,
        "cell",
        lambda reader: cell_page(reader, *cell_of(reader, practice, city or None, country or None), day, after),
        as_of=as_of,
        query={name: text for name, text in given.items() if text},
        caution=message("caution"),
        unknown_interest=message("interest.none"),
    )
