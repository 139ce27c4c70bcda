"""Identifiers that occur twice. The first record of an identifier stays, the others are reported and set aside."""

from __future__ import annotations

from collections.abc import Iterator

from practice_atlas.loaders.raw import Raw, Reading
from practice_atlas.ontology.problems import Problem


def set_aside_duplicates(reading: Reading) -> Iterator[Problem]:
    """Yields a problem for each repeated identifier, and leaves one record of each in the reading."""
    first: dict[str, Raw] = {}
    kept = []
    for record in reading.records:
        identifier = record.id
        earlier = first.setdefault(identifier, record) if identifier else record
        if earlier is record:
            kept.append(record)
        else:
            yield _problem(record, earlier)
    reading.records = kept


def _problem(record: Raw, earlier: Raw) -> Problem:
    where = f"stands already in {earlier.place('id')}"
    if _content(record) == _content(earlier):
        return record.problem("id", "identifier.duplicate", f"{record.id} {where}, the same", "Remove one of the two.")
    fix = "Give one of the two another identifier or, if they are the same thing, make them one record."
    return record.problem("id", "identifier.conflict", f"{record.id} {where}, with different content", fix)


def _content(raw: Raw) -> dict[str, object]:
    return {
        name: [_content(item) if isinstance(item, Raw) else item for item in value]
        if isinstance(value, list)
        else value
        for name, value in raw.values.items()
    }
