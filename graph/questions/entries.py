"""Records → entries of somebody's timeline: what the record says about this one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import singledispatch

from practice_atlas.graph.questions.answers import Entry
from practice_atlas.graph.questions.steps import stated_when
from practice_atlas.graph.reading import Found, Reader
from practice_atlas.ontology.dates import When
from practice_atlas.ontology.links import targets
from practice_atlas.ontology.model import (
    Engagement,
    Implementation,
    Institution,
    Intention,
    LearningFlow,
    Membership,
    Partnership,
    Person,
    Record,
    Resource,
)

Ends = dict[str, tuple[str, ...]]
Draft = tuple[str, str | None, str | None, Ends, dict[str, str], tuple[str, ...]]


def entries_about(reader: Reader, focus: str, found: Iterable[Found], as_of: date | None = None) -> list[Entry]:
    """One entry per statement that these records make about `focus`, oldest first, undated last.

    As of a date, what came of something later is not told.
    """
    found = list(found)
    reader.things({target for item in found for target in targets(item.record)} | {item.record.id for item in found})
    entries = [entry for item in found for entry in _entries(reader, focus, item, as_of)]
    return sorted(entries, key=lambda entry: (entry.known_by or "9999", entry.record, entry.what))


def _entries(reader: Reader, focus: str, item: Found, as_of: date | None) -> Iterator[Entry]:
    for what, stated, known_by, ends, details, evidence in _drafts(item.record, focus, item):
        when = stated
        if isinstance(item.record, LearningFlow):
            when = stated_when(item.record, reader.things(item.record.via))
        if as_of:
            ends = ends | {"led_to": tuple(end for end in ends.get("led_to", ()) if reader.there_by(end, as_of))}
        things = {part: tuple(reader.things(ids).values()) for part, ids in ends.items() if ids}
        yield Entry(
            what=what,
            record=item.record.id,
            when=when,
            known_by=known_by,
            things={part: named for part, named in things.items() if named},
            details={key: text for key, text in details.items() if text},
            evidence=evidence or item.record.evidence,
            grade=item.grade,
        )


@singledispatch
def _drafts(_record: Record, _focus: str, _item: Found) -> Iterator[Draft]:
    """What a record says about the focus. Kinds that only describe (sources, evidence, themes …) say nothing here."""
    return iter(())


@_drafts.register
def _flow(flow: LearningFlow, focus: str, item: Found) -> Iterator[Draft]:
    what = "learned" if focus == flow.learner else "shared" if focus == flow.teacher else "flow"
    ends: Ends = {
        "learner": _some(flow.learner),
        "teacher": _some(flow.teacher),
        "practice": _some(flow.practice or flow.theme),
        "via": flow.via,
        "led_to": _some(flow.led_to),
    }
    details = {
        "kind": flow.flow_kind.value,
        "state": flow.state.value,
        "unnamed_learner": flow.unnamed_learner or "",
        "unnamed_teacher": flow.unnamed_teacher or "",
        "adaptation": flow.adaptation or "",
    }
    yield what, _text(flow.when), item.known_by, ends, details, ()


@_drafts.register
def _implementation(implementation: Implementation, focus: str, item: Found) -> Iterator[Draft]:
    ends: Ends = {
        "implementation": (implementation.id,),
        "actor": (implementation.actor,),
        "practice": (implementation.practice,),
        "supporters": implementation.supporters,
        "builds_on": implementation.builds_on,
    }
    what = "supported" if focus in implementation.supporters else "stage"
    for stage, day in zip(implementation.stages, item.days, strict=True):
        details = {"stage": stage.stage.value, "reason": stage.reason or "", "size": implementation.size or ""}
        yield what, _text(stage.when), day, ends, details, stage.evidence
    if not implementation.stages:
        yield what, None, item.known_by, ends, {"size": implementation.size or ""}, ()


@_drafts.register
def _engagement(engagement: Engagement, focus: str, item: Found) -> Iterator[Draft]:
    when = _text(engagement.when)
    ends: Ends = {"engagement": (engagement.id,), "practice": engagement.practices, "theme": engagement.themes}
    kind = {"kind": engagement.engagement_kind.value}
    said = False
    for part in engagement.participations:
        if part.actor == focus:
            said = True
            details = kind | {"role": part.role.value, "note": part.note or ""}
            yield "took-part", when, item.known_by, ends, details, part.evidence
    for outcome in engagement.outcomes:
        if outcome.target == focus:
            said = True
            details = kind | {"relation": outcome.relation.value, "note": outcome.note or ""}
            yield "came-from", when, item.known_by, ends, details, outcome.evidence
    if engagement.held_in == focus:
        said = True
        yield "place-of", when, item.known_by, ends, kind, ()
    if engagement.part_of == focus:
        said = True
        yield "phase", when, item.known_by, ends, kind, ()
    if not said:
        yield "addressed", when, item.known_by, ends, kind, ()


@_drafts.register
def _membership(membership: Membership, focus: str, item: Found) -> Iterator[Draft]:
    ends: Ends = {"actor": (membership.actor,), "organisation": (membership.organisation,)}
    what = "member" if membership.actor == focus else "has-member"
    yield what, _text(membership.when), item.known_by, ends, {"role": membership.role.value}, ()


@_drafts.register
def _partnership(partnership: Partnership, focus: str, item: Found) -> Iterator[Draft]:
    others = tuple(party for party in partnership.parties if party != focus)
    ends: Ends = {"partnership": (partnership.id,), "parties": others, "practice": partnership.practices}
    details = {"kind": partnership.partnership_kind.value, "purpose": partnership.purpose or ""}
    for state, day in zip(partnership.states, item.days, strict=True):
        yield "partnership", _text(state.when), day, ends, details | {"state": state.state.value}, state.evidence
    if not partnership.states:
        yield "partnership", None, item.known_by, ends, details, ()


@_drafts.register
def _intention(intention: Intention, focus: str, item: Found) -> Iterator[Draft]:
    what = "addressed-by" if focus in intention.addressees else "intention"
    ends: Ends = {
        "actor": _some(intention.actor),
        "addressees": intention.addressees,
        "practice": _some(intention.practice or intention.theme),
        "raised_at": intention.raised_at,
        "led_to": intention.led_to,
    }
    details = {
        "kind": intention.intention_kind.value,
        "summary": intention.summary,
        "unnamed_actor": intention.unnamed_actor or "",
        "unnamed_addressee": intention.unnamed_addressee or "",
    }
    yield what, _text(intention.when), item.known_by, ends, details, ()


@_drafts.register
def _person(person: Person, focus: str, item: Found) -> Iterator[Draft]:
    for office in person.offices:
        if office.organisation == focus:
            day = office.when.known_by if office.when else None
            details = {"role": office.role, "state": office.state.value}
            known_by = day.isoformat() if day else item.known_by
            yield "office", _text(office.when), known_by, {"person": (person.id,)}, details, office.evidence


@_drafts.register
def _resource(resource: Resource, focus: str, item: Found) -> Iterator[Draft]:
    what = "made" if focus in resource.makers else "produced" if focus in resource.produced_by else "resource"
    ends: Ends = {
        "resource": (resource.id,),
        "makers": resource.makers,
        "derived_from": resource.derived_from,
        "produced_by": resource.produced_by,
    }
    yield what, _text(resource.when), item.known_by, ends, {"kind": resource.resource_kind.value}, ()


@_drafts.register
def _institution(institution: Institution, focus: str, _item: Found) -> Iterator[Draft]:
    if institution.parent == focus:
        yield (
            "has-part",
            None,
            None,
            {"institution": (institution.id,)},
            {"kind": institution.institution_kind.value},
            (),
        )


def _some(identifier: str | None) -> tuple[str, ...]:
    return (identifier,) if identifier else ()


def _text(when: When | None) -> str | None:
    return when.text if when else None
