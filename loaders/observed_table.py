"""What all tables of observations share: columns of any name, rows with their places, dates, every problem at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from practice_atlas.loaders.formats.csv_rows import Row, delimiter_of, rows_of
from practice_atlas.loaders.formats.text_file import read_text
from practice_atlas.ontology.dates import When
from practice_atlas.ontology.errors import InputError
from practice_atlas.ontology.problems import Place, Problem

#: Problems that are told of one file; whoever has more has one fault in all rows.
MOST: Final = 1_000

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a row by what they hold, and the place of each."""

    given: Mapping[str, str]
    places: Mapping[str, Place]

    def empty(self, *, allowed: Collection[str] = ()) -> list[Problem]:
        """A problem for each cell that has to be filled in and is not."""
        return [
            Problem(self.places[what], "table.empty", f"there is no {what}", "Fill it in, or take the row out.", what)
            for what, text in self.given.items()
            if not text and what not in allowed
        ]


def read_table(
    path: Path, columns: Mapping[str, str], read: Callable[[Cells], Read | list[Problem]]
) -> tuple[list[Read], list[Problem]]:
    """What `read` makes of each row, and every problem; `columns` are headings by what stands under them.

    Raises InputError where the file is no text.
    """
    text = read_text(path, path.name)
    if isinstance(text, Problem):
        raise InputError([text])
    known = {"_".join(heading.lower().split()) for heading in columns.values()}
    rows = rows_of(text, delimiter_of(text.partition("\n")[0], known) or ",")
    headings = [cell.strip() for cell in next(rows).cells]
    problems = [*_headings(path.name, headings, columns)]
    found: list[Read] = []
    for row in () if problems else rows:
        cells = _cells(path.name, row, headings, columns)
        made = [cells] if isinstance(cells, Problem) else read(cells)
        if isinstance(made, list):
            problems += made
        else:
            found.append(made)
        if len(problems) >= MOST:
            break
    return found, problems


def days(text: str, where: Place, today: date, fix: str) -> tuple[date, date] | Problem:
    """The first and the last day that a date can mean, or what is wrong with it."""
    try:
        when = When.parse(text)
    except ValueError as error:
        return Problem(where, "date.form", str(error), fix, field="date")
    if when.earliest is None or when.latest is None:
        return Problem(where, "date.open", f"{text!r} has no beginning or no end", fix, field="date")
    if when.earliest > today:
        fix = "Take out what has not happened, or mend the date."
        return Problem(where, "date.future", f"{text!r} is still to come", fix, field="date")
    return when.earliest, when.latest


def _headings(name: str, headings: Sequence[str], columns: Mapping[str, str]) -> Iterator[Problem]:
    for what, heading in columns.items():
        if headings.count(heading) != 1:
            there = "stands there more than once" if heading in headings else "is not there"
            yield Problem(
                Place(name, line=1, column=heading),
                "table.column",
                f"the column {heading!r} for the {what} {there}; there are {', '.join(map(repr, headings))}",
                f"Name the column with --{what}, or mend the first line.",
                field=what,
            )


def _cells(name: str, row: Row, headings: Sequence[str], columns: Mapping[str, str]) -> Cells | Problem:
    if row.error or len(row.cells) != len(headings):
        message = row.error or f"{len(row.cells)} cells where there are {len(headings)} headings"
        fix = "Give every row as many cells as there are headings; a delimiter in a text needs quotation marks."
        return Problem(Place(name, line=row.line), "table.row", message, fix)
    at = {what: headings.index(heading) for what, heading in columns.items()}
    return Cells(
        {what: row.cells[place].strip() for what, place in at.items()},
        {what: Place(name, line=row.line, column=headings[place]) for what, place in at.items()},
    )
