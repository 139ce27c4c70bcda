"""Exchanges that *informed* an engagement or implementation elsewhere:

steps of a lineage that make nobody a teacher.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from practice_atlas.graph.catalogue import travelling
from practice_atlas.graph.questions.answers import ImplementationView, Step, Thing
from practice_atlas.graph.questions.steps import implementation_views
from practice_atlas.graph.reading import Found, Reader


@dataclass(frozen=True, slots=True)
class _Use:
    """That an exchange was used: directly in an implementation, or in an engagement that led to it."""

    exchange: str
    through: str | None
    implementation: str
    note: str | None
    evidence: tuple[str, ...]


def informed_steps(reader: Reader, flows: Sequence[Step], practices: Sequence[str]) -> list[Step]:
    """Steps from the learners of an exchange to the implementers of what that exchange informed elsewhere.

    Only implementations of these practices count. Who learned at the exchange itself is told by the flows, and gets no
    such step.
    """
    learners = _learners(flows)
    uses = _uses(reader, sorted(learners))
    views = implementation_views(reader, reader.many(sorted({use.implementation for use in uses})))
    reached = {view.id: view for view in views if view.practice.id in practices}
    exchanges = {item.record.id: item for item in reader.many(sorted({use.exchange for use in uses}))}
    return [
        _step(reader, use, learner, reached[use.implementation], exchanges[use.exchange])
        for use in uses
        if use.implementation in reached and use.exchange in exchanges
        for learner in learners[use.exchange]
        if reached[use.implementation].actor not in learners[use.exchange]
    ]


def _learners(flows: Sequence[Step]) -> dict[str, list[Thing]]:
    """Who learned at each engagement, by identifier."""
    found: dict[str, dict[str, Thing]] = defaultdict(dict)
    for step in flows:
        for engagement in step.via:
            if step.learner:
                found[engagement.id][step.learner.id] = step.learner
    return {engagement: [named[key] for key in sorted(named)] for engagement, named in found.items()}


def _uses(reader: Reader, exchanges: Sequence[str]) -> list[_Use]:
    informed = reader.rows(travelling.INFORMED, ids=exchanges)
    led_to: dict[str, list[str]] = defaultdict(list)
    for row in reader.rows(travelling.LED_TO_IMPLEMENTATION, ids=sorted({row["informed"] for row in informed})):
        led_to[row["engagement"]].append(row["implementation"])
    uses = [
        _Use(row["exchange"], row["informed"], target, row["note"], tuple(row["evidence"] or ()))
        for row in informed
        for target in sorted(led_to[row["informed"]])
    ]
    uses += [
        _Use(row["exchange"], None, row["implementation"], row["note"], tuple(row["evidence"] or ()))
        for row in reader.rows(travelling.INFORMED_IMPLEMENTATION, ids=exchanges)
    ]
    return sorted(uses, key=lambda use: (use.exchange, use.through or "", use.implementation))


def _step(reader: Reader, use: _Use, learner: Thing, view: ImplementationView, exchange: Found) -> Step:
    things = reader.things([use.exchange, *([use.through] if use.through else []), use.implementation, *use.evidence])
    return Step(
        kind="informed",
        record=use.exchange,
        teacher=learner,
        learner=view.actor,
        practice=view.practice,
        via=tuple(things[key] for key in (use.exchange, use.through) if key in things),
        led_to=things.get(use.implementation),
        known_by=min((stage.known_by for stage in view.stages if stage.known_by), default=None),
        adaptation=use.note,
        evidence=tuple(item for item in use.evidence if item in things) or exchange.record.evidence,
        grade=exchange.grade,
    )
