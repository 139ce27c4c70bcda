"""The practices that are most alive, by country: the matrix in short, for a first screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from practice_atlas.graph.questions.cells import UNKNOWN
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.matrix import EVERYTHING, Wanted, matrix
from practice_atlas.graph.questions.overview_answers import Cell, MatrixAnswer, MatrixColumns, MatrixRow
from practice_atlas.graph.questions.paging import MOST, Page
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations.languages.speaking import language
from practice_atlas.visualisations.matrix_view import MatrixView, openings, view_of

#: So many practices and countries are told of at once.
PRACTICES: Final = 8
COUNTRIES: Final = 10


def alive_view(reader: Reader, practices: int = PRACTICES, countries: int = COUNTRIES) -> MatrixView:
    """The practices of which something is known in most countries, by those countries in which most of it is known."""
    name = ("alive", reader.audience.level, language(), practices, countries)
    return kept(reader, name, lambda reader: _made(reader, practices, countries))


def _made(reader: Reader, practices: int, countries: int) -> MatrixView:
    known = ((_known(row), row.thing) for row in _rows(reader))
    busiest = sorted(((-many, thing.name, thing.id) for many, thing in known if many))[:practices]
    wanted = Wanted(only=frozenset(identifier for _, _, identifier in busiest))
    answer = matrix(reader, columns="countries", wanted=wanted, page=Page(practices), across=Page(MOST))
    order = [identifier for _, _, identifier in busiest]
    return view_of(reader, _narrowed(answer, order, countries), openings(reader, EVERYTHING, None))


def _rows(reader: Reader) -> Iterator[MatrixRow]:
    """All rows, with how many countries are of which state."""
    after: str | None = None
    while True:
        answer = matrix(reader, columns="countries", page=Page(MOST, after), across=Page(1))
        yield from answer.rows
        after = answer.next
        if after is None:
            return


def _known(row: MatrixRow) -> int:
    return sum(number for state, number in row.counts.items() if state != UNKNOWN)


def _narrowed(answer: MatrixAnswer, order: list[str], countries: int) -> MatrixAnswer:
    """The rows in this order, and of the columns those with most cells, by name."""
    filled = Counter(cell.column for cell in answer.cells)
    columns = sorted(sorted(filled, key=lambda column: (-filled[column], column))[:countries])
    rows = sorted(range(len(answer.rows)), key=lambda row: order.index(answer.rows[row].thing.id))
    return answer.model_copy(
        update={
            "rows": tuple(answer.rows[row] for row in rows),
            "columns": MatrixColumns(
                things=tuple(answer.columns.things[column] for column in columns), total=answer.columns.total
            ),
            "cells": tuple(
                Cell(
                    row=rows.index(cell.row),
                    column=columns.index(cell.column),
                    state=cell.state,
                    total=cell.total,
                    records=cell.records,
                )
                for cell in answer.cells
                if cell.column in columns
            ),
        }
    )
