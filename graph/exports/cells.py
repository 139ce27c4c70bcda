"""Cells of tables that spreadsheets open: text stays text, whatever it starts with."""

from __future__ import annotations

from typing import Final

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

#: First characters that spreadsheets take for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
#: What no workbook may hold, and the most characters of a cell.
_CONTROLS: Final = dict.fromkeys(code for code in range(32) if code not in (9, 10, 13))
_LONGEST: Final = 32_767


def harmless(text: str) -> str:
    """A text for CSV, with an apostrophe before what looks like a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def text_cell(sheet: WriteOnlyWorksheet, text: str, *, bold: bool = False) -> Cell:
    """A cell of a workbook that is text, never a formula."""
    cell: Cell = WriteOnlyCell(sheet, value=text.translate(_CONTROLS)[:_LONGEST])
    cell.data_type = "s"
    cell.font = Font(bold=bold)
    return cell
