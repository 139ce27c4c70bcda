"""Implementations: one actor's own instance of a practice, and the stages it went through."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from practice_atlas.ontology.dates import When
from practice_atlas.ontology.model.base import Named, Part
from practice_atlas.ontology.references import ActorRef, FoundationRef, PracticeRef
from practice_atlas.ontology.terms import ClassTerm, Term
from practice_atlas.ontology.texts import Line, Text
from practice_atlas.ontology.vocabularies import Stage


class StageAssertion(Part):
    """A source says that the implementation was at a stage, at a date. Several may stand side by side, and disagree."""

    table: ClassVar[str] = "stages"
    class_term: ClassVar[ClassTerm] = ClassTerm("StageAssertion", ("prov:Entity",), "StageAssertion")

    stage: Annotated[Stage, Term("stage")] = Field(description="The stage.")
    when: Annotated[When | None, Term("when")] = Field(None, description="When it reached it, as stated.")
    reason: Annotated[Text | None, Term("reason")] = Field(None, description="Why, for example why it was paused.")


class Implementation(Named):
    """One actor's own instance of a practice, for example the Fes Communal Youth Council."""

    kind: ClassVar[str] = "implementation"
    table: ClassVar[str] = "implementations"
    class_term: ClassVar[ClassTerm] = ClassTerm("Implementation", ("prov:Entity",), "Implementation")

    actor: Annotated[ActorRef, Term("implementer", ("prov:wasAttributedTo",), arrow="IMPLEMENTED_BY")] = Field(
        description="Whose it is."
    )
    practice: Annotated[PracticeRef, Term("practice", arrow="OF")] = Field(
        description="The practice it is an instance of."
    )
    supporters: Annotated[tuple[ActorRef, ...], Term("supporter", arrow="SUPPORTED_BY")] = Field(
        (), description="Who supported it."
    )
    builds_on: Annotated[tuple[FoundationRef, ...], Term("buildsOn", ("prov:wasDerivedFrom",), arrow="BUILDS_ON")] = (
        Field((), description="Earlier implementations or resources it builds on.")
    )
    size: Annotated[Line | None, Term("size")] = Field(None, description="Size as stated, for example 91 members.")
    description: Annotated[Text | None, Term("description", ("dct:description",))] = Field(
        None, description="What it is and how it works, in our own words."
    )
    stages: Annotated[tuple[StageAssertion, ...], Term("stageAssertion")] = Field(
        (), description="Its stages, as reported."
    )
