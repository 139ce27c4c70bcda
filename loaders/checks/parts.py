"""Parts of one record that say the same: they would be one statement in the graph, and the evidence of one be lost."""

from __future__ import annotations

from collections.abc import Iterator

from practice_atlas.loaders.checks.records import Records
from practice_atlas.ontology.model import Part, Record
from practice_atlas.ontology.parts import part_identifier
from practice_atlas.ontology.problems import Problem
from practice_atlas.ontology.shape import parts_of


def check_parts(records: Records) -> Iterator[Problem]:
    """A problem for each part that repeats an earlier one of its record, evidence aside."""
    for record in records.valid.values():
        for shape in parts_of(type(record)):
            parts: tuple[Part, ...] = getattr(record, shape.name)
            if len(parts) > 1:
                yield from _repeated(record, shape.name, parts, records)


def _repeated(record: Record, field: str, parts: tuple[Part, ...], records: Records) -> Iterator[Problem]:
    seen: set[str] = set()
    written = records.raws[record.id].values[field]
    for part, raw in zip(parts, written, strict=True):
        identifier = part_identifier(record, part)
        if identifier in seen:
            message = f"{record.id} says the same in an earlier one of its {field}"
            fix = "Make the two one, with the evidence of both."
            yield Problem(raw.place(), "part.twice", message, fix, field=field, record=record.id)
        seen.add(identifier)
