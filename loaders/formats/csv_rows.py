"""Rows of CSV text with the line each starts at. The delimiter is the one that makes the headings known."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

#: What spreadsheets write, depending on the language they run in.
DELIMITERS: Final = (",", ";", "\t")
_REFUSED: Final = ("|", ":")


@dataclass(frozen=True, slots=True)
class Row:
    """A row and its first line; `error` says why it could not be read."""

    line: int
    cells: list[str]
    error: str = ""


def delimiter_of(first_line: str, headings: Collection[str]) -> str:
    """The delimiter of a table with these headings; empty if several fit alike or only one that is not read fits."""
    known = {mark: _known(first_line, mark, headings) for mark in (*DELIMITERS, *_REFUSED)}
    most = max(known.values())
    best = [mark for mark, count in known.items() if count == most]
    if most == 0 or len(best) == len(known):
        return DELIMITERS[0]
    return best[0] if len(best) == 1 and best[0] in DELIMITERS else ""


def rows_of(text: str, delimiter: str) -> Iterator[Row]:
    """The rows that are not blank. After a row that cannot be read, the next line starts another."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(line, [], str(error))
            continue
        if any(cell.strip() for cell in cells):
            yield Row(line, cells)


def _known(first_line: str, delimiter: str, headings: Collection[str]) -> int:
    cells = [cell.strip().strip('"').strip() for cell in first_line.split(delimiter)]
    return sum("_".join(cell.lower().split()) in headings for cell in cells)
