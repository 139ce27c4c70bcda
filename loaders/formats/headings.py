"""The headings of a table: which column holds which field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from practice_atlas.loaders.names.parts import ownership_of
from practice_atlas.loaders.raw import Origin
from practice_atlas.ontology.model.base import Model, Part
from practice_atlas.ontology.problems import Problem
from practice_atlas.ontology.shape import FieldShape, fields_of


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a data set: its model and its headings, the owner's column first where rows are parts."""

    model: type[Model]

    @property
    def owner_heading(self) -> str:
        """The heading of the column that names the owner; empty for tables of records."""
        return ownership_of(self.model).heading if issubclass(self.model, Part) else ""

    @property
    def shapes(self) -> tuple[FieldShape, ...]:
        """The fields that have a column; parts have a table instead."""
        return tuple(shape for shape in fields_of(self.model) if shape.type != "part")

    @property
    def headings(self) -> list[str]:
        """All headings, in order."""
        names = [shape.name for shape in self.shapes]
        return [self.owner_heading, *names] if self.owner_heading else names

    @property
    def required(self) -> list[str]:
        """The headings that must be there."""
        names = [shape.name for shape in self.shapes if shape.required]
        return [self.owner_heading, *names] if self.owner_heading else names


@dataclass(slots=True)
class Headings:
    """The columns of a table as they were found.

    `names` has the field of each column, empty where there is none; `blank` are the columns without any heading.
    """

    names: list[str]
    blank: list[int] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_headings(cells: Sequence[str], table: Table, origin: Origin, at: int) -> Headings:
    """The columns that a heading row announces. Case and blanks do not matter: *Flow kind* is `flow_kind`."""
    written = [" ".join(cell.split()) for cell in cells]
    names = ["_".join(cell.lower().split()) for cell in written]
    headings = Headings([name if name in table.headings else "" for name in names])
    headings.problems += _unknown_or_repeated(written, names, table, origin, at)
    headings.blank = [index for index, name in enumerate(names) if not name]
    headings.missing = [name for name in table.required if name not in names]
    for name in headings.missing:
        fix = f"Add a column headed {name}."
        headings.problems.append(
            Problem(origin.place(at), "heading.missing", f"the column {name} is missing", fix, field=name)
        )
    return headings


def _unknown_or_repeated(
    written: Sequence[str], names: Sequence[str], table: Table, origin: Origin, at: int
) -> Iterator[Problem]:
    for index, (shown, name) in enumerate(zip(written, names, strict=True)):
        place = origin.place(at, shown)
        if name in names[:index] and name:
            message, fix = f"two columns are headed {shown}", "Keep one of them."
            yield Problem(place, "heading.duplicate", message, fix, field=name)
        elif name and name not in table.headings:
            close = get_close_matches(name, table.headings, 1, 0.6)
            fix = f"Did you mean {close[0]}?" if close else f"The headings are {', '.join(table.headings)}."
            message = f"no field of {table.model.table} is called {shown!r:.60}"
            yield Problem(place, "heading.unknown", message, fix)
