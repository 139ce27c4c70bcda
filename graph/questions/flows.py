"""Learning flows by who taught, who learned, what, how far it went, and by when; and who implements a practice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import travelling
from practice_atlas.graph.questions.answers import FlowsAnswer, ImplementersAnswer, Step
from practice_atlas.graph.questions.dates import known_by_then
from practice_atlas.graph.questions.order import newest_first
from practice_atlas.graph.questions.steps import flow_steps, implementation_views
from practice_atlas.graph.reading import Found, Reader
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.vocabularies import FlowKind, FlowState


def flows(
    reader: Reader,
    *,
    teacher: str | None = None,
    learner: str | None = None,
    practice: str | None = None,
    kind: FlowKind | None = None,
    state: FlowState | None = None,
    as_of: date | None = None,
    skip: int = 0,
    limit: int = 100,
) -> FlowsAnswer:
    """Learning flows that pass all filters, newest first. Raises UnknownEntityError for an end that is not known."""
    anchors = [(learner, "LEARNER"), (teacher, "TEACHER"), (practice, "ABOUT")]
    given = [(reader.thing(identifier).id, arrow) for identifier, arrow in anchors if identifier]
    if given:
        found = _anchored(reader, given)
        steps = _passing(flow_steps(reader, found, as_of=as_of), kind, state)
        kept, left_out = known_by_then(steps, as_of)
        kept.sort(key=lambda step: step.record)
        kept.sort(key=lambda step: step.known_by or "", reverse=True)
        total, page = len(kept), kept[skip : skip + limit]
    else:
        order = newest_first(reader, kind.value if kind else None, state.value if state else None)
        ids, left_out = order.by(as_of)
        total = len(ids)
        page = flow_steps(reader, reader.many(ids[skip : skip + limit]), as_of=as_of)
    return FlowsAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        left_out=left_out,
        evidence=reader.evidence({item for step in page for item in step.evidence}),
        flows=tuple(page),
        total=total,
    )


def who_implements(reader: Reader, practice: str, *, as_of: date | None = None) -> ImplementersAnswer:
    """Who implements a practice or a narrower one, and at which stage."""
    thing = reader.thing(practice)
    breadth = {practice: "exact"}
    for row in reader.rows(travelling.NARROWER, ids=[practice]):
        breadth[row["id"]] = "narrower"
    found = reader.found(reader.rows(travelling.IMPLEMENTATIONS, ids=list(breadth)))
    views = implementation_views(reader, found, breadth, as_of)
    cited = {item for view in views for stage in view.stages for item in stage.evidence}
    return ImplementersAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        evidence=reader.evidence(cited | {item for view in views for item in view.evidence}),
        practice=thing,
        implementations=tuple(views),
    )


def _anchored(reader: Reader, given: list[tuple[str, str]]) -> Iterable[Found]:
    """Flows at every one of the anchors: asked at the first, kept where the others are met too."""
    met: list[dict[str, dict[str, Any]]] = []
    for identifier, arrow in given:
        query = travelling.flows_at(layout.label_of(kind_of(identifier)), arrow)
        met.append({row["id"]: row for row in reader.rows(query, id=identifier)})
    everywhere = set.intersection(*(set(rows) for rows in met))
    return reader.found(met[0][identifier] for identifier in sorted(everywhere))


def _passing(steps: Iterable[Step], kind: FlowKind | None, state: FlowState | None) -> list[Step]:
    return [
        step
        for step in steps
        if (kind is None or step.flow_kind == kind.value) and (state is None or step.state == state.value)
    ]
