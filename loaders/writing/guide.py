"""What a template tells the person who fills it in."""

from __future__ import annotations

from typing import Final

from practice_atlas.loaders.formats.rows import HELP
from practice_atlas.ontology.shape import FieldShape

READ_ME_LINES: Final = (
    "How to fill this in",
    "One table per kind of record, one row per record. The first row has the names of the fields and stays as it is.",
    f"The row that starts with {HELP} explains each field. It is not read; you may delete it.",
    "Start with the table dataset (one row), then sources and evidence, then what the sources tell.",
    "Leave empty what a source does not say. Nothing is guessed, and nothing should be.",
    "Identifiers (id) are yours to choose: the kind, a colon, small letters, digits and hyphens, as in city:saida-lb.",
    "Where another record is named, write its identifier or its name: Saida, or Tripoli (Libya) where there are two.",
    "Several values in one cell are parted by semicolons. A semicolon inside a value is written \\;",
    "Names in other languages end in @ and the language: صيدا@ar; Saïda@fr",
    "Dates are as precise as the source: 2024, 2024-01, 2024-01-17, 2024-09/2025-06 (from, to), 2024~ (about).",
    "Write dates into cells formatted as text, as they are here: a spreadsheet turns Jan 2024 into 1 January 2024.",
    "Tables of parts (offices, participations, outcomes, stages, partnership_states) name their record first.",
    "Then run: practice-atlas check FILE. It lists everything that is wrong, with its cell and how to mend it.",
)

_EXAMPLES: Final = {
    "name": "صيدا@ar; Saïda@fr",
    "date": "2024-01",
    "integer": "12000",
    "decimal": "33.56",
}


def help_of(shape: FieldShape) -> str:
    """The help below a field's heading."""
    notes = [shape.description]
    if shape.required:
        notes.append("Must be filled in.")
    if shape.kinds:
        notes.append(f"Names a {' or '.join(shape.kinds)}.")
    if shape.vocabulary is not None:
        notes.append(f"One of: {', '.join(shape.vocabulary)}.")
    if shape.many:
        notes.append("Several parted by ;")
    elif shape.type in _EXAMPLES:
        notes.append(f"For example {_EXAMPLES[shape.type]}.")
    return " ".join(notes)


def owner_help(kind: str) -> str:
    """The help below the heading of the column that names a part's record."""
    return f"The {kind} that this row belongs to: its identifier or name. Must be filled in."
