"""What a record is called where people read it, also where it has no name of its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch

from practice_atlas.ontology.countries import country_name
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import (
    Evidence,
    Intention,
    LearningFlow,
    Membership,
    Record,
    Source,
    Statement,
    Waiver,
)
from practice_atlas.ontology.model.base import Named

Records = Mapping[str, Record]


@singledispatch
def name_of(record: Record, _records: Records) -> str:
    """The record's name in English; `records` are looked into for the names of what it refers to."""
    return record.id


@name_of.register
def _named(record: Named, _records: Records) -> str:
    return record.name


@name_of.register
def _source(record: Source, _records: Records) -> str:
    return record.title


@name_of.register
def _evidence(record: Evidence, _records: Records) -> str:
    return record.says


@name_of.register
def _flow(record: LearningFlow, records: Records) -> str:
    learner = record.unnamed_learner or called(record.learner, records)
    teacher = record.unnamed_teacher or called(record.teacher, records)
    return f"{learner} learned from {teacher}: {called(record.practice or record.theme, records)}"


@name_of.register
def _membership(record: Membership, records: Records) -> str:
    return f"{called(record.actor, records)}, {record.role.label} of {called(record.organisation, records)}"


@name_of.register
def _intention(record: Intention, _records: Records) -> str:
    return record.summary


@name_of.register
def _statement(record: Statement, records: Records) -> str:
    return f"{record.field} of {called(record.about, records)}: {record.value}"


@name_of.register
def _waiver(record: Waiver, _records: Records) -> str:
    return record.reason


def called(identifier: str | None, records: Records) -> str:
    """What a reference is called: its name where it has one, else the identifier."""
    if identifier is None:
        return "nobody named"
    if kind_of(identifier) == "country":
        return country_name(identifier.partition(":")[2])
    found = records.get(identifier)
    return found.name if isinstance(found, Named) else identifier
