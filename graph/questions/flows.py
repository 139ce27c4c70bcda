"""Learning flows by who taught, who learned, what, how far it went, and by when; and who implements a practice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import travelling
from practice_atlas.graph.questions.answers import FacetView, FlowsAnswer, ImplementersAnswer
from practice_atlas.graph.questions.implementers import implementers
from practice_atlas.graph.questions.lists import Asked, chosen_flows
from practice_atlas.graph.questions.order import FlowKey, all_flows, by_then, key_of, newest_first
from practice_atlas.graph.questions.paging import FIRST, Page, slice_of
from practice_atlas.graph.questions.steps import flow_steps, implementation_views
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.tables.choosing import Filters
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.vocabularies import FlowKind, FlowState

_NONE: Filters = MappingProxyType({})


def flows(
    reader: Reader,
    *,
    teacher: str | None = None,
    learner: str | None = None,
    practice: str | None = None,
    kind: FlowKind | None = None,
    state: FlowState | None = None,
    as_of: date | None = None,
    filters: Filters = _NONE,
    facets: Sequence[str] = (),
    page: Page = FIRST,
) -> FlowsAnswer:
    """Learning flows that pass all filters, newest first, counted by facets. Raises UnknownEntityError for an end that
    is not known, and QuestionError for what flows cannot be chosen by.
    """
    named = {"learner": learner, "teacher": teacher, _subject(practice): practice, "kind": kind, "state": state}
    every = dict(filters) | {name: [str(value)] for name, value in named.items() if value}
    passing: Sequence[FlowKey]
    counted: tuple[FacetView, ...] = ()
    loosen: dict[str, int] = {}
    if facets or not _simple(every):
        passing, left_out, counted, loosen = chosen_flows(reader, Asked(every, as_of=as_of, facets=facets))
    else:
        passing, left_out = by_then(_simply(reader, {name: values[0] for name, values in every.items()}), as_of)
    chosen = slice_of(passing, page, key=key_of)
    steps = flow_steps(reader, reader.many(identifier for identifier, _ in chosen.items), as_of=as_of)
    return FlowsAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        left_out=left_out,
        evidence=reader.evidence({item for step in steps for item in step.evidence}),
        **chosen.place,
        flows=tuple(steps),
        facets=counted,
        loosen=loosen,
    )


def _subject(practice: str | None) -> str:
    return "theme" if practice and kind_of(practice) == "theme" else "practice"


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


#: Filters that the graph answers at once, from one thing; the others need the columns of all flows.
_ANCHORS = {"learner": "LEARNER", "teacher": "TEACHER", "practice": "ABOUT"}


def _simple(filters: Filters) -> bool:
    return all(len(values) == 1 for values in filters.values()) and set(filters) <= {*_ANCHORS, "kind", "state"}


def _simply(reader: Reader, filters: Mapping[str, str]) -> Sequence[FlowKey]:
    """Flows at every one of the things that are named, of the kind and state, newest first."""
    kind, state = filters.get("kind"), filters.get("state")
    met: list[dict[str, str]] = []
    for name, arrow in _ANCHORS.items():
        if name in filters:
            identifier = reader.thing(filters[name]).id
            rows = reader.rows(travelling.flows_at(layout.label_of(kind_of(identifier)), arrow), id=identifier)
            passing = (row for row in rows if kind in (None, row["kind"]) and state in (None, row["state"]))
            met.append({row["id"]: row["known_by"] or "" for row in passing})
    if not met:
        return all_flows(reader, kind, state)
    everywhere = set.intersection(*(set(days) for days in met))
    return newest_first((identifier, met[0][identifier]) for identifier in everywhere)
