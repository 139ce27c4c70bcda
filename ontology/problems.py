"""A problem in the input: where it is, which rule it breaks, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in the input something stands. Rows and lines count from 1, as editors and spreadsheets show them.

    For text files `line` is set; for workbooks `sheet`, `row` and (where one cell is meant) `column`, the heading. In
    JSON `column` is the pointer (RFC 6901) to the value.
    """

    file: str
    sheet: str = ""
    row: int = 0
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        if self.row:
            parts.append(f"row {self.row}")
        if self.line:
            parts.append(f"line {self.line}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule.

    `rule` is a short stable name (`reference.unknown`); `field` is the record's field or an empty string; `record` the
    identifier if it could be read; `message` says what is wrong, `fix` what to do.
    """

    place: Place
    rule: str
    message: str
    fix: str
    field: str = ""
    record: str = ""

    def as_dict(self) -> dict[str, str | int]:
        """The problem as plain values, for JSON reports and the service's answers."""
        return {
            "file": self.place.file,
            "sheet": self.place.sheet,
            "row": self.place.row,
            "line": self.place.line,
            "column": self.place.column,
            "record": self.record,
            "field": self.field,
            "rule": self.rule,
            "message": self.message,
            "fix": self.fix,
        }
