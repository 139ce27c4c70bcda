"""Answers in plain sentences, for pages and the terminal alike: no markup here, only text and the things it names.

The day by which something was certainly so (`known_by`) is never told as its date: what the source does not date reads
*not dated in the source*.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from practice_atlas.graph.questions.answers import Entry, Gap, ImplementationView, Leg, StageView, Step, Thing
from practice_atlas.ontology.vocabularies import (
    EngagementKind,
    FlowKind,
    FlowState,
    Grade,
    InstitutionKind,
    PartnershipKind,
    ResourceKind,
    Stage,
    Vocabulary,
)
from practice_atlas.visualisations.dates import in_words
from practice_atlas.visualisations.languages.speaking import translated
from practice_atlas.visualisations.messages import has_message, message
from practice_atlas.visualisations.sentence import Quoted, Sentence, Slot, compose

_STOP = Sentence((message("stop"),))


def entry(told: Entry, about: Thing) -> Sentence:
    """An entry of the timeline of `about`."""
    return _ENTRIES[told.what](told, about).capitalised()


def step(told: Step) -> Sentence:
    """A step of a lineage, or a learning flow."""
    if told.kind == "informed":
        return _informed(told)
    said = _flow(
        "flow",
        told.flow_kind or FlowKind.EXPOSED,
        told.state,
        learner=told.learner or told.unnamed_learner or (),
        teacher=told.teacher or told.unnamed_teacher or (),
        practice=told.practice or (),
        via=told.via,
        led_to=told.led_to or (),
        adaptation=told.adaptation or "",
    )
    return said.capitalised()


def implementation(view: ImplementationView) -> Sentence:
    """Whose instance of a practice it is, and at which stage."""
    key = f"stage.{view.stage}" if view.stage else "stage.unknown"
    thing = Thing(id=view.id, kind="implementation", name=view.name)
    said = _say(key, actor=view.actor, implementation=thing) + _STOP
    return said + _if(view.size, "stage.size", size=view.size or "")


def stage(view: StageView) -> str:
    """A stage with its date and reason: *paused (not dated in the source). Reason given: …*"""
    said = f"{label(Stage, view.stage)} ({in_words(view.when)})"
    return f"{said}.{message('stage.reason').format(reason=view.reason)}" if view.reason else said


def leg(told: Leg) -> Sentence:
    """One leg of the connection of two cities."""
    if told.step:
        return step(told.step)
    return _say("leg.met", start=told.start, end=told.end, engagement=told.engagement or ()) + _STOP


def gap(told: Gap, things: Mapping[str, Thing]) -> Sentence:
    """Something that is not known; the record it concerns is named where its name is at hand."""
    thing = things.get(told.record)
    for prefix in (f"{thing.name}: ", f"{told.record}: ") if thing else ():
        if thing and told.message.startswith(prefix):
            return Sentence((thing, ": ", Quoted(told.message.removeprefix(prefix))))
    return Sentence((Quoted(told.message),))


def how_sure(grade: str | None) -> str:
    """A grade in words: *one published source (C)*."""
    return message("sure").format(label=label(Grade, grade), grade=grade) if grade else message("sure.none")


def label(vocabulary: type[Vocabulary], code: str) -> str:
    """The label of a code of a vocabulary; nothing for no code."""
    return next((translated(member.label) for member in vocabulary if member.value == code), code)


def _say(key: str, **slots: Slot) -> Sentence:
    return compose(message(key), joined=message("and"), nobody=message("nobody"), **slots)


def _if(condition: object, key: str, **slots: Slot) -> Sentence:
    return _say(key, **slots) if condition else Sentence()


def _flow(
    side: str,
    kind: str,
    state: str,
    *,
    learner: Slot,
    teacher: Slot,
    practice: Slot,
    via: Sequence[Thing],
    led_to: Slot,
    adaptation: str,
) -> Sentence:
    """Who learned (or shared) what, at which engagement, how far it went, and what it led to."""
    after = f"{side}.{state}.{kind}" if has_message(f"{side}.{state}.{kind}") else f"flow.{state}.{kind}"
    return (
        _say(f"{side}.{state}", learner=learner, teacher=teacher, practice=practice)
        + _if(via, "flow.via", via=via)
        + _say(after, learner=learner)
        + _STOP
        + _if(led_to, "flow.led-to", led_to=led_to)
        + _if(adaptation, "flow.adaptation", adaptation=adaptation)
    )


def _informed(told: Step) -> Sentence:
    exchange, through = told.via[:1], told.via[1:]
    ends = {"teacher": told.teacher or (), "learner": told.learner or ()}
    key = "informed.through" if through else "informed.direct"
    said = _say(key, exchange=exchange, through=through, led_to=told.led_to or (), **ends)
    return said + _STOP + _say("informed.not-a-flow", **ends)


def _flow_entry(told: Entry, about: Thing) -> Sentence:
    ends, words = told.things, told.details
    return _flow(
        "shared" if told.what == "shared" else "flow",
        words.get("kind", FlowKind.EXPOSED.value),
        words.get("state", FlowState.DONE.value),
        learner=_end(told, "learner"),
        teacher=_end(told, "teacher"),
        practice=ends.get("practice", ()),
        via=_others(ends.get("via", ()), about),
        led_to=_others(ends.get("led_to", ()), about),
        adaptation=words.get("adaptation", ""),
    )


def _stage_entry(told: Entry, about: Thing) -> Sentence:
    ends, words = told.things, told.details
    code = words.get("stage", "unknown")
    supporters = ends.get("supporters", ()) if told.what == "supported" else ()
    foundations = ends.get("builds_on", ())
    return (
        _say(f"stage.{code}", actor=ends.get("actor", ()), implementation=ends.get("implementation", ()))
        + _STOP
        + _if(words.get("reason"), "stage.reason", reason=words.get("reason", ""))
        + _if(words.get("size") and code in ("adopted", "in-use"), "stage.size", size=words.get("size", ""))
        + _if(supporters, "stage.supporters", supporters=supporters)
        + _if(about in foundations, "stage.builds-on", builds_on=foundations)
    )


def _engagement_entry(told: Entry, about: Thing) -> Sentence:
    words = told.details
    key = {
        "took-part": f"took-part.{words.get('role')}",
        "came-from": f"came-from.{words.get('relation')}",
    }.get(told.what, told.what)
    kind = label(EngagementKind, words.get("kind", ""))
    return (
        _say(key, about=about, engagement=told.things.get("engagement", ()))
        + _if(kind, "engagement.kind", kind=kind)
        + _STOP
        + _if(words.get("note"), "note", note=words.get("note", ""))
    )


def _membership_entry(told: Entry, _about: Thing) -> Sentence:
    ends = {part: told.things.get(part, ()) for part in ("actor", "organisation")}
    return _say(f"member.{told.details['role']}", **ends) + _STOP


def _partnership_entry(told: Entry, about: Thing) -> Sentence:
    words = told.details
    key = "partnership.with" if about.kind in ("city", "institution", "country") else "partnership.between"
    ends = {part: told.things.get(part, ()) for part in ("partnership", "parties")}
    state = words.get("state")
    return (
        _say(key, about=about, kind=label(PartnershipKind, words.get("kind", "")), **ends)
        + _if(state, f"partnership.{state}")
        + _STOP
        + _if(words.get("purpose"), "partnership.purpose", purpose=words.get("purpose", ""))
    )


def _intention_entry(told: Entry, about: Thing) -> Sentence:
    ends, words = told.things, told.details
    actor = _end(told, "actor")
    addressees = ends.get("addressees") or _end(told, "addressee")
    key = f"intention.{words['kind']}"
    named = key if words["kind"] == "request" else f"{key}.to"
    unnamed = f"{key}.open" if has_message(f"{key}.open") else key
    chosen = named if addressees and has_message(named) else unnamed
    led_to = _others(ends.get("led_to", ()), about)
    return (
        _say(chosen, actor=actor, addressees=addressees, summary=words.get("summary", ""))
        + _if(ends.get("raised_at"), "intention.raised-at", raised_at=ends.get("raised_at", ()))
        + _if(led_to, "intention.led-to", led_to=led_to)
    )


def _office_entry(told: Entry, about: Thing) -> Sentence:
    words = told.details
    person = told.things.get("person", ())
    return _say(f"office.{words['state']}", person=person, role=words["role"], about=about) + _STOP


def _resource_entry(told: Entry, about: Thing) -> Sentence:
    key = told.what
    if key == "resource":
        key = "resource.derived" if about in told.things.get("derived_from", ()) else "resource.about"
    kind = label(ResourceKind, told.details.get("kind", ""))
    return _say(key, about=about, resource=told.things.get("resource", ()), kind=kind) + _STOP


def _body_entry(told: Entry, about: Thing) -> Sentence:
    kind = label(InstitutionKind, told.details.get("kind", ""))
    return _say("has-part", about=about, institution=told.things.get("institution", ()), kind=kind) + _STOP


def _end(told: Entry, part: str) -> Slot:
    """An end that is named, or else as the source describes it."""
    return told.things.get(part) or told.details.get(f"unnamed_{part}") or ()


def _others(things: Sequence[Thing], about: Thing) -> tuple[Thing, ...]:
    return tuple(thing for thing in things if thing.id != about.id)


_ENTRIES: Mapping[str, Callable[[Entry, Thing], Sentence]] = {
    **dict.fromkeys(("learned", "shared", "flow"), _flow_entry),
    **dict.fromkeys(("stage", "supported"), _stage_entry),
    **dict.fromkeys(("took-part", "came-from", "place-of", "phase", "addressed"), _engagement_entry),
    **dict.fromkeys(("member", "has-member"), _membership_entry),
    "partnership": _partnership_entry,
    **dict.fromkeys(("intention", "addressed-by"), _intention_entry),
    "office": _office_entry,
    **dict.fromkeys(("made", "produced", "resource"), _resource_entry),
    "has-part": _body_entry,
}
