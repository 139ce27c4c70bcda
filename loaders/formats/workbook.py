"""Reads an XLSX workbook: one sheet per table."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.cell_range import CellRange

from practice_atlas.loaders.formats.headings import Table
from practice_atlas.loaders.formats.rows import no_description
from practice_atlas.loaders.formats.xlsx_merged import merged_cells
from practice_atlas.loaders.formats.xlsx_package import package_problems
from practice_atlas.loaders.formats.xlsx_sheet import SheetReader
from practice_atlas.loaders.raw import Origin, Reading
from practice_atlas.ontology.dataset import DatasetInfo
from practice_atlas.ontology.model import RECORDS
from practice_atlas.ontology.problems import Place, Problem
from practice_atlas.ontology.progress import Progress
from practice_atlas.ontology.shape import tables

#: Sheets of the template that hold no records.
READ_ME: Final = "read me"
LISTS: Final = "lists"

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
    except _BROKEN as error:
        reading.problems.append(_broken(path, error.__cause__ or error))
        reading.unread |= {model.kind for model in RECORDS}
    return reading


def _broken(path: Path, error: BaseException) -> Problem:
    rule, message = "xlsx.broken", f"the inside of the workbook is damaged ({type(error).__name__})"
    if isinstance(error, DefusedXmlException):
        rule, message = "xlsx.entities", "the workbook declares entities, which no spreadsheet does"
    return Problem(Place(path.name), rule, message, "Copy the cells into a new workbook.")


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

    def _sheet(self, sheet: Any, merged: Sequence[CellRange]) -> None:
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
        SheetReader(sheet, merged, table, self._origin(sheet.title), self._reading, self._progress).read()

    def _unknown(self, title: str, name: str) -> None:
        close = get_close_matches(name, self._tables, 1, 0.6)
        fix = f"Did you mean {close[0]}?" if close else f"The sheets are {', '.join(self._tables)}."
        message = f"no table is called {title!r:.60}"
        self._report(Place(self._path.name, title), "sheet.unknown", message, f"{fix} Rename or delete it.")

    def _origin(self, sheet: str) -> Origin:
        return Origin(self._path.name, "rows", sheet)

    def _report(self, place: Place, rule: str, message: str, fix: str) -> None:
        self._reading.problems.append(Problem(place, rule, message, fix))
