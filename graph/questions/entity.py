"""Everything known of one city, institution, practice, engagement, or any other record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from practice_atlas.graph.catalogue import reading
from practice_atlas.graph.catalogue.reading import told_of
from practice_atlas.graph.layout import label_of
from practice_atlas.graph.questions.answers import CitedRecord, EntityAnswer, EvidenceAnswer
from practice_atlas.graph.questions.chosen import EVERYTHING, Chosen
from practice_atlas.graph.questions.conflicts import conflicts
from practice_atlas.graph.questions.paging import FIRST, Page, slice_of
from practice_atlas.graph.questions.timeline import TELLING, by_then, read, timeline
from practice_atlas.graph.reading import Found, Reader
from practice_atlas.ontology.links import links
from practice_atlas.ontology.model import Record, Statement


def entity(
    reader: Reader,
    identifier: str,
    *,
    as_of: date | None = None,
    kinds: Collection[str] = TELLING,
    chosen: Chosen = EVERYTHING,
    page: Page = FIRST,
) -> EntityAnswer:
    """Everything the audience may know of a record, with a page of what chosen records of these kinds tell about it.

    Raises UnknownEntityError, and QuestionError for a page that is not one of this answer.
    """
    own = reader.get(identifier)
    keys = timeline(reader, own, identifier, kinds)
    if chosen:
        wanted = chosen.passing(reader, (record for _, record in keys), as_of)
        keys = [key for key in keys if key[1] in wanted]
    told_by_then, left_out = by_then(keys, as_of)
    shown = slice_of(told_by_then, page, key=tuple)
    entries = read(reader, identifier, shown.items, as_of)
    told = [item.record for item in reader.found(reader.rows(told_of(label_of(own.record.kind)), id=identifier))]
    disagreeing = conflicts(reader, own.record, [record for record in told if isinstance(record, Statement)])
    cited = {item for entry in entries for item in entry.evidence} | _own_evidence(own)
    cited |= {item for conflict in disagreeing for item in conflict.evidence}
    return EntityAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        left_out=left_out,
        evidence=reader.evidence(cited),
        **shown.place,
        thing=reader.thing(identifier),
        record=own.record,
        related={field: tuple(reader.things(targets).values()) for field, targets in _related(own.record).items()},
        entries=tuple(entries),
        conflicts=disagreeing,
    )


def evidence(reader: Reader, identifier: str, *, source_text: str | None = None) -> EvidenceAnswer:
    """A piece of evidence and what it supports;

    with the source's text at hand, the quotation. Raises UnknownEntityError.
    """
    own = reader.get(identifier)
    (place,) = reader.evidence([own.record.id])
    found = {item.record.id: item.record for item in reader.around(identifier)}
    for part, label in (("StageAssertion", "Implementation"), ("PartnershipAssertion", "Partnership")):
        rows = reader.rows(reading.through_parts(part, label), id=identifier)
        found |= {item.record.id: item.record for item in reader.found(rows)}
    quotation = None
    if source_text is not None and own.start is not None and own.end is not None:
        quotation = source_text[own.start : own.end]
    named = reader.things(found)
    return EvidenceAnswer(
        revision=reader.revision().number,
        evidence=(place,),
        place=place,
        quotation=quotation,
        supports=tuple(
            CitedRecord(id=key, kind=record.kind, name=named[key].name) for key, record in sorted(found.items())
        ),
    )


def _related(record: Record) -> dict[str, list[str]]:
    related: dict[str, list[str]] = defaultdict(list)
    for link in links(record):
        if link.shape.name != "evidence":
            related[link.shape.name].append(link.target)
    return related


def _own_evidence(own: Found) -> set[str]:
    return {link.target for link in links(own.record) if link.shape.name == "evidence"}
