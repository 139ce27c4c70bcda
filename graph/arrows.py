"""Records → relationships and the nodes of their parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from practice_atlas.graph import layout
from practice_atlas.graph.projection import Projector, Properties, bounds, own_properties, without_nothing
from practice_atlas.graph.sights import Sight, as_told
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
    level = projector.levels[record.id]
    levels = [part_level(part, level, projector.levels) for _, _, part in parts(record)]
    for _, position, part in parts(record):
        if part.class_term.label:
            day = partial(_day_of_part, record.id, levels[:position])
            properties = _part_properties(projector, record, position, part) | {
                "id": part_identifier(record, part),
                **as_told(projector.sights, levels[position], "known_by", day),
            }
            yield part.class_term.label, without_nothing(properties)


def _day_of_part(owner: str, before: Sequence[int], sight: Sight) -> str | None:
    """The day of a stage or state, which has parts of these levels before it; not everybody sees all of them."""
    place = sum(level <= sight.audience.level for level in before)
    return sight.days(owner)[place] or None


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
            yield from _cited_by_part(projector, record, part)
    yield from _derived(projector, record)


def _current(sight: Sight, identifier: str, what: str) -> str | None:
    """The stage an implementation is at or since when: that of the last by day, then by place in the list."""
    record = sight.records[identifier]
    days = sight.days(identifier)
    if not isinstance(record, Implementation) or not record.stages:
        return None
    stage = record.stages[max(range(len(days)), key=lambda place: (days[place] or date.max.isoformat(), place))]
    return stage.stage.value if what == "stage" else stage.when.text if stage.when else None


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


def _cited_by_part(projector: Projector, record: Record, part: Part) -> Iterator[Arrow]:
    """A part that is an arrow cannot cite a node itself, so its record does, where it does not already; as closed as
    the part, where that is more closed than the record."""
    level = part_level(part, projector.levels[record.id], projector.levels)
    closed = {"level": level} if level > projector.levels[record.id] else {}
    for target in part.evidence:
        if target not in record.evidence:
            yield Arrow("CITES", record.class_term.label, record.id, "Evidence", target, closed)


def _derived(projector: Projector, record: Record) -> Iterator[Arrow]:
    level = projector.levels[record.id]
    told = partial(as_told, projector.sights, level)
    shared = {**told("known_by", lambda sight: sight.known_by(record.id)), "level": level}
    match record:
        case LearningFlow(state=FlowState.DONE, learner=str(learner), teacher=str(teacher)) if (
            kind_of(learner) == kind_of(teacher) == "city"
        ):
            about = {"flow": record.id, "practice": record.practice or record.theme, "kind": record.flow_kind.value}
            properties = without_nothing(about | bounds("", record.when) | shared)
            yield Arrow(layout.LEARNED_FROM, "City", learner, "City", teacher, properties)
        case Implementation(actor=str(actor)) if kind_of(actor) == "city":
            staged = {
                **told("stage", lambda sight: _current(sight, record.id, "stage")),
                **told("since", lambda sight: _current(sight, record.id, "since")),
            }
            properties = without_nothing({"implementation": record.id} | staged | shared)
            yield Arrow(layout.PRACTISES, "City", actor, "Practice", record.practice, properties)
        case _:
            return
