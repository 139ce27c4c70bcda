"""Tables of what was observed elsewhere, for back-tests: who took up which practice when, in columns of any name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from practice_atlas.loaders.formats.csv_rows import DELIMITERS, Row, rows_of
from practice_atlas.loaders.formats.text_file import read_text
from practice_atlas.ontology.errors import InputError
from practice_atlas.ontology.problems import Place, Problem

_DAY: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
#: Problems that are told of one file; whoever has more has one fault in all rows.
_MOST: Final = 1_000


@dataclass(frozen=True, slots=True)
class AdoptionColumns:
    """The headings under which a table has what is needed; `theme` where it has one."""

    actor: str = "actor"
    practice: str = "practice"
    date: str = "date"
    theme: str | None = None

    def named(self) -> dict[str, str]:
        """Headings by what they hold."""
        told = {"actor": self.actor, "practice": self.practice, "date": self.date, "theme": self.theme}
        return {name: heading for name, heading in told.items() if heading}


@dataclass(frozen=True, slots=True)
class ObservedAdoption:
    """A row of the table."""

    actor: str
    practice: str
    year: int
    theme: str = ""


def read_adoptions(path: Path, columns: AdoptionColumns, *, today: date) -> list[ObservedAdoption]:
    """All rows of a table of adoptions. Raises InputError with every problem of the file."""
    text = read_text(path, path.name)
    if isinstance(text, Problem):
        raise InputError([text])
    found, problems = _read(path.name, text, columns, today)
    if not problems:
        problems = [*_too_little(path.name, found)]
    if problems:
        raise InputError(problems)
    return found


def _read(name: str, text: str, columns: AdoptionColumns, today: date) -> tuple[list[ObservedAdoption], list[Problem]]:
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    rows = rows_of(text, delimiter)
    headings = [cell.strip() for cell in next(rows).cells]
    problems = [*_headings(name, headings, columns)]
    if problems:
        return [], problems
    places = {what: headings.index(heading) for what, heading in columns.named().items()}
    found: list[ObservedAdoption] = []
    for row in rows:
        wrong = [*_row(name, row, headings, places, today)]
        problems += wrong
        if len(problems) >= _MOST:
            break
        if not wrong:
            given = {what: row.cells[place].strip() for what, place in places.items()}
            found.append(
                ObservedAdoption(given["actor"], given["practice"], int(given["date"][:4]), given.get("theme", ""))
            )
    return found, problems


def _headings(name: str, headings: Sequence[str], columns: AdoptionColumns) -> Iterator[Problem]:
    for what, heading in columns.named().items():
        if headings.count(heading) != 1:
            there = "stands there more than once" if heading in headings else "is not there"
            yield Problem(
                Place(name, line=1, column=heading),
                "table.column",
                f"the column {heading!r} for the {what} {there}; there are {', '.join(map(repr, headings))}",
                f"Name the column with --{what}, or mend the first line.",
                field=what,
            )


def _row(name: str, row: Row, headings: Sequence[str], places: Mapping[str, int], today: date) -> Iterator[Problem]:
    if row.error or len(row.cells) != len(headings):
        message = row.error or f"{len(row.cells)} cells where there are {len(headings)} headings"
        fix = "Give every row as many cells as there are headings; a delimiter in a text needs quotation marks."
        yield Problem(Place(name, line=row.line), "table.row", message, fix)
        return
    for what, place in places.items():
        text = row.cells[place].strip()
        where = Place(name, line=row.line, column=headings[place])
        if not text and what != "theme":
            yield Problem(where, "table.empty", f"there is no {what}", "Fill it in, or take the row out.", field=what)
        elif what == "date" and (wrong := _wrong_date(text, today)):
            yield Problem(where, *wrong, field=what)


def _wrong_date(text: str, today: date) -> tuple[str, str, str] | None:
    """Rule, message and fix."""
    matched = _DAY.fullmatch(text)
    fix = "Write a year, or a day as YYYY-MM-DD."
    if not matched:
        return "date.form", f"{text[:40]!r} is no year and no day", fix
    year, month, day = int(matched[1]), int(matched[2] or 1), int(matched[3] or 1)
    try:
        begins = date(year, month, day)
    except ValueError:
        return "date.impossible", f"there is no day {text!r}", fix
    if begins > today:
        return "date.future", f"{text!r} is still to come", "Take out what has not happened, or mend the date."
    return None


def _too_little(name: str, found: Sequence[ObservedAdoption]) -> Iterator[Problem]:
    actors, practices = len({item.actor for item in found}), len({item.practice for item in found})
    if actors < 2 or practices < 2:
        yield Problem(
            Place(name),
            "table.one-class",
            f"{actors} actors and {practices} practices: there is nobody to tell apart",
            "Give adoptions of several practices by several actors.",
        )
