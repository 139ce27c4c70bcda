"""Reads one sheet of a workbook: headings in the first row, a record or part in each row below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from openpyxl.worksheet.cell_range import CellRange

from practice_atlas.loaders.formats.headings import Headings, Table, read_headings
from practice_atlas.loaders.formats.rows import HELP, RowReader, table_lost
from practice_atlas.loaders.formats.xlsx_cells import BadCell, text_of
from practice_atlas.loaders.raw import Origin, Reading
from practice_atlas.ontology.problems import Problem
from practice_atlas.ontology.progress import Progress
from practice_atlas.ontology.shape import FieldShape

MOST_ROWS: Final = 100_000
_STEP: Final = 1000


class SheetReader:
    """Reads the rows of one sheet."""

    def __init__(
        self,
        sheet: Any,
        merged: Sequence[CellRange],
        table: Table,
        origin: Origin,
        reading: Reading,
        progress: Progress,
    ) -> None:
        self._sheet = sheet
        self._merged = merged
        self._table = table
        self._origin = origin
        self._reading = reading
        self._progress = progress
        self._shapes: dict[str, FieldShape] = {shape.name: shape for shape in table.shapes}

    def read(self) -> None:
        """Takes the rows below the headings into the reading."""
        self._sheet.reset_dimensions()  # some programs write a size that leaves cells out
        rows = enumerate(self._sheet.iter_rows(), start=1)
        cells = next(rows, (1, ()))[1]
        if not any(cell.value is not None for cell in cells):
            fix = "Write the headings into the first row, or delete the sheet."
            self._give_up(Problem(self._origin.place(1), "file.empty", "the sheet has no headings", fix))
            return
        written = [str(cell.value) if cell.value is not None else "" for cell in cells]
        headings = read_headings(written, self._table, self._origin, 1)
        self._reading.problems += [*headings.problems, *map(self._merged_problem, self._merged)]
        self._take(rows, headings)

    def _take(self, rows: Iterator[tuple[int, Sequence[Any]]], headings: Headings) -> None:
        reader = RowReader(self._table, headings, self._origin, self._reading)
        for at, cells in rows:
            if at > MOST_ROWS:
                message = f"the sheet has more than {MOST_ROWS} rows"
                fix = "Delete what stands far below the records; for much data use CSV."
                self._give_up(Problem(self._origin.place(at), "sheet.rows", message, fix))
                return
            if at == 2 and cells and str(cells[0].value).startswith(HELP):
                continue
            if any(cell.value is not None for cell in cells):
                self._row(reader, headings, cells, at)
            if at % _STEP == 0:
                self._progress(f"Reading {self._origin.sheet}", at, at)

    def _row(self, reader: RowReader, headings: Headings, cells: Sequence[Any], at: int) -> None:
        names = [*headings.names, *[""] * (len(cells) - len(headings.names))]
        texts, unreadable = [], self._covered(names, at)
        for name, cell in zip(names, cells, strict=False):
            text = text_of(cell, self._shapes.get(name)) if name else str(cell.value or "")
            if isinstance(text, BadCell):
                place = self._origin.place(at, name)
                self._reading.problems.append(Problem(place, text.rule, text.message, text.fix, field=name))
                unreadable.append(name)
                text = ""
            texts.append(text)
        texts += [""] * (len(headings.names) - len(texts))
        if unreadable or any(text.strip() for text in texts):
            reader.take(texts, at, unreadable)

    def _merged_problem(self, cells: CellRange) -> Problem:
        message = f"the cells {cells.coord} are merged, so that it is not clear which records they belong to"
        return Problem(self._origin.place(cells.min_row), "cell.merged", message, "Unmerge them and fill in each cell.")

    def _covered(self, names: Sequence[str], at: int) -> list[str]:
        """The fields of a row whose cells a merged range takes the place of."""
        columns = {
            column
            for cells in self._merged
            for column in range(cells.min_col, min(cells.max_col, len(names)) + 1)
            if cells.min_row <= at <= cells.max_row and (at, column) != (cells.min_row, cells.min_col)
        }
        return [names[column - 1] for column in sorted(columns) if names[column - 1]]

    def _give_up(self, problem: Problem) -> None:
        self._reading.problems.append(problem)
        table_lost(self._table, self._reading)
