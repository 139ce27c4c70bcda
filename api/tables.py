"""Views as tables for spreadsheets: the same rows as on their pages."""

from __future__ import annotations

from practice_atlas.api.tabular import Cell, Table
from practice_atlas.graph.questions.cells import UNKNOWN
from practice_atlas.graph.questions.implementation_columns import STAGES
from practice_atlas.graph.questions.overview_answers import DiffusionAnswer, MatrixAnswer
from practice_atlas.ontology.vocabularies import Stage
from practice_atlas.visualisations.matrix_view import heading_of
from practice_atlas.visualisations.palette import STATE_LOOKS
from practice_atlas.visualisations.timeline_view import LANES, TimelineView
from practice_atlas.visualisations.wording import label


def matrix_table(answer: MatrixAnswer) -> Table:
    """Practices by columns. What is unknown says so: an empty cell would be taken for a no. Where only cells
    with a record that fits were asked for, others may hold something too.
    """
    names = [thing.name for thing in answer.columns.things]
    states = {(cell.row, cell.column): STATE_LOOKS[cell.state].label for cell in answer.cells}
    nothing = "none that fits" if answer.narrowed else UNKNOWN
    table: Table = [["practice", "id", *(heading_of(thing, names) for thing in answer.columns.things)]]
    for number, row in enumerate(answer.rows):
        told = (states.get((number, column), nothing) for column in range(len(names)))
        table.append([row.thing.name, row.thing.id, *told])
    return table


def diffusion_table(answer: DiffusionAnswer) -> Table:
    """Periods with their numbers: certain, and at most."""
    stages = [label(Stage, stage) for stage in STAGES]
    table: Table = [
        [answer.by, "implementations", "implementations at most", *stages, "learning flows", "learning flows at most",
         "countries"]
    ]  # fmt: skip
    for point in answer.periods:
        at: list[Cell] = [point.stages.get(stage, 0) for stage in STAGES]
        table.append(
            [point.period, point.implementations, point.possible_implementations, *at, point.flows,
             point.possible_flows, point.countries]
        )  # fmt: skip
    return table


def timeline_table(view: TimelineView) -> Table:
    """Statements in their order, with the days that their dates can mean."""
    table: Table = [
        ["no.", "kind", "what is told", "when", "as written (EDTF)", "earliest", "latest", "how sure", "record",
         "evidence"]
    ]  # fmt: skip
    for item in view.moments:
        days = (str(item.earliest or ""), str(item.latest or ""))
        table.append(
            [item.number, LANES[item.lane], item.sentence, item.words, item.when or "", *days, item.how_sure,
             item.record, "; ".join(item.evidence)]
        )  # fmt: skip
    return table
