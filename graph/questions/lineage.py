"""How a practice travelled.

A lineage holds the implementations of the practice and of narrower ones; the learning flows about them; flows about
the directly broader practice that reach somebody who implements this one, marked as broader; and exchanges that
*informed* an engagement or implementation elsewhere, which are steps of another kind: they make nobody a teacher.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from practice_atlas.graph.catalogue import travelling
from practice_atlas.graph.questions.answers import ImplementationView, LineageAnswer, Step
from practice_atlas.graph.questions.dates import known_by_then
from practice_atlas.graph.questions.informed import informed_steps
from practice_atlas.graph.questions.steps import flow_steps, implementation_views
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.identifiers import kind_of


def lineage(reader: Reader, practice: str, *, as_of: date | None = None) -> LineageAnswer:
    """The lineage of a practice. Raises UnknownEntityError, and QuestionError for anything that is no practice."""
    thing = reader.thing(practice)
    if kind_of(practice) != "practice":
        raise QuestionError("practice", f"{practice} is no practice", fix="Name a practice.")
    breadth = _family(reader, practice)
    exact = [identifier for identifier, width in breadth.items() if width != "broader"]
    implementations = reader.found(reader.rows(travelling.IMPLEMENTATIONS, ids=exact))
    views = implementation_views(reader, implementations, breadth, as_of)
    actors = {item.actor.id for item in implementation_views(reader, implementations)}
    flows = reader.found([*reader.rows(travelling.FLOWS_ABOUT, ids=exact), *_about_broader(reader, breadth, actors)])
    told = flow_steps(reader, flows, breadth, as_of)
    told += informed_steps(reader, told, exact)
    steps, left_out = known_by_then(told, as_of)
    steps.sort(key=lambda step: (step.known_by or "9999", step.kind, step.record))
    things = reader.things(breadth)
    return LineageAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        left_out=left_out,
        evidence=reader.evidence(_cited(views, steps)),
        practice=thing,
        broader=tuple(things[key] for key, width in breadth.items() if width == "broader" and key in things),
        narrower=tuple(things[key] for key, width in breadth.items() if width == "narrower" and key in things),
        implementations=tuple(views),
        steps=tuple(steps),
        contradictions=tuple(_contradictions(steps, views)),
    )


def _family(reader: Reader, practice: str) -> dict[str, str]:
    """The practice, the narrower ones at any depth, and the directly broader one, each with its breadth."""
    breadth = {practice: "exact"}
    frontier = [practice]
    while frontier:
        rows = reader.rows(travelling.NARROWER, ids=frontier)
        frontier = [row["id"] for row in rows if row["id"] not in breadth]
        breadth |= dict.fromkeys(frontier, "narrower")
    for row in reader.rows(travelling.BROADER, id=practice):
        breadth.setdefault(row["id"], "broader")
    return breadth


def _about_broader(reader: Reader, breadth: dict[str, str], actors: set[str]) -> list[dict[str, Any]]:
    """Flows of the broader practice belong only where they reach, or come from, an implementer of this one."""
    found: dict[str, dict[str, Any]] = {}
    for practice, width in breadth.items():
        for arrow in ("LEARNER", "TEACHER") if width == "broader" else ():
            rows = reader.rows(travelling.flows_about_at(arrow), id=practice, ends=sorted(actors))
            found |= {row["id"]: row for row in rows}
    return list(found.values())


def _first_day(view: ImplementationView) -> str | None:
    return min((stage.known_by for stage in view.stages if stage.known_by), default=None)


def _cited(views: Sequence[ImplementationView], steps: Sequence[Step]) -> set[str]:
    cited = {item for step in steps for item in step.evidence}
    for view in views:
        cited.update(view.evidence, *(stage.evidence for stage in view.stages))
    return cited


def _contradictions(steps: Sequence[Step], views: Sequence[ImplementationView]) -> list[str]:
    """Flows that can only have happened after what they are said to have led to had begun."""
    begun = {view.id: _first_day(view) for view in views}
    return [
        f"{step.record} is dated {step.when}, after {step.led_to.name} began"
        for step in steps
        if step.when and step.led_to and (first := begun.get(step.led_to.id)) and (step.known_by or "") > first
    ]
