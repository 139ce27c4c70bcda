"""Reads a folder of CSV files: one per table, those of parts included. The fast path for much data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from practice_atlas.loaders.formats.cells import unguard
from practice_atlas.loaders.formats.csv_rows import Row, delimiter_of, rows_of
from practice_atlas.loaders.formats.headings import Headings, Table, read_headings
from practice_atlas.loaders.formats.rows import HELP, RowReader, no_description, table_lost
from practice_atlas.loaders.formats.text_file import read_text
from practice_atlas.loaders.raw import Origin, Reading
from practice_atlas.ontology.dataset import DatasetInfo
from practice_atlas.ontology.problems import Problem
from practice_atlas.ontology.progress import Progress
from practice_atlas.ontology.shape import tables

_STEP: Final = 5000
_QUOTES: Final = (
    "In CSV a text with quotation marks, delimiters or line breaks stands in quotation marks, its own ones doubled; "
    "a spreadsheet does this by itself."
)


def read_csv_folder(folder: Path, progress: Progress) -> Reading:
    """All that the folder's files hold, with the problems of their form."""
    reading = Reading()
    for name, model, _ in tables():
        path = folder / f"{name}.csv"
        if path.is_file():
            _File(Table(model), Origin(path.name, "columns"), reading, progress).read(path)
    if reading.info is None and not any(problem.place.file == "dataset.csv" for problem in reading.problems):
        reading.problems.append(no_description(Origin(f"{DatasetInfo.table}.csv", "columns")))
    return reading


class _File:
    """Reads the file of one table."""

    def __init__(self, table: Table, origin: Origin, reading: Reading, progress: Progress) -> None:
        self._table = table
        self._origin = origin
        self._reading = reading
        self._progress = progress

    def read(self, path: Path) -> None:
        text = read_text(path, path.name)
        if isinstance(text, Problem):
            self._give_up(text)
            return
        delimiter = delimiter_of(text.lstrip("\n").partition("\n")[0], self._table.headings)
        if not delimiter:
            fix = "Save it as CSV with commas between the cells."
            message = "the cells are parted by another sign than a comma, or by several signs"
            self._give_up(Problem(self._origin.place(1), "csv.delimiter", message, fix))
            return
        rows = rows_of(text, delimiter)
        first = next(rows, None)
        if first is None or first.error:
            self._give_up(self._broken(first) if first else self._blank())
            return
        headings = read_headings(first.cells, self._table, self._origin, first.line)
        self._reading.problems += headings.problems
        self._take(rows, headings, text.count("\n"))

    def _take(self, rows: Iterator[Row], headings: Headings, lines: int) -> None:
        reader = RowReader(self._table, headings, self._origin, self._reading)
        for count, row in enumerate(rows, start=1):
            if count % _STEP == 0:
                self._progress(f"Reading {self._origin.file}", min(row.line, lines), lines)
            if count == 1 and row.cells and row.cells[0].startswith(HELP):
                continue
            if row.error:
                self._give_up(self._broken(row))
            elif len(row.cells) < len(headings.names) or any(row.cells[len(headings.names) :]):
                self._reading.problems.append(self._ragged(row, headings))
                reader.lose(row.cells)
            else:
                reader.take([unguard(cell) for cell in row.cells], row.line)
        self._progress(f"Reading {self._origin.file}", lines, lines)

    def _blank(self) -> Problem:
        return Problem(self._origin.place(1), "file.empty", "the table has no headings", "Fill it in, or remove it.")

    def _broken(self, row: Row) -> Problem:
        what = "a quotation mark is not closed" if "unexpected end" in row.error else row.error
        message = f"the row that starts here cannot be read: {what}"
        return Problem(self._origin.place(row.line), "csv.syntax", message, _QUOTES)

    def _ragged(self, row: Row, headings: Headings) -> Problem:
        message = f"{len(row.cells)} cells under {len(headings.names)} headings"
        return Problem(self._origin.place(row.line), "csv.ragged", message, f"Check what is shifted. {_QUOTES}")

    def _give_up(self, problem: Problem) -> None:
        self._reading.problems.append(problem)
        table_lost(self._table, self._reading)
