"""Evidence: every statement cites some, and none stands there that nobody cites."""

from __future__ import annotations

from collections.abc import Iterator

from practice_atlas.loaders.checks.records import Records
from practice_atlas.loaders.raw import Raw
from practice_atlas.ontology.model import Evidence, Part, Record
from practice_atlas.ontology.problems import Problem
from practice_atlas.ontology.shape import fields_of, parts_of


def check_citations(records: Records) -> Iterator[Problem]:
    """Statements without evidence, and evidence without a statement."""
    for record in records.valid.values():
        if record.must_cite and not _cites(record) and not _hidden(record, records):
            fix = "Name the evidence of the record, or evidence of each of its parts."
            yield records.problem(record, "evidence", "evidence.missing", "a statement that cites no evidence", fix)
    if records.complete:
        yield from _uncited(records)


def _hidden(record: Record, records: Records) -> bool:
    """Whether its evidence may stand in what could not be read."""
    return record.kind in records.unread_parts or records.raws[record.id].is_silent("evidence")


def _cites(record: Record) -> bool:
    parts = list(_parts(record))
    return bool(record.evidence) or (bool(parts) and all(part.evidence for part in parts))


def _parts(record: Record) -> Iterator[Part]:
    for shape in parts_of(type(record)):
        yield from getattr(record, shape.name)


def _uncited(records: Records) -> Iterator[Problem]:
    cited = {identifier for record in records.valid.values() for identifier in _cited_by(record)}
    for raw in records.failed:
        cited.update(_cited_by_raw(raw))
    for evidence in records.every(Evidence):
        if evidence.id not in cited:
            fix = "Cite it in a record; or, if nothing needs to be recorded of the passage, make it a waiver."
            yield records.problem(evidence, "id", "evidence.unused", "no record cites this evidence", fix)


def _cited_by(record: Record) -> Iterator[str]:
    yield from record.evidence
    for part in _parts(record):
        yield from part.evidence


def _cited_by_raw(raw: Raw) -> Iterator[str]:
    """What a record cites that the model refused; its evidence is not to be reported as unused as well."""
    for shape in fields_of(raw.model):
        if shape.name == "evidence":
            yield from raw.texts("evidence")
    for _, part in raw.parts():
        yield from _cited_by_raw(part)
