"""Records as they stood in the input: text by field, with the place of each. All formats are read into these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.problems import Place, Problem
from practice_atlas.ontology.shape import FieldShape, fields_of


@dataclass(frozen=True, slots=True)
class Origin:
    """The file, and for workbooks the sheet, that a record stood in; knows how places in it are counted.

    In JSON `sheet` is the pointer (RFC 6901) to the record or part.
    """

    file: str
    counts: Literal["lines", "columns", "rows", "pointers"] = "lines"
    sheet: str = ""

    def place(self, at: int = 0, column: str = "") -> Place:
        """The place of a line (YAML), of a column in a line (CSV), of a cell (workbook) or of a value (JSON)."""
        if self.counts == "lines":
            return Place(self.file, line=at)
        if self.counts == "pointers":
            return Place(self.file, line=at, column=f"{self.sheet}/{escaped(column)}" if column else self.sheet)
        if self.counts == "columns":
            return Place(self.file, line=at, column=column)
        return Place(self.file, self.sheet, row=at, column=column)


def escaped(key: str) -> str:
    """A key as it stands in a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")


@dataclass(slots=True, eq=False)
class Raw:
    """One record or part before it is checked.

    `values` holds text, lists of text and lists of parts; `lines` how many lines below the record each field stands
    (YAML; shared between records that are laid out alike). `reported` are the fields that have a problem already: later
    steps say nothing more of them.
    """

    model: type[Model]
    values: dict[str, Any]
    origin: Origin
    at: int
    lines: Mapping[str, int] = field(default_factory=dict)
    reported: set[str] | None = None

    @property
    def id(self) -> str:
        """The identifier as written; empty if there is none."""
        written = self.values.get("id", "")
        return written if isinstance(written, str) else ""

    def place(self, name: str = "") -> Place:
        """Where the field stands, or the record if it does not stand there."""
        return self.origin.place(self.at + self.lines.get(name, 0), name)

    def problem(self, name: str, rule: str, message: str, fix: str, *, record: str = "") -> Problem:
        """A problem with this field, which counts as reported from now on. An empty name means the whole record."""
        self.silence(name)
        return Problem(self.place(name), rule, message, fix, field=name, record=record or self.id)

    def silence(self, name: str) -> None:
        """Marks the field as reported."""
        if self.reported is None:
            self.reported = set()
        self.reported.add(name)

    def is_silent(self, name: str) -> bool:
        """Whether the field has a problem already."""
        return self.reported is not None and name in self.reported

    def parts(self) -> Iterator[tuple[FieldShape, Raw]]:
        """The parts inside the record that could be read as such."""
        for shape in part_fields_of(self.model):
            values = self.values.get(shape.name)
            for part in values if isinstance(values, list) else ():
                if isinstance(part, Raw):
                    yield shape, part

    def texts(self, name: str) -> list[str]:
        """The text or texts in a field, whatever was expected there."""
        value = self.values.get(name)
        values = value if isinstance(value, list) else [value]
        return [text for text in values if isinstance(text, str)]


@cache
def part_fields_of(model: type[Model]) -> tuple[FieldShape, ...]:
    """The fields that hold parts; none for parts themselves."""
    return tuple(shape for shape in fields_of(model) if shape.type == "part")


@dataclass(slots=True, eq=False)
class PartRow:
    """A part that stood in a table of its own, with the text that names its owner."""

    owner: str
    raw: Raw


@dataclass(slots=True)
class Reading:
    """All that could be read of a data set, before any check.

    `lost` are identifiers of records that could not be read, `unread` the kinds of which records without a readable
    identifier were lost: what refers to them is not reported as unknown. `unread_parts` are the kinds whose parts could
    not all be read, `orphans` the parts whose record is not to be found; `gaps` says that some cell could not be read.
    """

    info: Raw | None = None
    records: list[Raw] = field(default_factory=list)
    part_rows: list[PartRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    unread_parts: set[str] = field(default_factory=set)
    orphans: list[Raw] = field(default_factory=list)
    gaps: bool = False

    @property
    def complete(self) -> bool:
        """Whether nothing was lost on the way, so that the absence of something means that it is not there."""
        return not (self.lost or self.unread or self.unread_parts or self.gaps)
