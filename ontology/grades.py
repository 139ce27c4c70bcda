"""How well a statement is supported: the grade, derived from its sources and from who is a party to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.links import targets
from practice_atlas.ontology.model import Evidence, Institution, Person, Record, Source
from practice_atlas.ontology.vocabularies import Grade, SourceKind

_PARTIES: Final = frozenset(("city", "institution", "person"))


def grade(record: Record, evidence: Iterable[str], records: Mapping[str, Record]) -> Grade | None:
    """The grade of a statement (data-model: A evaluation, B two sources, C one source, D a party says so), None
    uncited.

    A party is any actor that the record names, and the bodies it is part of; a source speaks for its publisher, or,
    where it quotes somebody, for the organisations in which that person held an office.
    """
    evidence = tuple(evidence)
    if not evidence:
        return None
    parties = _parties(record, records)
    voices: set[str] = set()
    evaluated = cited = False
    for identifier in evidence:
        found = records.get(identifier)
        source = records.get(found.source) if isinstance(found, Evidence) else None
        if not isinstance(found, Evidence) or not isinstance(source, Source):
            continue
        cited = True
        speakers = _speakers(found, source, records)
        if speakers & parties:
            continue
        evaluated = evaluated or source.source_kind is SourceKind.INDEPENDENT_EVALUATION
        voices.add(source.publisher or source.id)
    if not cited:
        return None
    if evaluated:
        return Grade.A
    return Grade.D if not voices else Grade.B if len(voices) > 1 else Grade.C


def _parties(record: Record, records: Mapping[str, Record]) -> set[str]:
    named = {target for target in targets(record) if kind_of(target) in _PARTIES}
    named.add(record.id)
    return named | {body for party in named for body in _above(party, records)}


def _speakers(evidence: Evidence, source: Source, records: Mapping[str, Record]) -> set[str]:
    speakers = {source.publisher} if source.publisher else set()
    speaker = records.get(evidence.speaker) if evidence.speaker else None
    if isinstance(speaker, Person):
        speakers |= {speaker.id, *(office.organisation for office in speaker.offices)}
    return speakers


def _above(identifier: str, records: Mapping[str, Record]) -> Iterable[str]:
    seen = {identifier}
    record = records.get(identifier)
    while isinstance(record, Institution) and record.parent and record.parent not in seen:
        seen.add(record.parent)
        record = records.get(record.parent)
    return seen
