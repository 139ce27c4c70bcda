"""What a cell of a workbook says, as text. Where Excel may have changed what was typed, it is reported, not guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

from openpyxl.utils.datetime import from_excel

from practice_atlas.loaders.formats.cells import excel_unescape
from practice_atlas.loaders.formats.text_file import line_ends
from practice_atlas.ontology.shape import FieldShape


class ReadCell(Protocol):
    """What is asked of a cell of openpyxl, empty ones included."""

    @property
    def value(self) -> object: ...
    @property
    def data_type(self) -> str | None: ...
    @property
    def number_format(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class BadCell:
    """Why a cell cannot be read."""

    rule: str
    message: str
    fix: str


#: Formats in which a whole number looks as it was typed.
_PLAIN_FORMATS: Final = ("General", "@", "0", "#,##0")
#: Text in quotation marks, colours and conditions in brackets, escaped characters: none of it shows a date.
_LITERAL: Final = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.")
_YEARS: Final = range(1000, 3000)
_AS_TEXT: Final = "Format the cell as text and type it anew, as precisely as the source says, for example 2024-01."


def text_of(cell: ReadCell, shape: FieldShape | None) -> str | BadCell:
    """The cell's text as the field takes it; empty for an empty cell. `shape` is None under a heading of no field."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return BadCell("cell.formula", "the cell holds a formula", "Put its value there (Paste special, Values).")
    if cell.data_type == "e":
        return BadCell("cell.error", f"the cell holds the error {value}", "Type the value.")
    if isinstance(value, str):
        return line_ends(excel_unescape(value))
    if isinstance(value, bool):
        return BadCell(
            "cell.type", f"the cell holds the truth value {value}", "Format the cell as text and type it anew."
        )
    if isinstance(value, int | float):
        return _number(value, cell, shape)
    return _date(value, cell, shape)


def _number(value: int | float, cell: ReadCell, shape: FieldShape | None) -> str | BadCell:
    whole = int(value) if value == value // 1 else None
    type_ = shape.type if shape else "text"
    if type_ == "date":
        return str(whole) if whole in _YEARS else _serial(value)
    if type_ in ("integer", "decimal"):
        return repr(value) if whole is None else str(whole)
    if whole is not None and cell.number_format in _PLAIN_FORMATS:
        return str(whole)
    message = f"the cell holds the number {value}, which may not be what was typed"
    return BadCell("cell.number", message, "Format the cell as text and type it anew.")


def _serial(value: int | float) -> BadCell:
    try:
        day = from_excel(value)
    except (OverflowError, ValueError):
        day = None
    meant = f"; Excel means {day:%Y-%m-%d} by it" if isinstance(day, datetime) else ""
    return BadCell("cell.date", f"the number {value} where a date should stand{meant}", _AS_TEXT)


def _date(value: object, cell: ReadCell, shape: FieldShape | None) -> str | BadCell:
    """A true date cell is a day, if it is one that shows its day: Excel turns *Jan 2024* into 1 January unasked."""
    if not isinstance(value, date) or shape is None or shape.type != "date":
        return BadCell("cell.date", f"Excel has made a date or time of this cell ({value})", _AS_TEXT)
    shown = _LITERAL.sub("", cell.number_format or "").lower()
    if not all(letter in shown for letter in "dmy"):
        message = f"the cell shows no full day but holds one ({value:%Y-%m-%d})"
        return BadCell("cell.date", message, _AS_TEXT)
    if isinstance(value, datetime):
        if value != datetime(value.year, value.month, value.day):
            return BadCell("cell.date", f"the cell holds a time of day ({value})", _AS_TEXT)
        value = value.date()
    return value.isoformat()
