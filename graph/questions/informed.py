"""Exchanges that *informed* an engagement or implementation elsewhere:

steps of a lineage that make nobody a teacher.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from practice_atlas.graph.catalogue import travelling
from practice_atlas.graph.questions.answers import ImplementationView, Step
from practice_atlas.graph.questions.steps import implementation_views
from practice_atlas.graph.reading import Reader


@dataclass(frozen=True, slots=True)
class Use:
    """That an exchange was used, directly in an implementation or in an engagement (`through`) that led to it.

    `learner` learned at the exchange; `day` is the first day of the implementation.
    """

    exchange: str
    through: str | None
    implementation: str
    learner: str
    day: str | None
    note: str | None
    evidence: tuple[str, ...]


def uses(reader: Reader, practices: Sequence[str], flows: Collection[str]) -> list[Use]:
    """From the learners of an exchange, by these flows, to the implementations of these practices that it informed.

    Who learned at the exchange itself is told by the flows, and gets no such step.
    """
    rows = reader.rows(travelling.INFORMED, ids=list(practices))
    rows += reader.rows(travelling.INFORMED_DIRECTLY, ids=list(practices))
    if not rows:
        return []
    learners = _learners(reader, sorted({row["exchange"] for row in rows}), flows)
    begun = {view.id: view for view in _views(reader, sorted({row["implementation"] for row in rows}))}
    return [
        Use(
            exchange=row["exchange"],
            through=row["informed"],
            implementation=row["implementation"],
            learner=learner,
            day=_first_day(begun[row["implementation"]]),
            note=row["note"],
            evidence=tuple(row["evidence"] or ()),
        )
        for row in sorted(rows, key=lambda row: (row["exchange"], row["informed"] or "", row["implementation"]))
        for learner in sorted(learners[row["exchange"]])
        if begun[row["implementation"]].actor.id not in learners[row["exchange"]]
    ]


def informed_step(reader: Reader, use: Use) -> Step:
    """The use as a step of a lineage."""
    (exchange,) = reader.many([use.exchange])
    (view,) = _views(reader, [use.implementation])
    through = [use.through] if use.through else []
    things = reader.things([use.learner, use.exchange, *through, use.implementation, *use.evidence])
    return Step(
        kind="informed",
        record=use.exchange,
        teacher=things[use.learner],
        learner=view.actor,
        practice=view.practice,
        via=tuple(things[key] for key in (use.exchange, *through)),
        led_to=things[use.implementation],
        known_by=use.day,
        adaptation=use.note,
        evidence=tuple(item for item in use.evidence if item in things) or exchange.record.evidence,
        grade=exchange.grade,
    )


def _views(reader: Reader, implementations: Sequence[str]) -> list[ImplementationView]:
    return implementation_views(reader, reader.many(implementations))


def _learners(reader: Reader, exchanges: Sequence[str], flows: Collection[str]) -> defaultdict[str, set[str]]:
    """Who learned at each of the exchanges by one of the flows."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in reader.rows(travelling.LEARNED_AT, ids=list(exchanges)):
        if row["flow"] in flows:
            found[row["exchange"]].add(row["learner"])
    return found


def _first_day(view: ImplementationView) -> str | None:
    return min((stage.known_by for stage in view.stages if stage.known_by), default=None)
