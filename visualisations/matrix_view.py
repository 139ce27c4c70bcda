"""The replication matrix as plain data: practices by city or country, each cell with its state and its opportunity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pydantic import Field

from practice_atlas.graph.pairings.opportunities import MOST as MOST_OPPORTUNITIES
from practice_atlas.graph.pairings.opportunities import Wanted as Sought
from practice_atlas.graph.pairings.opportunities import opportunities
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.answers import PagedAnswer, Thing, Value
from practice_atlas.graph.questions.cells import UNKNOWN, Columns
from practice_atlas.graph.questions.chosen import EVERYTHING as EVERY_RECORD
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.matrix import EVERYTHING, Wanted, matrix
from practice_atlas.graph.questions.overview_answers import Cell, MatrixAnswer, MatrixColumns, MatrixRow
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations.choices import choices_told
from practice_atlas.visualisations.languages.speaking import called, country_called, region_called, translated
from practice_atlas.visualisations.palette import STATE_LOOKS

#: Rows and columns of a page, if nobody asks for more or fewer.
ROWS: Final = Page(60)
COLUMNS: Final = Page(60)
#: With more cities than this, columns are countries if nobody says otherwise.
MANY_CITIES: Final = 40


class Opening(Value):
    """A replication opportunity in a cell: its place in the list of opportunities of this slice, and how many more of
    the list lie in the cell, where that is a country.
    """

    place: int
    more: int = 0


class CellView(Value):
    """What a cell shows. `state` is `unknown` where nothing is recorded and there is an opportunity."""

    row: int
    column: int
    state: str
    label: str
    records: int = Field(description="How many records are behind it.")
    opening: Opening | None = None


class LegendItem(Value):
    """A state that occurs: how it is shown, what it means, and how many cells of the whole slice are of it."""

    state: str
    label: str
    meaning: str
    sign: str
    colour: str
    ink: str
    cells: int


class MatrixView(PagedAnswer):
    """Practices by city or country as they are drawn. Fields of paging are those of the rows.

    A cell that is not among `cells` is unknown, and no opportunity. Opportunities are those of
    `/v1/replication-opportunities` for the same slice, the first hundred.
    """

    columns_are: str
    rows: tuple[MatrixRow, ...]
    columns: MatrixColumns
    cells: tuple[CellView, ...]
    legend: tuple[LegendItem, ...]
    openings: int = Field(description="How many opportunities there are in this slice.")
    openings_named: int = Field(description="How many of these have a place in the list.")
    narrowed: bool = Field(
        default=False,
        description="Whether only cells with a record that fits are told, so that others may hold something.",
    )
    filters: dict[str, str] = Field(default_factory=dict, description="The choices that made this slice, in words.")

    def by_row(self) -> Mapping[int, Mapping[int, CellView]]:
        """The cells of each row by column; a row without cells is there too."""
        found: dict[int, dict[int, CellView]] = {row: {} for row in range(len(self.rows))}
        for cell in self.cells:
            found[cell.row][cell.column] = cell
        return found


def matrix_view(
    reader: Reader,
    *,
    columns: Columns | None = None,
    wanted: Wanted = EVERYTHING,
    as_of: date | None = None,
    page: Page = ROWS,
    across: Page = COLUMNS,
) -> MatrixView:
    """The matrix of a slice. Without `columns` they are cities, or countries where there are many cities.

    Raises UnknownEntityError and QuestionError.
    """
    chosen = columns or usual_columns(reader, wanted)
    answer = matrix(reader, columns=chosen, wanted=wanted, as_of=as_of, page=page, across=across)
    found = openings(reader, wanted, as_of)
    return view_of(reader, answer, found, wanted)


def usual_columns(reader: Reader, wanted: Wanted) -> Columns:
    """What the columns are where nobody says it."""
    one = Page(1)
    many = matrix(reader, columns="cities", wanted=wanted, page=one, across=one).columns.total
    return "countries" if many > MANY_CITIES else "cities"


@dataclass(frozen=True, slots=True)
class Openings:
    """Opportunities in their order, as practice, city and the city's country; `total` counts those without a place."""

    listed: tuple[tuple[str, str, str], ...]
    total: int


def openings(reader: Reader, wanted: Wanted, as_of: date | None) -> Openings:
    """The replication opportunities of a slice, whatever records its cells tell of. Those of everything are kept for a
    revision.
    """
    if as_of is None and replace(wanted, state=None, records=EVERY_RECORD) == EVERYTHING:
        return kept(reader, ("openings", reader.audience.level), lambda reader: _openings(reader, Sought(), None))
    return _openings(reader, Sought(wanted.practice, wanted.theme, wanted.country, wanted.region), as_of)


def _openings(reader: Reader, sought: Sought, as_of: date | None) -> Openings:
    most = MOST_OPPORTUNITIES
    sought = replace(sought, per_city=most, per_practice=most)
    answer = opportunities(reader, own_weights(), wanted=sought, as_of=as_of, many=most)
    listed = ((one.practice.id, one.learner.id, one.learner.country or "") for one in answer.opportunities)
    return Openings(
        tuple((practice, city, f"country:{land.lower()}" if land else "") for practice, city, land in listed),
        answer.total,
    )


def view_of(reader: Reader, answer: MatrixAnswer, found: Openings, wanted: Wanted = EVERYTHING) -> MatrixView:
    """An answer as it is drawn, with its opportunities."""
    opened = _by_cell(answer, found)
    told = {(cell.row, cell.column): cell for cell in answer.cells}
    places = sorted(told) if wanted.state else sorted({*told, *opened})
    return MatrixView(
        revision=answer.revision,
        as_of=answer.as_of,
        left_out=answer.left_out,
        total=answer.total,
        position=answer.position,
        next=answer.next,
        previous=answer.previous,
        columns_are=answer.columns_are,
        rows=answer.rows,
        columns=answer.columns,
        cells=tuple(_cell(place, told.get(place), opened.get(place)) for place in places),
        legend=_legend(answer.counts, narrowed=answer.narrowed),
        openings=found.total,
        openings_named=len(found.listed),
        narrowed=answer.narrowed,
        filters=filters_of(reader, wanted, answer.as_of),
    )


def _by_cell(answer: MatrixAnswer, found: Openings) -> dict[tuple[int, int], Opening]:
    rows = {row.thing.id: number for number, row in enumerate(answer.rows)}
    columns = {thing.id: number for number, thing in enumerate(answer.columns.things)}
    opened: dict[tuple[int, int], Opening] = {}
    for place, (practice, city, country) in enumerate(found.listed, start=1):
        column = city if answer.columns_are == "cities" else country
        if practice in rows and column in columns:
            key = rows[practice], columns[column]
            first = opened.get(key)
            opened[key] = Opening(place=first.place, more=first.more + 1) if first else Opening(place=place)
    return opened


def _cell(place: tuple[int, int], cell: Cell | None, opening: Opening | None) -> CellView:
    state = cell.state if cell else UNKNOWN
    return CellView(
        row=place[0],
        column=place[1],
        state=state,
        label=translated(STATE_LOOKS[state].label),
        records=cell.total if cell else 0,
        opening=opening,
    )


def _legend(counts: Mapping[str, int], *, narrowed: bool) -> tuple[LegendItem, ...]:
    """The states that occur, in the order of the palette; unknown always, unless what is not shown may be known."""
    return tuple(
        LegendItem(
            state=state,
            label=translated(look.label),
            meaning=translated(look.meaning),
            sign=look.sign,
            colour=look.colour,
            ink=look.ink,
            cells=counts.get(state, 0),
        )
        for state, look in STATE_LOOKS.items()
        if (not narrowed if state == UNKNOWN else counts.get(state))
    )


def filters_of(reader: Reader, wanted: Wanted, as_of: date | None) -> dict[str, str]:
    """The choices that made a slice, in words."""
    named = (("Practice", wanted.practice), ("Theme", wanted.theme), ("Country", wanted.country))
    told = {translated(label): called(reader.thing(identifier)) for label, identifier in named if identifier}
    if wanted.region:
        told[translated("Region")] = region_called(wanted.region)
    if wanted.state:
        told[translated("State")] = translated(STATE_LOOKS[wanted.state].label)
    told |= choices_told(reader, wanted.records)
    return told | ({translated("As of"): as_of.isoformat()} if as_of else {})


def heading_of(column: Thing, alike: Iterable[str]) -> str:
    """What a column is called: with its country where another has the same name."""
    own = called(column)
    same = sum(name == own for name in alike) > 1
    return f"{own}{translated(', ')}{country_called(column.country)}" if same and column.country else own
