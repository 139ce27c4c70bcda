"""The replication matrix: which practice is at which stage in which city or country, where it was only shown, and, by
what is not sent, where nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from practice_atlas.graph.catalogue import overview
from practice_atlas.graph.questions.cells import BEHIND, STATES, UNKNOWN, Columns, Entries, entries
from practice_atlas.graph.questions.chosen import EVERYTHING as EVERY_RECORD
from practice_atlas.graph.questions.chosen import Chosen
from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbers, limit_of, numbers, places_in
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.narrower import with_narrower
from practice_atlas.graph.questions.overview_answers import Cell, MatrixAnswer, MatrixColumns, MatrixRow
from practice_atlas.graph.questions.paging import FIRST, Page, Slice, slice_of
from practice_atlas.graph.questions.placing import by_name, countries, lies_in
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError

#: How many records behind a cell are named; the others are counted.
NAMED: Final = 5
#: As many columns as fit beside 60 rows into 80 ms.
USUAL_COLUMNS: Final = Page(100)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the matrix: a practice with narrower ones, a theme's practices, these practices `only`, one country
    or region, cells of a state, cells with one of these `records`.
    """

    practice: str | None = None
    theme: str | None = None
    country: str | None = None
    region: str | None = None
    state: str | None = None
    only: frozenset[str] | None = None
    records: Chosen = EVERY_RECORD


EVERYTHING: Final = Wanted()


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """Cells by row and column, each with the state that counts. The records behind a cell are those entries that lie
    among `behind` between its place in `starts` and in `ends`.
    """

    row: Numbers
    column: Numbers
    state: Numbers
    starts: Numbers
    ends: Numbers
    behind: Numbers


def matrix(
    reader: Reader,
    *,
    columns: Columns = "cities",
    wanted: Wanted = EVERYTHING,
    as_of: date | None = None,
    page: Page = FIRST,
    across: Page = USUAL_COLUMNS,
) -> MatrixAnswer:
    """A page of practices by a page of cities or countries, both by name. Raises UnknownEntityError and QuestionError.

    A practice's row tells of the practice itself, not of narrower ones. As of a date, an implementation is at the stage
    that it had certainly reached, and what had not certainly happened does not count.
    """
    known = entries(reader, columns)
    rows, beside = _rows(reader, known, wanted), _columns(reader, known, wanted)
    cells = _inside(_all(reader, known, columns, limit_of(as_of)), known, rows, beside)
    if wanted.records:
        cells = _with(cells, known, _fitting(reader, known, wanted.records, as_of), rows, beside)
    down = _page(reader, "practice", rows, page)
    right = _beside(reader, "city" if columns == "cities" else "country", beside, across)
    things = [reader.things(item[1] for item in part.items) for part in (down, right)]
    counts = _counts(cells, len(rows), len(beside))
    return MatrixAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        left_out=_undated(known, rows, beside) if as_of else 0,
        **down.place,
        columns_are=columns,
        rows=tuple(
            MatrixRow(thing=thing, counts=_told(counts[down.position + number]))
            for number, thing in enumerate(things[0].values())
        ),
        columns=MatrixColumns(things=tuple(things[1].values()), **right.place),
        cells=tuple(_shown(known, cells, down, right, wanted.state)),
        counts=_told(counts.sum(axis=0)),
        narrowed=bool(wanted.records),
    )


def _rows(reader: Reader, known: Entries, wanted: Wanted) -> Numbers:
    """The numbers of the practices that were asked for, by name."""
    chosen = set(known.practices)
    if wanted.practice:
        chosen &= set(with_narrower(reader, wanted.practice))
    if wanted.theme:
        chosen &= _under(reader, reader.thing(wanted.theme).id)
    if wanted.only is not None:
        chosen &= wanted.only
    return numbers(number for number, practice in enumerate(known.practices) if practice in chosen)


def _under(reader: Reader, theme: str) -> set[str]:
    """The practices of a theme."""
    level = reader.audience.level
    rows = kept(reader, "practices of themes", lambda reader: reader.rows(overview.themes("Practice")))
    return {row["id"] for row in rows if row["other"] == theme and max(row["level"], row["other_level"]) <= level}


def _columns(reader: Reader, known: Entries, wanted: Wanted) -> Numbers:
    """The numbers of the columns that were asked for, by name."""
    if wanted.country is None and wanted.region is None:
        return np.arange(len(known.columns))
    country, where = wanted.country and reader.thing(wanted.country).id, countries(reader)
    lying = ((number, where.get(identifier)) for number, identifier in enumerate(known.columns))
    return numbers(
        number
        for number, there in lying
        if country in (None, there) and (wanted.region is None or lies_in(there, wanted.region))
    )


def _all(reader: Reader, known: Entries, columns: Columns, limit: int) -> _Cells:
    """All cells by the day `limit`. Sorting 120,000 entries takes 15 ms: as of today they are kept."""
    if limit < NEVER:
        return _cells(known, limit)
    return kept(reader, ("cells", columns, reader.audience.level), lambda _: _cells(known, limit))


def _cells(known: Entries, limit: int) -> _Cells:
    state = known.states(limit)
    counting = np.flatnonzero(state)
    # Sorted by cell, then by state: the last of a cell is the one that counts, and what is behind it lies before it.
    cell = known.practice[counting] * max(len(known.columns), 1) + known.column[counting]
    key = cell * len(STATES) + state[counting]
    order = np.argsort(key, kind="stable")
    behind, cell, key = counting[order], cell[order], key[order]
    edges = np.flatnonzero(np.diff(key, prepend=-1, append=-1))
    starts, ends = edges[:-1], edges[1:]
    last = np.flatnonzero(np.diff(cell[starts], append=-1))
    starts = starts[last]
    return _Cells(
        row=known.practice[behind[starts]],
        column=known.column[behind[starts]],
        state=state[behind[starts]],
        starts=starts,
        ends=ends[last],
        behind=behind,
    )


def _inside(cells: _Cells, known: Entries, rows: Numbers, columns: Numbers) -> _Cells:
    """The cells of these rows and columns, which are numbered anew."""
    row, column = places_in(rows, len(known.practices))[cells.row], places_in(columns, len(known.columns))[cells.column]
    inside = (row != NOTHING) & (column != NOTHING)
    return _Cells(
        row=row[inside],
        column=column[inside],
        state=cells.state[inside],
        starts=cells.starts[inside],
        ends=cells.ends[inside],
        behind=cells.behind,
    )


def _fitting(reader: Reader, known: Entries, chosen: Chosen, as_of: date | None) -> Numbers:
    """The entries that count by then and are of records that fit."""
    passing = chosen.all_passing(reader, BEHIND, as_of)
    fits = np.fromiter(map(passing.__contains__, known.records), np.bool_, len(known.records))
    return np.flatnonzero(fits & (known.states(limit_of(as_of)) > 0))


def _with(cells: _Cells, known: Entries, entries: Numbers, rows: Numbers, columns: Numbers) -> _Cells:
    """Those of these cells in which one of these entries lies; each is at the stage that all that is known gives it."""
    row, column = places_in(rows, len(known.practices)), places_in(columns, len(known.columns))
    there = np.zeros((len(rows) + 1, len(columns) + 1), np.bool_)  # what is not among them is in the last ones
    there[row[known.practice[entries]], column[known.column[entries]]] = True
    fits = there[cells.row, cells.column]
    return replace(
        cells,
        row=cells.row[fits],
        column=cells.column[fits],
        state=cells.state[fits],
        starts=cells.starts[fits],
        ends=cells.ends[fits],
    )


def _counts(cells: _Cells, rows: int, columns: int) -> Numbers:
    """For each row the number of cells of each state; what is not known is what is left."""
    counts = np.bincount(cells.row * len(STATES) + cells.state, minlength=rows * len(STATES)).reshape(rows, len(STATES))
    counts[:, 0] = columns - counts.sum(axis=1)
    return counts


def _told(counts: Numbers) -> dict[str, int]:
    return {state: number for state, number in zip(STATES, counts.tolist(), strict=True) if number or state == UNKNOWN}


def _page(reader: Reader, kind: str, chosen: Numbers, page: Page) -> Slice[tuple[str, str]]:
    """The page of rows or columns, as names and identifiers."""
    names = by_name(reader, kind)
    items = names if len(chosen) == len(names) else [names[number] for number in chosen.tolist()]
    return slice_of(items, page, key=tuple)


def _beside(reader: Reader, kind: str, chosen: Numbers, page: Page) -> Slice[tuple[str, str]]:
    """The page of columns, which has a cursor of its own."""
    try:
        return _page(reader, kind, chosen, page)
    except QuestionError as error:
        fix = "Take `next` or `previous` from the columns of an answer, unchanged."
        raise QuestionError("columns_after", "these are no columns of this answer", fix=fix) from error


def _shown(
    known: Entries, cells: _Cells, down: Slice[tuple[str, str]], right: Slice[tuple[str, str]], state: str | None
) -> Iterator[Cell]:
    """The cells of this page."""
    row, column = cells.row - down.position, cells.column - right.position
    inside = (row >= 0) & (row < len(down.items)) & (column >= 0) & (column < len(right.items))
    if state:
        inside &= cells.state == STATES.index(state_of(state))
    place = np.flatnonzero(inside)
    parts = (row, column, cells.state, cells.starts, cells.ends)
    for at_row, at_column, at_state, start, end in zip(*(part[place].tolist() for part in parts), strict=True):
        behind = cells.behind[start : min(end, start + NAMED)].tolist()
        yield Cell(
            row=at_row,
            column=at_column,
            state=STATES[at_state],
            total=end - start,
            records=tuple(known.records[number] for number in behind),
        )


def _undated(known: Entries, rows: Numbers, columns: Numbers) -> int:
    """How many records of this part of the matrix nothing bounds in time."""
    row = places_in(rows, len(known.practices))[known.practice]
    column = places_in(columns, len(known.columns))[known.column]
    return int(np.count_nonzero((row >= 0) & (column >= 0) & (known.day == NEVER)))


def state_of(text: str) -> str:
    """The state of a cell by its code. Raises QuestionError with the codes that there are."""
    if text not in STATES or text == UNKNOWN:
        raise QuestionError("state", f"{text!r} is no state of a cell", fix=f"One of: {', '.join(STATES[1:])}.")
    return text
