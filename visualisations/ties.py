"""Records → links of the network: learning flows as arrows, and the quieter ties of institutions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations

from practice_atlas.graph.questions.answers import Step, Thing
from practice_atlas.ontology.chronology import Chronology
from practice_atlas.ontology.grades import grade
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import Engagement, Implementation, LearningFlow, Partnership, Record
from practice_atlas.ontology.naming import called
from practice_atlas.ontology.vocabularies import FlowState, Role
from practice_atlas.visualisations import wording
from practice_atlas.visualisations.involved import partners_of, stages_of
from practice_atlas.visualisations.languages.speaking import called as named
from practice_atlas.visualisations.messages import message
from practice_atlas.visualisations.sentence import Sentence, compose
from practice_atlas.visualisations.view import Link

#: What an institution does at an engagement that ties it to those the engagement was for.
_GIVING = (Role.ORGANISER, Role.HOST, Role.PARTNER, Role.FUNDER)

Records = Mapping[str, Record]


def links_of(records: Records) -> list[Link]:
    """All links, learning flows first, then by kind and record."""
    chronology = Chronology(records)
    found = [
        replace(
            _graded(link, record, records),
            day=chronology.known_by(record.id),
            subjects=_subjects(record),
            partners=partners_of(record, (link.start, link.end), records),
            stages=stages_of(record, records, chronology),
        )
        for record in records.values()
        for link in _links(record, records)
    ]
    return sorted(found, key=lambda link: (link.kind != "flow", link.kind, link.record, link.start, link.end))


def by_then(links: Iterable[Link], as_of: date | None) -> list[Link]:
    """Those that were certainly so by a day; without one all of them."""
    return [link for link in links if as_of is None or (link.day and link.day <= as_of)]


def unnamed_flows(records: Records) -> int:
    """How many learning flows have an end that the source does not name: they are told, not drawn."""
    flows = [record for record in records.values() if isinstance(record, LearningFlow)]
    return sum(1 for flow in flows if flow.state is FlowState.DONE and not (flow.learner and flow.teacher))


def planned_flows(records: Records) -> int:
    """How many learning flows have not happened yet."""
    flows = [record for record in records.values() if isinstance(record, LearningFlow)]
    return sum(1 for flow in flows if flow.state is not FlowState.DONE)


def thing_of(identifier: str, records: Records) -> Thing:
    """A thing by its name."""
    country = getattr(records.get(identifier), "country", None)
    code = country.partition(":")[2].upper() if country else None
    return Thing(id=identifier, kind=kind_of(identifier), name=called(identifier, records), country=code)


def _links(record: Record, records: Records) -> Iterator[Link]:
    match record:
        case LearningFlow(teacher=str(), learner=str(), state=FlowState.DONE):
            yield _flow(record, records)
        case Partnership():
            for one, other in combinations(sorted(set(record.parties)), 2):
                yield _tie("partnership", one, other, record, records)
        case Implementation():
            for supporter in record.supporters:
                if supporter != record.actor:
                    yield _tie("support", supporter, record.actor, record, records)
        case Engagement():
            yield from _work(record, records)
        case _:
            return


def _flow(flow: LearningFlow, records: Records) -> Link:
    teacher, learner = flow.teacher or "", flow.learner or ""
    subject = flow.practice or flow.theme or ""
    step = Step(
        kind="flow",
        record=flow.id,
        teacher=thing_of(teacher, records),
        learner=thing_of(learner, records),
        flow_kind=flow.flow_kind.value,
        practice=thing_of(subject, records),
        via=tuple(thing_of(item, records) for item in flow.via),
        led_to=thing_of(flow.led_to, records) if flow.led_to else None,
        adaptation=flow.adaptation,
    )
    label = named(thing_of(subject, records))
    return Link(
        teacher, learner, "flow", label, wording.step(step), flow.id, flow.evidence, learning=flow.flow_kind.value
    )


def _work(engagement: Engagement, records: Records) -> Iterator[Link]:
    """Institutions that gave something to an engagement, and the cities it was held for."""
    named = [part for part in engagement.participations if part.actor]
    giving = {part.actor for part in named if part.role in _GIVING and kind_of(part.actor or "") == "institution"}
    served = {part.actor for part in named if part.role is Role.BENEFICIARY}
    for one in sorted(item for item in giving if item):
        for other in sorted(item for item in served if item and item != one and kind_of(item) != "person"):
            yield _tie("work", one, other, engagement, records)


def _tie(kind: str, start: str, end: str, record: Partnership | Implementation | Engagement, records: Records) -> Link:
    thing = Thing(id=record.id, kind=record.kind, name=record.name)
    sentence = compose(
        message(f"tie.{kind}"),
        start=thing_of(start, records),
        end=thing_of(end, records),
        record=thing,
    )
    return Link(start, end, kind, named(thing), sentence, record.id, record.evidence)


def _graded(link: Link, record: Record, records: Records) -> Link:
    supported = grade(record, link.evidence, records)
    return replace(link, grade=supported.value if supported else None)


def _subjects(record: Record) -> tuple[str, ...]:
    match record:
        case LearningFlow(practice=practice, theme=theme):
            return tuple(subject for subject in (practice, theme) if subject)
        case Implementation(practice=practice):
            return (practice,)
        case Engagement(practices=practices, themes=themes) | Partnership(practices=practices, themes=themes):
            return (*practices, *themes)
        case _:
            return ()


def merged(links: Iterable[Link]) -> list[Link]:
    """Ties of one kind between the same two are one, which says how many more: only learning flows stay parallel."""
    groups: dict[tuple[str, ...], list[Link]] = {}
    for link in links:
        key = (link.record,) if link.directed else (link.kind, *sorted((link.start, link.end)))
        groups.setdefault(key, []).append(link)
    return [_with_more(first, len(others)) for first, *others in groups.values()]


def _with_more(link: Link, others: int) -> Link:
    if not others:
        return link
    more = message("tie.more").format(number=others)
    return replace(link, label=link.label + more, sentence=link.sentence + Sentence((more,)))
