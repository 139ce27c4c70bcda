"""A copy of a workbook with a comment and a colour in each bad cell, for people who mend where they typed."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from practice_atlas.loaders.formats.xlsx_package import package_problems
from practice_atlas.ontology.errors import InputError
from practice_atlas.ontology.problems import Place, Problem

_FILL: Final = PatternFill("solid", fgColor="F9D6D5")
_AUTHOR: Final = "practice-atlas"


def annotate_workbook(original: Path, problems: Iterable[Problem], target: Path) -> int:
    """Writes the copy; gives the number of problems that have a cell of their own. Raises InputError for a workbook
    that cannot be opened at all (locked, damaged, with macros)."""
    refused = package_problems(original)
    if refused:
        raise InputError(refused)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of decorations that it leaves out of the copy
        workbook = load_workbook(original, keep_links=False)
        marked = 0
        for problem in problems:
            if problem.place.sheet in workbook.sheetnames:
                _mark(_cell(workbook[problem.place.sheet], problem.place), problem)
                marked += 1
        workbook.save(target)
    return marked


def _cell(sheet: Any, place: Place) -> Any:
    """The cell of the place; the first of the row, or of the sheet, where no column is meant."""
    column = 1
    for cell in sheet[1]:
        if place.column and "_".join(str(cell.value or "").lower().split()) == "_".join(place.column.lower().split()):
            column = cell.column
            break
    cell = sheet.cell(max(place.row, 1), column)
    return _anchor(sheet, cell) if isinstance(cell, MergedCell) else cell


def _anchor(sheet: Any, cell: Any) -> Any:
    """The only cell of a merged range that can carry a comment."""
    found = next(cells for cells in sheet.merged_cells.ranges if cell.coordinate in cells)
    return sheet.cell(found.min_row, found.min_col)


def _mark(cell: Any, problem: Problem) -> None:
    text = f"{problem.message}\n→ {problem.fix}\n[{problem.rule}]"
    if cell.comment is not None:
        text = f"{cell.comment.text}\n\n{text}"
    cell.comment = Comment(text, _AUTHOR, width=360, height=140)
    cell.fill = _FILL
