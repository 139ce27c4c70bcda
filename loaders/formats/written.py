"""Records that are at hand as plain JSON values rather than in a file: those of a graph, or of a request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from practice_atlas.loaders.formats.document import model_of, raw_at
from practice_atlas.loaders.raw import Raw, Reading
from practice_atlas.ontology.dataset import DatasetInfo
from practice_atlas.ontology.model import BY_KIND
from practice_atlas.ontology.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class WrittenRecord:
    """A record as plain JSON values; `file` and `pointer` (RFC 6901) are where a problem with it is said to be."""

    file: str
    pointer: str
    values: Mapping[str, Any]


def reading_of(info: Mapping[str, Any], records: Iterable[WrittenRecord]) -> Reading:
    """All of them as if they had been read from a file."""
    reading = Reading(info=raw_at(DatasetInfo, info, str(info.get("id")), "/dataset"))
    for record in records:
        raw = _raw(record)
        if isinstance(raw, Raw):
            reading.records.append(raw)
        else:
            reading.problems.append(raw)
            reading.unread |= set(BY_KIND)
    return reading


def _raw(record: WrittenRecord) -> Raw | Problem:
    model = model_of(record.values.get("id"))
    if model is not None:
        return raw_at(model, record.values, record.file, record.pointer)
    return Problem(
        Place(record.file, column=f"{record.pointer}/id"),
        "identifier.form",
        "the identifier does not say what kind of record this is",
        f"Write what it is before a colon, for example city:example-one. There are {', '.join(BY_KIND)}.",
        field="id",
    )
