"""Templates to fill in: headings, a row of help below them and, in a workbook, drop-down lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal, TypeAlias

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from practice_atlas.loaders.formats.headings import Table
from practice_atlas.loaders.formats.rows import HELP
from practice_atlas.loaders.formats.workbook import LISTS, READ_ME
from practice_atlas.loaders.writing.folders import new_folder, write_csv
from practice_atlas.loaders.writing.guide import READ_ME_LINES, help_of, owner_help
from practice_atlas.loaders.writing.workbook import heading_cell, prepare_sheet, text_cell
from practice_atlas.ontology.countries import country_codes, country_name
from practice_atlas.ontology.model import BY_KIND
from practice_atlas.ontology.shape import tables

TemplateFormat: TypeAlias = Literal["xlsx", "csv"]

#: Rows below the help that drop-downs reach.
_LAST_ROW: Final = 5000
_COUNTRY: Final = "country"


def write_template(path: Path, format: TemplateFormat) -> None:
    """Writes an empty workbook, or an empty folder of CSV files with a `read-me.txt`."""
    if format == "csv":
        new_folder(path)
        (path / "read-me.txt").write_text("\n".join(READ_ME_LINES) + "\n", encoding="utf-8")
        for table in _tables():
            write_csv(path / f"{table.model.table}.csv", [table.headings, help_row(table)])
    else:
        _write_workbook(path)


def help_row(table: Table) -> list[str]:
    """The row of help, marked in its first cell."""
    texts = [help_of(shape) for shape in table.shapes]
    if table.owner_heading:
        texts.insert(0, owner_help(table.owner_heading))
    return [f"{HELP} {texts[0]}", *texts[1:]]


def _tables() -> Iterator[Table]:
    return (Table(model) for _, model, _ in tables())


def _write_workbook(path: Path) -> None:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _read_me(workbook.create_sheet(READ_ME))
    sheets = [(table, workbook.create_sheet(table.model.table)) for table in _tables()]
    lists = _lists(workbook.create_sheet(LISTS))
    for table, sheet in sheets:
        _fill(sheet, table)
        _drop_downs(sheet, table, lists)
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)


def _read_me(sheet: Worksheet) -> None:
    for line in READ_ME_LINES:
        sheet.append([text_cell(sheet, line)])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.column_dimensions["A"].width = 120


def _fill(sheet: Worksheet, table: Table) -> None:
    prepare_sheet(sheet, len(table.headings), frozen_rows=2)
    sheet.append([heading_cell(sheet, heading) for heading in table.headings])
    sheet.append([text_cell(sheet, text) for text in help_row(table)])
    for cell in sheet[2]:
        cell.font = Font(italic=True, color="595959")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[2].height = 120


def _lists(sheet: Worksheet) -> dict[str, str]:
    """Writes the words of each list into a column; gives the range of each by the list's name."""
    ranges = {}
    for column, (name, words) in enumerate(sorted(_words().items()), start=1):
        letter = get_column_letter(column)
        for row, word in enumerate([name, *words], start=1):
            sheet[f"{letter}{row}"] = word
        sheet.column_dimensions[letter].width = 24
        ranges[name] = f"{LISTS}!${letter}$2:${letter}${len(words) + 1}"
    return ranges


def _words() -> dict[str, list[str]]:
    vocabularies = {shape.vocabulary for table in _tables() for shape in table.shapes if shape.vocabulary is not None}
    words = {vocabulary.__name__: [str(code) for code in vocabulary] for vocabulary in vocabularies}
    return words | {_COUNTRY: sorted(country_name(code) for code in country_codes())}


def _drop_downs(sheet: Worksheet, table: Table, lists: dict[str, str]) -> None:
    if table.owner_heading:
        _drop_down(sheet, 1, _identifiers(table.owner_heading), strict=False)
    for shape in table.shapes:
        column = table.headings.index(shape.name) + 1
        if shape.vocabulary is not None:
            _drop_down(sheet, column, lists[shape.vocabulary.__name__], strict=True)
        elif shape.kinds == (_COUNTRY,):
            _drop_down(sheet, column, lists[_COUNTRY], strict=False)
        elif len(shape.kinds) == 1 and not shape.many:
            _drop_down(sheet, column, _identifiers(shape.kinds[0]), strict=False)


def _identifiers(kind: str) -> str:
    """The column of identifiers in the table of a kind."""
    return f"{BY_KIND[kind].table}!$A$3:$A${_LAST_ROW}"


def _drop_down(sheet: Worksheet, column: int, words: str, *, strict: bool) -> None:
    """Offers a list in a column. A strict one takes nothing else; otherwise names may be typed as well."""
    validation = DataValidation(type="list", formula1=f"={words}", allow_blank=True, showErrorMessage=strict)
    validation.error = "Choose one of the list."
    letter = get_column_letter(column)
    validation.add(f"{letter}3:{letter}{_LAST_ROW}")
    sheet.add_data_validation(validation)
