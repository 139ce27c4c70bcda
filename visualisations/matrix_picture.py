"""The picture of the matrix, as plain numbers that a template draws: for reports, since the page itself is a table."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from practice_atlas.visualisations.languages.speaking import called
from practice_atlas.visualisations.matrix_view import CellView, MatrixView, heading_of
from practice_atlas.visualisations.palette import STATE_LOOKS, StateLook

LEFT: Final = 290
CELL_WIDE: Final = 66
CELL_HIGH: Final = 40
_HEAD: Final = 130
_LEGEND: Final = 24
#: As many legends as stand beside each other.
_BESIDE: Final = 330


@dataclass(frozen=True, slots=True)
class CellDrawn:
    """A cell at its place."""

    cell: CellView
    look: StateLook
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a row or column, in lines, at its place."""

    lines: tuple[str, ...]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class LegendDrawn:
    """A state in the legend."""

    look: StateLook
    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class MatrixPicture:
    """Rows, columns and cells; `dots` are the middles of cells of which nothing is known."""

    width: int
    height: float
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    cells: tuple[CellDrawn, ...]
    dots: tuple[tuple[float, float], ...]
    legend: tuple[LegendDrawn, ...]
    bottom: float


def matrix_picture(view: MatrixView) -> MatrixPicture:
    """The picture of a page of the matrix."""
    names = [called(thing) for thing in view.columns.things]
    columns = [heading_of(thing, names) for thing in view.columns.things]
    width = max(LEFT + CELL_WIDE * len(columns) + 16, 2 * _BESIDE + 40, 760)
    bottom = _HEAD + CELL_HIGH * len(view.rows)
    taken = {(cell.row, cell.column) for cell in view.cells}
    beside = max((width - 20) // _BESIDE, 1)
    return MatrixPicture(
        width=width,
        height=bottom + 24 + _LEGEND * -(-len(view.legend) // beside) + 8,
        rows=tuple(
            Heading(_lines(called(row.thing), 34, 2), LEFT - 12, _HEAD + CELL_HIGH * number + CELL_HIGH / 2)
            for number, row in enumerate(view.rows)
        ),
        columns=tuple(
            Heading(_lines(name, 20, 2), LEFT + CELL_WIDE * (number + 0.5), _HEAD - 10)
            for number, name in enumerate(columns)
        ),
        cells=tuple(
            CellDrawn(cell, STATE_LOOKS[cell.state], LEFT + CELL_WIDE * cell.column, _HEAD + CELL_HIGH * cell.row)
            for cell in view.cells
        ),
        dots=tuple(
            (LEFT + CELL_WIDE * (column + 0.5), _HEAD + CELL_HIGH * (row + 0.5))
            for row in range(len(view.rows))
            for column in range(len(columns))
            if (row, column) not in taken
        ),
        legend=tuple(
            LegendDrawn(
                STATE_LOOKS[item.state],
                f"{item.label} ({item.cells})",
                10 + _BESIDE * (number % beside),
                bottom + 24 + _LEGEND * (number // beside),
            )
            for number, item in enumerate(view.legend)
        ),
        bottom=bottom,
    )


def _lines(text: str, letters: int, most: int) -> tuple[str, ...]:
    return tuple(wrap(text, letters, max_lines=most, placeholder=" …")) or (text,)
