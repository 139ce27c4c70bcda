"""Writes a data set as an XLSX workbook: one sheet per table, every text marked as text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from practice_atlas.loaders.formats.cells import excel_escape
from practice_atlas.loaders.formats.headings import Table
from practice_atlas.loaders.writing.tabular import Cell, Row, rows_by_table
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.errors import PracticeAtlasError

#: The most characters that Excel keeps in a cell.
_LONGEST: Final = 32_767
_CALCULATED: Final = re.compile(r"[=+\-@\t]")
#: Column widths that suit what most fields hold, in characters.
_WIDTH: Final = 24
TEXT_FORMAT: Final = "@"
HEADING_FILL: Final = PatternFill("solid", fgColor="DCE9F2")


def write_workbook(dataset: Dataset, path: Path) -> None:
    """Writes the sheets of all tables that have rows."""
    workbook = Workbook(write_only=True)
    for model, rows in rows_by_table(dataset).items():
        sheet = workbook.create_sheet(model.table)
        prepare_sheet(sheet, len(Table(model).headings))
        sheet.append([heading_cell(sheet, heading) for heading in Table(model).headings])
        for row in rows:
            sheet.append(_cells(sheet, row))
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)


def prepare_sheet(sheet: Any, columns: int, frozen_rows: int = 1) -> None:
    """Freezes the headings and the first column, and makes every column one of text, so that Excel changes nothing."""
    sheet.freeze_panes = f"B{frozen_rows + 1}"
    for index in range(1, columns + 1):
        column = sheet.column_dimensions[get_column_letter(index)]
        column.width = _WIDTH
        column.number_format = TEXT_FORMAT


def heading_cell(sheet: Any, text: str) -> Any:
    """A cell of the heading row."""
    cell = text_cell(sheet, text)
    cell.font = Font(bold=True)
    cell.fill = HEADING_FILL
    cell.alignment = Alignment(vertical="top")
    return cell


def text_cell(sheet: Any, text: str) -> Any:
    """A cell that is text whatever it looks like. `quotePrefix` keeps it so when a person edits it."""
    if len(text) > _LONGEST:
        message = f"A cell of the sheet {sheet.title} would have {len(text)} characters; Excel keeps {_LONGEST}."
        raise PracticeAtlasError(message, fix="Write the data set as CSV or YAML.")
    cell = WriteOnlyCell(sheet, excel_escape(text))
    cell.data_type = "s"
    cell.number_format = TEXT_FORMAT
    if _CALCULATED.match(text):
        cell.quotePrefix = True
    return cell


def _cells(sheet: Any, row: Row) -> list[Any]:
    return [_cell(sheet, value) for value in row]


def _cell(sheet: Any, value: Cell) -> Any:
    if isinstance(value, str):
        return text_cell(sheet, value)
    if isinstance(value, float) and not _survives(value):
        return text_cell(sheet, repr(value))
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = "General"
    return cell


def _survives(value: float) -> bool:
    """Whether a number comes back from a sheet as it was: sixteen digits are written, and zero has no sign."""
    written = f"{value:.16g}"
    return repr(value) == repr(float(written)) and written != "-0"
