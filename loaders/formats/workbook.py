"""Reads an XLSX workbook: one sheet per table."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from practice_atlas.loaders.formats.headings import Headings, Table, read_headings
from practice_atlas.loaders.formats.rows import HELP, RowReader, no_description, table_lost
from practice_atlas.loaders.formats.xlsx_cells import BadCell, text_of
from practice_atlas.loaders.formats.xlsx_merged import merged_cells
from practice_atlas.loaders.formats.xlsx_package import package_problems
from practice_atlas.ontology.progress import Progress
from practice_atlas.loaders.raw import Origin, Reading
from practice_atlas.ontology.dataset import DatasetInfo
from practice_atlas.ontology.model import RECORDS
from practice_atlas.ontology.problems import Place, Problem
from practice_atlas.ontology.shape import FieldShape, tables

#: Sheets of the template that hold no records.
READ_ME: Final = "read me"
LISTS: Final = "lists"
MOST_ROWS: Final = 100_000

_STEP: Final = 1000
_CELL: Final = re.compile(r"([A-Z]+)(\d+)")
#: What openpyxl lets through when the inside of a package is not as it should be.
_BROKEN: Final = (
    AttributeError,
    EOFError,
    IndexError,
    InvalidFileException,
    KeyError,
    OSError,
    ParseError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


def read_workbook(path: Path, progress: Progress) -> Reading:
    """All that the workbook's sheets hold, with the problems of their form."""
    reading = Reading(problems=package_problems(path))
    if reading.problems:
        reading.unread |= {model.kind for model in RECORDS}
        return reading
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl warns of are styles and cells that are reported here
            _Workbook(path, reading, progress).read()
    except DefusedXmlException:
        _give_up(reading, path, "xlsx.entities", "the workbook declares entities, which no spreadsheet does")
    except _BROKEN as error:
        _give_up(reading, path, "xlsx.broken", f"the inside of the workbook is damaged ({type(error).__name__})")
    return reading


def _give_up(reading: Reading, path: Path, rule: str, message: str) -> None:
    reading.problems.append(Problem(Place(path.name), rule, message, "Copy the cells into a new workbook."))
    reading.unread |= {model.kind for model in RECORDS}


class _Workbook:
    """Reads the sheets of one workbook."""

    def __init__(self, path: Path, reading: Reading, progress: Progress) -> None:
        self._path = path
        self._reading = reading
        self._progress = progress
        self._tables = {name: Table(model) for name, model, _ in tables()}

    def read(self) -> None:
        merged = merged_cells(self._path)
        workbook = load_workbook(self._path, read_only=True, keep_links=False)
        try:
            for sheet in workbook.worksheets:
                self._sheet(sheet, merged.get(sheet.title, ()))
        finally:
            workbook.close()
        if self._reading.info is None and not any(p.place.sheet == "dataset" for p in self._reading.problems):
            self._reading.problems.append(no_description(self._origin(DatasetInfo.table)))

    def _sheet(self, sheet: Any, merged: Iterable[str]) -> None:
        name = sheet.title.strip().lower()
        if name in (READ_ME, LISTS):
            return
        table = self._tables.get(name)
        if table is None:
            self._unknown(sheet.title, name)
            return
        if sheet.sheet_state != "visible":
            fix = "Show the sheet (right click on the tabs, Unhide), look at it, or delete it."
            self._report(Place(self._path.name, sheet.title), "sheet.hidden", "the sheet is hidden", fix)
        _Sheet(sheet, table, self._origin(sheet.title), self._reading, self._progress).read(merged)

    def _unknown(self, title: str, name: str) -> None:
        close = get_close_matches(name, self._tables, 1, 0.6)
        fix = f"Did you mean {close[0]}?" if close else f"The sheets are {', '.join(self._tables)}."
        message = f"no table is called {title!r:.60}"
        self._report(Place(self._path.name, title), "sheet.unknown", message, f"{fix} Rename or delete it.")

    def _origin(self, sheet: str) -> Origin:
        return Origin(self._path.name, "rows", sheet)

    def _report(self, place: Place, rule: str, message: str, fix: str) -> None:
        self._reading.problems.append(Problem(place, rule, message, fix))


class _Sheet:
    """Reads the rows of one sheet."""

    def __init__(self, sheet: Any, table: Table, origin: Origin, reading: Reading, progress: Progress) -> None:
        self._sheet = sheet
        self._table = table
        self._origin = origin
        self._reading = reading
        self._progress = progress
        self._shapes: dict[str, FieldShape] = {shape.name: shape for shape in table.shapes}

    def read(self, merged: Iterable[str]) -> None:
        self._sheet.reset_dimensions()  # some programs write a size that leaves cells out
        rows = enumerate(self._sheet.iter_rows(), start=1)
        cells = next(rows, (1, ()))[1]
        if not any(cell.value is not None for cell in cells):
            fix = "Write the headings into the first row, or delete the sheet."
            self._give_up(Problem(self._origin.place(1), "file.empty", "the sheet has no headings", fix))
            return
        written = [str(cell.value) if cell.value is not None else "" for cell in cells]
        headings = read_headings(written, self._table, self._origin, 1)
        self._reading.problems += [*headings.problems, *self._merged(merged)]
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
        texts, unreadable = [], []
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

    def _merged(self, ranges: Iterable[str]) -> Iterator[Problem]:
        for cells in ranges:
            found = _CELL.match(cells)
            row = int(found[2]) if found else 0
            message = f"the cells {cells} are merged, so that it is not clear which records they belong to"
            place = self._origin.place(row)
            yield Problem(place, "cell.merged", message, "Unmerge them and fill in each cell.")

    def _give_up(self, problem: Problem) -> None:
        self._reading.problems.append(problem)
        table_lost(self._table, self._reading)
