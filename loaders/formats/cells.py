"""What one cell of a table holds: several values joined by `; `, and text that no spreadsheet takes for a formula.

Both notations are written and read back exactly: `\\;` is a semicolon inside a value and `\\\\` a backslash; in CSV an
apostrophe before `=`, `+`, `-`, `@` or a tab keeps a spreadsheet from calculating, and is taken off again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_ESCAPED: Final = re.compile(r"\\([\\;])|;")
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r]")
#: How workbooks write characters that their XML does not hold, and the sign that starts this.
_EXCEL_ESCAPE: Final = re.compile(r"_x(005F|000D)_")
_EXCEL_ESCAPABLE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
#: Stands for a separator while escapes are undone. The model refuses it in text, so that it cannot be in a value.
_CUT: Final = "\x00"


def join_values(values: Iterable[str]) -> str:
    """The values of a list in one cell."""
    return "; ".join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)


def split_values(cell: str) -> list[str]:
    """The values in a cell. A separator at the end is let pass; an empty value between two stays, to be reported."""
    parts = _ESCAPED.sub(lambda found: found[1] or _CUT, cell).split(_CUT)
    values = [part.strip() for part in parts]
    return values[:-1] if len(values) > 1 and not values[-1] else values


def excel_escape(text: str) -> str:
    """Text that Excel shows as it is, also where it looks like an escape (`_x000D_`)."""
    return _EXCEL_ESCAPABLE.sub("_x005F_", text)


def excel_unescape(cell: str) -> str:
    """The text of a cell in which Excel has escaped carriage returns, as it does with what was pasted."""
    return _EXCEL_ESCAPE.sub(lambda found: "_" if found[1] == "005F" else "\r", cell)


def guard(text: str) -> str:
    """Text for CSV that no spreadsheet calculates."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(cell: str) -> str:
    """The text that was guarded."""
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell
