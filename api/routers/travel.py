"""How practices travel: learning flows, lineages, connections of two cities."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from practice_atlas.api.asking import Asking, resolved
from practice_atlas.api.examples import example
from practice_atlas.api.parameters import LONGEST_NAME, About, AsOf, From, Name, Paging, To
from practice_atlas.graph.questions.answers import FlowsAnswer, LineageAnswer, PathAnswer
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.flows import flows as ask_flows
from practice_atlas.graph.questions.lineage import lineage as ask_lineage
from practice_atlas.graph.questions.path import path as ask_path
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.identifiers import ACTORS
from practice_atlas.ontology.vocabularies import FlowKind, FlowState

router = APIRouter(prefix="/v1", tags=["travel"])

Kind = Annotated[FlowKind | None, Query(description="How far it went.")]
State = Annotated[FlowState | None, Query(description="Whether it has happened.")]
Start = Annotated[str, Query(alias="from", description="A city.", examples=["Saida"], max_length=LONGEST_NAME)]
End = Annotated[str, Query(alias="to", description="Another city.", examples=["Fes"], max_length=LONGEST_NAME)]
InTime = Annotated[
    bool,
    Query(description="Only by learning flows from teacher to learner, each no earlier than the one before."),
]


@router.get("/flows", summary="Who learned which practice from whom", responses=example(FlowsAnswer))
def flows(
    ask: Asking,
    page: Paging,
    teacher: From = None,
    learner: To = None,
    practice: About = None,
    kind: Kind = None,
    state: State = None,
    as_of: AsOf = None,
) -> FlowsAnswer:
    """Learning flows that pass all filters, newest first, with their evidence."""
    day = as_of_day(as_of)

    def question(reader: Reader) -> FlowsAnswer:
        return ask_flows(
            reader,
            teacher=resolved(reader, "from", teacher, *ACTORS, "resource") if teacher else None,
            learner=resolved(reader, "to", learner, *ACTORS) if learner else None,
            practice=resolved(reader, "practice", practice, "practice", "theme") if practice else None,
            kind=kind,
            state=state,
            as_of=day,
            page=page,
        )

    return ask(question)


@router.get("/practices/{id}/lineage", summary="How a practice travelled", responses=example(LineageAnswer))
def lineage(ask: Asking, id: Name, page: Paging, as_of: AsOf = None) -> LineageAnswer:
    """Who implements it, at which stage, and a page of the steps between them, oldest first, each with evidence."""
    day = as_of_day(as_of)
    return ask(lambda reader: ask_lineage(reader, resolved(reader, "id", id, "practice"), as_of=day, page=page))


@router.get("/path", summary="How two cities are connected", responses=example(PathAnswer))
def path(ask: Asking, start: Start, end: End, as_of: AsOf = None, respect_time: InTime = False) -> PathAnswer:
    """The shortest way by learning flows, else by engagements that both took part in; no legs: none was found."""
    day = as_of_day(as_of)

    def question(reader: Reader) -> PathAnswer:
        ends = resolved(reader, "from", start, "city"), resolved(reader, "to", end, "city")
        return ask_path(reader, *ends, as_of=day, respect_time=respect_time)

    return ask(question)
