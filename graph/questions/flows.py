"""Learning flows by who taught, who learned, what, how far it went, and by when; and who implements a practice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import travelling
from practice_atlas.graph.questions.answers import FlowsAnswer, ImplementersAnswer
from practice_atlas.graph.questions.implementers import implementers
from practice_atlas.graph.questions.order import FlowKey, all_flows, by_then, key_of, newest_first
from practice_atlas.graph.questions.paging import FIRST, Page, slice_of
from practice_atlas.graph.questions.steps import flow_steps, implementation_views
from practice_atlas.graph.reading import Reader
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
    page: Page = FIRST,
) -> FlowsAnswer:
    """Learning flows that pass all filters, newest first. Raises UnknownEntityError for an end that is not known."""
    anchors = [(learner, "LEARNER"), (teacher, "TEACHER"), (practice, "ABOUT")]
    given = [(reader.thing(identifier).id, arrow) for identifier, arrow in anchors if identifier]
    choice = kind.value if kind else None, state.value if state else None
    passing = _anchored(reader, given, *choice) if given else all_flows(reader, *choice)
    by_day, left_out = by_then(passing, as_of)
    chosen = slice_of(by_day, page, key=key_of)
    steps = flow_steps(reader, reader.many(identifier for identifier, _ in chosen.items), as_of=as_of)
    return FlowsAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        left_out=left_out,
        evidence=reader.evidence({item for step in steps for item in step.evidence}),
        **chosen.place,
        flows=tuple(steps),
    )


def who_implements(
    reader: Reader, practice: str, *, as_of: date | None = None, page: Page = FIRST
) -> ImplementersAnswer:
    """Who implements a practice or a narrower one, and at which stage."""
    thing = reader.thing(practice)
    breadth = {practice: "exact"}
    for row in reader.rows(travelling.NARROWER, ids=[practice]):
        breadth[row["id"]] = "narrower"
    chosen = slice_of(implementers(reader, list(breadth), as_of), page, key=lambda item: item.key)
    views = implementation_views(reader, reader.many(item.id for item in chosen.items), breadth, as_of)
    cited = {item for view in views for stage in view.stages for item in stage.evidence}
    return ImplementersAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        evidence=reader.evidence(cited | {item for view in views for item in view.evidence}),
        **chosen.place,
        practice=thing,
        implementations=tuple(views),
    )


def _anchored(
    reader: Reader, given: Sequence[tuple[str, str]], kind: str | None, state: str | None
) -> Sequence[FlowKey]:
    """Flows at every one of the anchors, newest first."""
    met: list[dict[str, str]] = []
    for identifier, arrow in given:
        rows = reader.rows(travelling.flows_at(layout.label_of(kind_of(identifier)), arrow), id=identifier)
        passing = (row for row in rows if kind in (None, row["kind"]) and state in (None, row["state"]))
        met.append({row["id"]: row["known_by"] or "" for row in passing})
    everywhere = set.intersection(*(set(days) for days in met))
    return newest_first((identifier, met[0][identifier]) for identifier in everywhere)
