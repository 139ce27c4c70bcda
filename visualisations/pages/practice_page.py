"""The page of a practice: how it travelled as a picture and as a table, who does it, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from practice_atlas.graph.questions.answers import Evidence, ImplementationView, LineageAnswer, Thing
from practice_atlas.graph.questions.chosen import EVERYTHING, Chosen
from practice_atlas.graph.questions.days import Days, days_told
from practice_atlas.graph.questions.lineage import lineage
from practice_atlas.graph.questions.paging import USUAL, Page
from practice_atlas.graph.questions.timeline import TELLING
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import Stage
from practice_atlas.visualisations import wording
from practice_atlas.visualisations.choices import choices_told, made
from practice_atlas.visualisations.dates import in_words
from practice_atlas.visualisations.lineage_view import STYLES, LineageView, lineage_view, style_of
from practice_atlas.visualisations.pages.paging import Shown, shown
from practice_atlas.visualisations.pages.thing_page import ThingPage, thing_page
from practice_atlas.visualisations.pages.told import Places, Told, cited, places, told_step

#: Kinds of record that the lineage already tells.
_TOLD_ABOVE = frozenset(("flow", "implementation"))


@dataclass(frozen=True, slots=True)
class StepRow:
    """A row of the table: its number in the picture, how it is drawn there, and what it says."""

    number: int
    style: str
    says: str
    broader: Thing | None
    told: Told


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage with its date, reason and evidence."""

    stage: str
    label: str
    date: str
    dated: bool
    reason: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Doing:
    """Somebody's own instance of the practice and its history, first stage first."""

    view: ImplementationView
    thing: Thing
    stages: tuple[StageRow, ...]
    how_sure: str


@dataclass(frozen=True, slots=True)
class PracticePage:
    """Lineage, implementations, and the rest of what is known of the practice; `days` are those that it can be looked
    at as of; `choices` are those that its steps were chosen by, in words, and `made` as parameters.
    """

    rest: ThingPage
    picture: LineageView | None
    styles: dict[str, str]
    steps: tuple[StepRow, ...]
    place: Shown
    doing: tuple[Doing, ...]
    doing_total: int
    narrower: tuple[Thing, ...]
    broader: tuple[Thing, ...]
    left_out: int
    contradictions: tuple[str, ...]
    other: tuple[Told, ...]
    days: Days | None
    choices: dict[str, str]
    made: dict[str, str]

    @property
    def thing(self) -> Thing:
        """The practice."""
        return self.rest.thing


def practice_page(
    reader: Reader,
    identifier: str,
    as_of: date | None = None,
    after: str | None = None,
    chosen: Chosen = EVERYTHING,
) -> PracticePage:
    """Everything for the page of a practice, its chosen steps from `after` on. Raises UnknownEntityError and
    QuestionError.
    """
    answer = lineage(reader, identifier, as_of=as_of, chosen=chosen, page=Page(USUAL, after))
    known = places(answer.evidence)
    rest = thing_page(reader, identifier, as_of, kinds=TELLING - _TOLD_ABOVE)
    picture = lineage_view(answer)
    return PracticePage(
        rest=rest,
        picture=picture,
        styles={style: STYLES[style] for style in picture.styles} if picture else {},
        steps=_steps(answer, known),
        place=shown(answer, USUAL),
        doing_total=answer.implementations_total,
        doing=tuple(_doing(view, known) for view in answer.implementations),
        narrower=answer.narrower,
        broader=answer.broader,
        left_out=answer.left_out,
        contradictions=answer.contradictions,
        other=rest.timeline,
        days=days_told(reader, [thing.id for thing in (answer.practice, *answer.narrower)]),
        choices=choices_told(reader, chosen),
        made=made(chosen),
    )


def _steps(answer: LineageAnswer, known: Places) -> tuple[StepRow, ...]:
    return tuple(
        StepRow(
            number=number,
            style=style_of(step),
            says=STYLES[style_of(step)],
            broader=step.practice if step.breadth == "broader" else None,
            told=told_step(step, known),
        )
        for number, step in enumerate(answer.steps, start=answer.position + 1)
    )


def _doing(view: ImplementationView, known: Places) -> Doing:
    stages = tuple(
        StageRow(
            stage=stage.stage,
            label=wording.label(Stage, stage.stage),
            date=in_words(stage.when),
            dated=stage.when is not None,
            reason=stage.reason,
            evidence=cited(stage.evidence, known),
        )
        for stage in view.stages
    )
    thing = Thing(id=view.id, kind="implementation", name=view.name)
    return Doing(view, thing, stages, wording.how_sure(view.grade))
