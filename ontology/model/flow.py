"""Learning flows: the influence of one actor's experience on another's, for a practice."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from practice_atlas.ontology.dates import When
from practice_atlas.ontology.model.base import Record
from practice_atlas.ontology.references import (
    ActorRef,
    EngagementRef,
    ImplementationRef,
    PracticeRef,
    TeacherRef,
    ThemeRef,
)  # fmt: skip
from practice_atlas.ontology.rules import broken
from practice_atlas.ontology.terms import ClassTerm, Term
from practice_atlas.ontology.texts import Line, Text
from practice_atlas.ontology.vocabularies import FlowKind, FlowState


class LearningFlow(Record):
    """Who learned which practice from whom, at which engagement. A class, not an arrow: it has evidence of its own."""

    kind: ClassVar[str] = "flow"
    table: ClassVar[str] = "flows"
    class_term: ClassVar[ClassTerm] = ClassTerm("LearningFlow", ("prov:Influence",), "LearningFlow")

    learner: Annotated[ActorRef | None, Term("learner", arrow="LEARNER")] = Field(None, description="Who learned.")
    unnamed_learner: Annotated[Line | None, Term("unnamedLearner")] = Field(
        None, description="Who learned, where the source names nobody, for example other Moroccan cities."
    )
    teacher: Annotated[TeacherRef | None, Term("teacher", ("prov:influencer",), arrow="TEACHER")] = Field(
        None, description="Whose experience it was: a city, institution, country or resource."
    )
    unnamed_teacher: Annotated[Line | None, Term("unnamedTeacher")] = Field(
        None, description="Whose experience it was, where the source names nobody."
    )
    practice: Annotated[PracticeRef | None, Term("practice", arrow="ABOUT")] = Field(
        None, description="The practice, never narrower than the source's words."
    )
    theme: Annotated[ThemeRef | None, Term("theme", arrow="ABOUT")] = Field(
        None, description="The theme, where the source names no practice."
    )
    flow_kind: Annotated[FlowKind, Term("flowKind")] = Field(
        description="How far it went: exposed, inspired or adapted."
    )
    state: Annotated[FlowState, Term("flowState")] = Field(FlowState.DONE, description="Planned, under way or done.")
    via: Annotated[tuple[EngagementRef, ...], Term("via", ("prov:hadActivity",), arrow="VIA")] = Field(
        (), description="The engagements at which it happened."
    )
    when: Annotated[When | None, Term("when")] = Field(None, description="When, if stated apart from the engagement.")
    led_to: Annotated[ImplementationRef | None, Term("ledTo", ("prov:influenced",), arrow="LED_TO")] = Field(
        None, description="The learner's implementation that came of it."
    )
    adaptation: Annotated[Text | None, Term("adaptation")] = Field(
        None, description="What the learner did differently, if stated."
    )

    @model_validator(mode="after")
    def _has_two_different_ends(self) -> LearningFlow:
        for end, named, unnamed in (
            ("learner", self.learner, self.unnamed_learner),
            ("teacher", self.teacher, self.unnamed_teacher),
        ):
            if bool(named) == bool(unnamed):
                raise broken(
                    f"flow.{end}",
                    f"the {end} is given twice or not at all",
                    f"Fill in exactly one of {end} and unnamed_{end}.",
                )
        if self.learner and self.learner == self.teacher:
            raise broken(
                "flow.self",
                f"{self.learner} would learn from itself",
                "Name the other actor as teacher, or leave the flow out.",
            )
        if not self.practice and not self.theme:
            raise broken(
                "flow.about",
                "neither a practice nor a theme is given",
                "Name the practice or, failing that, the theme.",
            )
        return self
