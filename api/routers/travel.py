"""How practices travel: learning flows, lineages, connections of two cities."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from practice_atlas.api.asking import Asking, resolved
from practice_atlas.api.choices import PracticeChoices
from practice_atlas.api.examples import example
from practice_atlas.api.keeping import KeptRoute
from practice_atlas.api.listing import ListParameters, filters_of, page_of, parameters_of_flows
from practice_atlas.api.parameters import LONGEST_NAME, AsOf, InTime, Name, Paging
from practice_atlas.api.tabular import as_table, with_tables
from practice_atlas.graph.questions.answers import FlowsAnswer, LineageAnswer, ListAnswer, PathAnswer
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.flows import flows as ask_flows
from practice_atlas.graph.questions.lineage import lineage as ask_lineage
from practice_atlas.graph.questions.lists import Asked, things_of
from practice_atlas.graph.questions.path import path as ask_path
from practice_atlas.graph.reading import Reader

router = APIRouter(prefix="/v1", tags=["travel"], route_class=KeptRoute)

Start = Annotated[str, Query(alias="from", description="A city.", examples=["Saida"], max_length=LONGEST_NAME)]
End = Annotated[str, Query(alias="to", description="Another city.", examples=["Fes"], max_length=LONGEST_NAME)]


def flows(ask: Asking, given: ListParameters) -> FlowsAnswer | Response:
    """Learning flows that pass all filters, newest first, with their evidence; as a table with names beside the ids."""

    def question(reader: Reader) -> FlowsAnswer | ListAnswer:
        filters, day, page = filters_of(reader, "flow", given), as_of_day(given.as_of), page_of(given)
        if given.format != "json":
            return things_of(reader, "flow", Asked(filters, as_of=day, sort="-day", include=("evidence",)), page=page)
        return ask_flows(reader, filters=filters, as_of=day, facets=getattr(given, "facets"), page=page)  # noqa: B009

    answer = ask(question)
    return as_table(answer, given.format, "flow") if isinstance(answer, ListAnswer) else answer


flows.__annotations__["given"] = Annotated[parameters_of_flows(), Query()]
router.add_api_route(
    "/flows",
    flows,
    summary="Who learned which practice from whom",
    response_model=FlowsAnswer,
    responses=with_tables(example(FlowsAnswer)),
    operation_id="list_flows",
)


@router.get("/practices/{id}/lineage", summary="How a practice travelled", responses=example(LineageAnswer))
def lineage(ask: Asking, id: Name, page: Paging, choices: PracticeChoices, as_of: AsOf = None) -> LineageAnswer:
    """Who implements it, at which stage, and a page of the steps between them, oldest first, each with evidence."""
    day = as_of_day(as_of)

    def question(reader: Reader) -> LineageAnswer:
        practice = resolved(reader, "id", id, "practice")
        return ask_lineage(reader, practice, as_of=day, chosen=choices.chosen(reader), page=page)

    return ask(question)


@router.get("/path", summary="How two cities are connected", responses=example(PathAnswer))
def path(ask: Asking, start: Start, end: End, as_of: AsOf = None, respect_time: InTime = False) -> PathAnswer:
    """The shortest way by learning flows, else by engagements that both took part in; no legs: none was found."""
    day = as_of_day(as_of)

    def question(reader: Reader) -> PathAnswer:
        ends = resolved(reader, "from", start, "city"), resolved(reader, "to", end, "city")
        return ask_path(reader, *ends, as_of=day, respect_time=respect_time)

    return ask(question)
