"""Turns the rows of a table into raw records and parts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from practice_atlas.loaders.formats.cells import split_values
from practice_atlas.loaders.formats.headings import Headings, Table
from practice_atlas.loaders.raw import Origin, PartRow, Raw, Reading
from practice_atlas.ontology.dataset import DatasetInfo
from practice_atlas.ontology.model import Record
from practice_atlas.ontology.problems import Problem

#: What the first cell of a row with help for people starts with. Templates have one below the headings.
HELP: Final = "#help"


class RowReader:
    """Takes the rows of one table into a reading."""

    def __init__(self, table: Table, headings: Headings, origin: Origin, reading: Reading) -> None:
        self._table = table
        self._headings = headings
        self._origin = origin
        self._reading = reading
        many = {shape.name for shape in table.shapes if shape.many}
        names = headings.names
        self._columns = [(names.index(name), name, name in many) for name in dict.fromkeys(names) if name]
        if "id" in headings.missing:
            table_lost(table, reading)

    def take(self, cells: Sequence[str], at: int, unreadable: Collection[str] = ()) -> None:
        """Takes one row; empty cells are absent fields, and of unreadable ones nothing more is said."""
        values: dict[str, Any] = {
            name: split_values(cells[index]) if many else cells[index]
            for index, name, many in self._columns
            if cells[index] and not cells[index].isspace()
        }
        raw = Raw(self._table.model, values, self._origin, at)
        if (self._headings.blank or len(cells) > len(self._headings.names)) and self._has_headless(cells):
            fix = "Give the column a heading, or clear the cell."
            self._reading.problems.append(raw.problem("", "heading.empty", "a value in a column without heading", fix))
        for name in (*self._headings.missing, *unreadable):
            raw.silence(name)
        if unreadable:
            self._reading.gaps = True
            if "id" in unreadable:
                table_lost(self._table, self._reading)
        self._keep(raw)

    def _has_headless(self, cells: Sequence[str]) -> bool:
        beyond = cells[len(self._headings.names) :]
        return any(cell.strip() for cell in (*(cells[index] for index in self._headings.blank), *beyond))

    def lose(self, cells: Sequence[str]) -> None:
        """Notes the identifier of a row that cannot be read, so that what refers to it is not reported as well."""
        found = dict(zip(self._headings.names, cells, strict=False)).get("id", "").strip()
        if found:
            self._reading.lost.add(found)
        else:
            table_lost(self._table, self._reading)

    def _keep(self, raw: Raw) -> None:
        if raw.model is DatasetInfo:
            self._keep_info(raw)
        elif self._table.owner_heading:
            owner = raw.values.pop(self._table.owner_heading, "")
            self._reading.part_rows.append(PartRow(owner.strip(), raw))
        else:
            self._reading.records.append(raw)

    def _keep_info(self, raw: Raw) -> None:
        if self._reading.info is None:
            self._reading.info = raw
        else:
            message = "the description of the data set has more than one row"
            self._reading.problems.append(raw.problem("", "dataset.rows", message, "Keep one row."))


def table_lost(table: Table, reading: Reading) -> None:
    """Notes that a table could not be read to its end."""
    if issubclass(table.model, Record):
        reading.unread.add(table.model.kind)
    elif table.owner_heading:
        reading.unread_parts.add(table.owner_heading)


def no_description(origin: Origin) -> Problem:
    """The problem of a data set whose description has no row, such as a template that was not filled in."""
    fix = "Fill in one row: id, title, publisher, licence and version of the data set."
    return Problem(origin.place(1), "dataset.missing", "the data set is not described", fix)
