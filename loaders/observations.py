"""Tables of what was observed elsewhere, for back-tests: who took up which practice when, in columns of any name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from practice_atlas.loaders.formats.csv_rows import Row, delimiter_of, rows_of
from practice_atlas.loaders.formats.text_file import read_text
from practice_atlas.ontology.adoption import Adoption
from practice_atlas.ontology.dates import When
from practice_atlas.ontology.errors import InputError
from practice_atlas.ontology.problems import Place, Problem

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


def read_adoptions(path: Path, columns: AdoptionColumns, *, today: date) -> list[Adoption]:
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


def _read(name: str, text: str, columns: AdoptionColumns, today: date) -> tuple[list[Adoption], list[Problem]]:
    known = {"_".join(heading.lower().split()) for heading in columns.named().values()}
    rows = rows_of(text, delimiter_of(text.partition("\n")[0], known) or ",")
    headings = [cell.strip() for cell in next(rows).cells]
    problems = [*_headings(name, headings, columns)]
    if problems:
        return [], problems
    places = {what: headings.index(heading) for what, heading in columns.named().items()}
    found: list[Adoption] = []
    for row in rows:
        read = _row(name, row, headings, places, today)
        if isinstance(read, Adoption):
            found.append(read)
        else:
            problems += read
        if len(problems) >= _MOST:
            break
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


def _row(
    name: str, row: Row, headings: Sequence[str], places: Mapping[str, int], today: date
) -> Adoption | list[Problem]:
    if row.error or len(row.cells) != len(headings):
        message = row.error or f"{len(row.cells)} cells where there are {len(headings)} headings"
        fix = "Give every row as many cells as there are headings; a delimiter in a text needs quotation marks."
        return [Problem(Place(name, line=row.line), "table.row", message, fix)]
    given = {what: row.cells[place].strip() for what, place in places.items()}
    where = {what: Place(name, line=row.line, column=headings[place]) for what, place in places.items()}
    problems = [
        Problem(where[what], "table.empty", f"there is no {what}", "Fill it in, or take the row out.", field=what)
        for what, text in given.items()
        if not text and what != "theme"
    ]
    year = _year(given["date"], where["date"], today) if given["date"] else 0
    if isinstance(year, Problem):
        problems.append(year)
    elif not problems:
        return Adoption(given["actor"], given["practice"], year, given.get("theme", ""))
    return problems


def _year(text: str, where: Place, today: date) -> int | Problem:
    """The one year in which a date lies, or what is wrong with it."""
    fix = "Write a year, or a day as YYYY-MM-DD."
    try:
        when = When.parse(text)
    except ValueError as error:
        return Problem(where, "date.form", str(error), fix, field="date")
    if when.earliest is None or when.latest is None or when.earliest.year != when.latest.year:
        return Problem(where, "date.year", f"{text!r} lies in no single year", fix, field="date")
    if when.earliest > today:
        fix = "Take out what has not happened, or mend the date."
        return Problem(where, "date.future", f"{text!r} is still to come", fix, field="date")
    return when.earliest.year


def _too_little(name: str, found: Sequence[Adoption]) -> Iterator[Problem]:
    actors, practices = len({item.actor for item in found}), len({item.practice for item in found})
    if actors < 2 or practices < 2:
        yield Problem(
            Place(name),
            "table.one-class",
            f"{actors} actors and {practices} practices: there is nobody to tell apart",
            "Give adoptions of several practices by several actors.",
        )
