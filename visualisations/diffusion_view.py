"""How a practice spread, as plain data: period by period what certainly had happened and what can have, and the
implementations and learning flows that are counted.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from pydantic import Field

from practice_atlas.graph.questions.answers import Evidence, ImplementationView, LineageAnswer, PagedAnswer, Step, Thing
from practice_atlas.graph.questions.chosen import EVERYTHING, Chosen
from practice_atlas.graph.questions.diffusion import By, diffusion
from practice_atlas.graph.questions.lineage import lineage
from practice_atlas.graph.questions.overview_answers import DiffusionPeriod
from practice_atlas.graph.questions.paging import MOST, USUAL, Page
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.dates import When
from practice_atlas.ontology.vocabularies import Stage
from practice_atlas.visualisations import wording
from practice_atlas.visualisations.choices import choices_told
from practice_atlas.visualisations.languages.speaking import called, translated
from practice_atlas.visualisations.moments import Lane, Moment, lanes_of, moment

#: Periods of a page; with more months than this, periods are years if nobody says otherwise.
SHOWN: Final = Page(USUAL)
#: Implementations and flows that are told one by one; beyond them the curves say more.
_TOLD: Final = Page(60)
LANES: Final = {"began": "Places that do it or tried to", "learned": "Who learned of it"}


class Point(DiffusionPeriod):
    """A period with its first and last day."""

    start: date
    end: date


class DiffusionView(PagedAnswer):
    """How a practice and its forms spread. Fields of paging are those of the periods.

    Certain numbers count a date at the last day that it can mean, possible ones at the first; `undated` counts what the
    source does not date. `moments` are what is counted, up to 60 learning flows and the implementations beside them, of
    `moments_total`.
    """

    practice: Thing
    narrower: tuple[Thing, ...] = ()
    by: str
    periods: tuple[Point, ...]
    undated: dict[str, int] = Field(description="Implementations, stages and flows that the source does not date.")
    planned: int = 0
    lanes: tuple[Lane, ...]
    moments: tuple[Moment, ...]
    moments_total: int
    filters: dict[str, str] = Field(default_factory=dict)


def diffusion_view(
    reader: Reader,
    practice: str,
    *,
    by: By | None = None,
    as_of: date | None = None,
    chosen: Chosen = EVERYTHING,
    page: Page = SHOWN,
) -> DiffusionView:
    """How a practice spread, by month where that is not too long. Raises UnknownEntityError and QuestionError."""
    periods = by or usual_periods(reader, practice, as_of, chosen)
    answer = diffusion(reader, practice, by=periods, as_of=as_of, chosen=chosen, possible=True, page=page)
    travelled = lineage(reader, practice, as_of=as_of, chosen=chosen, page=_TOLD)
    moments = tuple(_moments(travelled))
    cited = {piece for item in moments for piece in item.evidence}
    filters = {translated("Practice"): called(answer.practice)}
    filters |= {**choices_told(reader, chosen), **({translated("As of"): as_of.isoformat()} if as_of else {})}
    return DiffusionView(
        revision=answer.revision,
        as_of=answer.as_of,
        left_out=answer.left_out,
        evidence=_evidence(travelled, cited),
        total=answer.total,
        position=answer.position,
        next=answer.next,
        previous=answer.previous,
        practice=answer.practice,
        narrower=answer.narrower,
        by=answer.by,
        periods=tuple(_point(period) for period in answer.periods),
        undated=answer.undated,
        planned=answer.planned,
        lanes=lanes_of(moments, LANES),
        moments=moments,
        moments_total=_total(reader, travelled, moments, answer.practice.id, as_of, chosen),
        filters=filters,
    )


def usual_periods(reader: Reader, practice: str, as_of: date | None = None, chosen: Chosen = EVERYTHING) -> By:
    """By month where all months fit on a page, else by year."""
    months = diffusion(reader, practice, by="month", as_of=as_of, chosen=chosen, possible=True, page=Page(1)).total
    return "month" if months <= USUAL else "year"


def _total(
    reader: Reader, told: LineageAnswer, moments: Sequence[Moment], practice: str, as_of: date | None, chosen: Chosen
) -> int:
    """How many implementations and flows are counted: those that are told, where all are."""
    if told.next is None and len(told.implementations) == told.implementations_total:
        return len(moments)
    whole = diffusion(reader, practice, as_of=as_of, chosen=chosen, page=Page(MOST))
    dated = sum(period.implementations + period.flows for period in whole.periods[-1:])
    return dated + whole.undated["implementations"] + whole.undated["flows"]


def _point(period: DiffusionPeriod) -> Point:
    year, _, month = period.period.partition("-")
    first, last = (int(month), int(month)) if month else (1, 12)
    end = date(int(year), last, calendar.monthrange(int(year), last)[1])
    return Point(**period.model_dump(), start=date(int(year), first, 1), end=end)


def _moments(told: LineageAnswer) -> Iterator[Moment]:
    """Implementations at their first dated stage, then learning that has happened: what the question counts."""
    number = 0
    for view in told.implementations:
        if view.breadth != "broader":
            number += 1
            yield _began(number, view)
    for step in told.steps:
        if step.kind == "flow" and step.state == "done" and step.breadth != "broader":
            number += 1
            yield _learned(number, step)


def _began(number: int, view: ImplementationView) -> Moment:
    dated = [stage for stage in view.stages if stage.when and When.parse(stage.when).known_by]
    first = min(dated, key=lambda stage: stage.known_by or "9999", default=None)
    stage = first or (view.stages[-1] if view.stages else None)
    said = wording.implementation(view).plain()
    return moment(
        number,
        "began",
        f"{called(view.actor)}: {wording.label(Stage, stage.stage)}" if stage else called(view.actor),
        sentence=said,
        when=first.when if first else None,
        record=view.id,
        how_sure=wording.how_sure(view.grade),
        evidence=tuple(dict.fromkeys([*view.evidence, *(stage.evidence if stage else ())])),
        state=stage.stage if stage else None,
    )


def _learned(number: int, step: Step) -> Moment:
    learner = called(step.learner) if step.learner else step.unnamed_learner or ""
    teacher = called(step.teacher) if step.teacher else step.unnamed_teacher or ""
    return moment(
        number,
        "learned",
        translated("{learner} ← {teacher}").format(learner=learner, teacher=teacher),
        sentence=wording.step(step).plain(),
        when=step.when,
        record=step.record,
        how_sure=wording.how_sure(step.grade),
        evidence=step.evidence,
    )


def _evidence(told: LineageAnswer, cited: set[str]) -> tuple[Evidence, ...]:
    return tuple(piece for piece in told.evidence if piece.id in cited)
