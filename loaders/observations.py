"""Tables of what was observed elsewhere, for back-tests: who took up which practice when, in columns of any name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from practice_atlas.loaders.observed_table import Cells, days, read_table
from practice_atlas.ontology.adoption import Adoption
from practice_atlas.ontology.errors import InputError
from practice_atlas.ontology.problems import Place, Problem


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
    found, problems = read_table(path, columns.named(), lambda cells: _row(cells, today))
    problems = problems or [*_too_little(path.name, found)]
    if problems:
        raise InputError(problems)
    return found


def _row(cells: Cells, today: date) -> Adoption | list[Problem]:
    given = cells.given
    problems = cells.empty(allowed=["theme"])
    year = _year(given["date"], cells.places["date"], today) if given["date"] else 0
    if isinstance(year, Problem):
        problems.append(year)
    elif not problems:
        return Adoption(given["actor"], given["practice"], year, given.get("theme", ""))
    return problems


def _year(text: str, where: Place, today: date) -> int | Problem:
    """The one year in which a date lies, or what is wrong with it."""
    fix = "Write a year, or a day as YYYY-MM-DD."
    found = days(text, where, today, fix)
    if isinstance(found, Problem):
        return found
    if found[0].year != found[1].year:
        return Problem(where, "date.year", f"{text!r} lies in no single year", fix, field="date")
    return found[0].year


def _too_little(name: str, found: Sequence[Adoption]) -> Iterator[Problem]:
    actors, practices = len({item.actor for item in found}), len({item.practice for item in found})
    if actors < 2 or practices < 2:
        yield Problem(
            Place(name),
            "table.one-class",
            f"{actors} actors and {practices} practices: there is nobody to tell apart",
            "Give adoptions of several practices by several actors.",
        )
