"""Learning flows and implementations as they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from practice_atlas.graph.questions.answers import ImplementationView, StageView, Step, Thing
from practice_atlas.graph.reading import Found, Reader
from practice_atlas.ontology.links import links
from practice_atlas.ontology.model import Implementation, LearningFlow


def flow_steps(
    reader: Reader, found: Iterable[Found], breadth: dict[str, str] | None = None, as_of: date | None = None
) -> list[Step]:
    """Flows as steps. `breadth` says for each practice whether it is the one asked about, narrower or broader.

    As of a date, what a flow led to later is not told.
    """
    items = [(item, item.record) for item in found if isinstance(item.record, LearningFlow)]
    things = reader.things({link.target for _, flow in items for link in links(flow)})
    steps = []
    for item, flow in items:
        subject = flow.practice or flow.theme
        steps.append(
            Step(
                kind="flow",
                record=flow.id,
                teacher=things.get(flow.teacher) if flow.teacher else None,
                unnamed_teacher=flow.unnamed_teacher,
                learner=things.get(flow.learner) if flow.learner else None,
                unnamed_learner=flow.unnamed_learner,
                flow_kind=flow.flow_kind.value,
                state=flow.state.value,
                breadth=(breadth or {}).get(flow.practice or "", "exact"),
                practice=things.get(subject) if subject else None,
                via=tuple(things[target] for target in flow.via if target in things),
                led_to=things.get(flow.led_to or "") if reader.there_by(flow.led_to, as_of) else None,
                when=stated_when(flow, things),
                known_by=item.known_by,
                adaptation=flow.adaptation,
                evidence=flow.evidence,
                grade=item.grade,
            )
        )
    return steps


def stated_when(flow: LearningFlow, things: Mapping[str, Thing]) -> str | None:
    """The date as stated for the flow, else for the one engagement at which it happened."""
    if flow.when:
        return flow.when.text
    stated = {things[target].when for target in flow.via if target in things}
    return stated.pop() if len(stated) == 1 else None


def implementation_views(
    reader: Reader, found: Iterable[Found], breadth: dict[str, str] | None = None, as_of: date | None = None
) -> list[ImplementationView]:
    """Implementations with their stages as of a date, by the actor's name; those with no stage by then are left out."""
    items = [(item, item.record) for item in found if isinstance(item.record, Implementation)]
    things = reader.things({target for _, record in items for target in (record.actor, record.practice)})
    views = []
    for item, record in items:
        stages = _stages(record, item.days, as_of)
        if as_of and not stages:
            continue
        views.append(
            ImplementationView(
                id=record.id,
                name=record.name,
                actor=things[record.actor],
                practice=things[record.practice],
                breadth=(breadth or {}).get(record.practice, "exact"),
                stage=stages[-1].stage if stages else None,
                stages=tuple(stages),
                size=record.size,
                grade=item.grade,
                evidence=record.evidence,
            )
        )
    return sorted(views, key=lambda view: (view.actor.name, view.id))


def _stages(record: Implementation, days: tuple[str | None, ...], as_of: date | None) -> list[StageView]:
    """Stages by day, undated last, otherwise as listed: the last is the current one."""
    limit = as_of.isoformat() if as_of else None
    stages = [
        StageView(
            stage=stage.stage.value,
            when=stage.when.text if stage.when else None,
            known_by=day,
            reason=stage.reason,
            evidence=stage.evidence or record.evidence,
        )
        for stage, day in zip(record.stages, days, strict=True)
        if limit is None or (day is not None and day <= limit)
    ]
    return sorted(stages, key=lambda stage: stage.known_by or "9999")
