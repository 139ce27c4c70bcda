"""Records → relationships and the nodes of their parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from practice_atlas.graph import layout
from practice_atlas.graph.projection import Projector, Properties, bounds, own_properties, without_nothing
from practice_atlas.ontology.audiences import part_level
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.links import own_links, parts
from practice_atlas.ontology.model import Implementation, LearningFlow, Part, Record
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.model.engagement import Outcome
from practice_atlas.ontology.parts import part_identifier
from practice_atlas.ontology.vocabularies import FlowState


class Arrow(NamedTuple):
    """A relationship to be: its type, its two ends (label and identifier each) and its properties."""

    type: str
    from_label: str
    start: str
    to_label: str
    end: str
    properties: dict[str, Any]


def part_rows(projector: Projector, record: Record) -> Iterator[tuple[str, Properties]]:
    """Label and properties of the parts of a record that are nodes of their own."""
    days = projector.chronology.history_days(record)
    for _, position, part in parts(record):
        if part.class_term.label:
            day = days[position]
            properties = _part_properties(projector, record, position, part) | {
                "id": part_identifier(record, part),
                "known_by": day.isoformat() if day else None,
            }
            yield part.class_term.label, without_nothing(properties)


def arrows_of(projector: Projector, record: Record) -> Iterator[Arrow]:
    """Every relationship that a record owns: its references, its parts, and what is derived from it."""
    yield from _references(record, record.class_term.label, record.id)
    for _, position, part in parts(record):
        label = part.class_term.label
        if label:
            identifier = part_identifier(record, part)
            arrow = layout.PART_ARROWS[label]
            yield Arrow(arrow, record.class_term.label, record.id, label, identifier, {})
            yield from _references(part, label, identifier)
        else:
            yield from _part_arrow(record, part, _part_properties(projector, record, position, part))
            yield from _cited_by_part(record, part)
    yield from _derived(projector, record)


def current_stage(implementation: Implementation, days: list[date | None]) -> tuple[str | None, str | None]:
    """The stage an implementation is at and since when: the last by day, then by place in the list."""
    if not implementation.stages:
        return None, None
    position = max(range(len(days)), key=lambda index: (days[index] or date.max, index))
    when = implementation.stages[position].when
    return implementation.stages[position].stage.value, when.text if when else None


def _references(model: Model, label: str, start: str) -> Iterator[Arrow]:
    for shape, target in own_links(model):
        yield Arrow(shape.arrow, label, start, layout.label_of(kind_of(target)), target, {})


def _part_properties(projector: Projector, record: Record, position: int, part: Part) -> Properties:
    level = part_level(part, projector.levels[record.id], projector.levels)
    return own_properties(part) | {"level": level, "position": position}


def _part_arrow(record: Record, part: Part, properties: Properties) -> Iterator[Arrow]:
    other = getattr(part, part.end)
    if other is None:  # an unnamed group stays in the record: a relationship needs two ends
        return
    cites = {"evidence": list(part.evidence)} if part.evidence else {}
    kind = layout.OUTCOMES[part.relation] if isinstance(part, Outcome) else layout.part_arrow(type(part))
    here, there = (record.class_term.label, record.id), (layout.label_of(kind_of(other)), other)
    (start_label, start), (end_label, end) = (there, here) if part.inverse else (here, there)
    yield Arrow(kind, start_label, start, end_label, end, without_nothing(properties | cites))


def _cited_by_part(record: Record, part: Part) -> Iterator[Arrow]:
    """A part that is an arrow cannot cite a node itself, so its record does, where it does not already."""
    for target in part.evidence:
        if target not in record.evidence:
            yield Arrow("CITES", record.class_term.label, record.id, "Evidence", target, {})


def _derived(projector: Projector, record: Record) -> Iterator[Arrow]:
    known_by = projector.chronology.known_by(record.id)
    shared = {
        "known_by": known_by.isoformat() if known_by else None,
        "level": projector.levels[record.id],
    }
    match record:
        case LearningFlow(state=FlowState.DONE, learner=str(learner), teacher=str(teacher)) if (
            kind_of(learner) == kind_of(teacher) == "city"
        ):
            about = {"flow": record.id, "practice": record.practice or record.theme, "kind": record.flow_kind.value}
            properties = without_nothing(about | bounds("", record.when) | shared)
            yield Arrow(layout.LEARNED_FROM, "City", learner, "City", teacher, properties)
        case Implementation(actor=str(actor)) if kind_of(actor) == "city":
            stage, since = current_stage(record, projector.chronology.history_days(record))
            properties = without_nothing({"implementation": record.id, "stage": stage, "since": since} | shared)
            yield Arrow(layout.PRACTISES, "City", actor, "Practice", record.practice, properties)
        case _:
            return
