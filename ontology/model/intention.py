"""Intentions: needs, requests, offers, recommendations and commitments."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from practice_atlas.ontology.dates import When
from practice_atlas.ontology.model.base import Record
from practice_atlas.ontology.references import ActorRef, AnyRef, EngagementRef, PracticeRef, ThemeRef
from practice_atlas.ontology.rules import broken
from practice_atlas.ontology.terms import ClassTerm, Term
from practice_atlas.ontology.texts import Line, Text
from practice_atlas.ontology.vocabularies import IntentionKind


class Intention(Record):
    """What an actor needs, asked for, offered, recommended or promised."""

    kind: ClassVar[str] = "intention"
    table: ClassVar[str] = "intentions"
    class_term: ClassVar[ClassTerm] = ClassTerm("Intention", ("prov:Entity",), "Intention")

    intention_kind: Annotated[IntentionKind, Term("intentionKind")] = Field(description="What it is.")
    actor: Annotated[ActorRef | None, Term("actor", ("prov:wasAttributedTo",), arrow="BY")] = Field(
        None, description="Whose it is."
    )
    unnamed_actor: Annotated[Line | None, Term("unnamedActor")] = Field(
        None, description="Whose it is, where the source names nobody, for example cities from the region."
    )
    addressees: Annotated[tuple[ActorRef, ...], Term("addressee", arrow="ADDRESSED_TO")] = Field(
        (), description="Whom it was put to."
    )
    unnamed_addressee: Annotated[Line | None, Term("unnamedAddressee")] = Field(
        None, description="Whom it was put to, where the source names nobody."
    )
    summary: Annotated[Text, Term("summary")] = Field(description="What it is about, in our own words.")
    practice: Annotated[PracticeRef | None, Term("practice", arrow="ABOUT")] = Field(
        None, description="The practice it is about."
    )
    theme: Annotated[ThemeRef | None, Term("theme", arrow="ABOUT")] = Field(None, description="The theme it is about.")
    when: Annotated[When | None, Term("when")] = Field(None, description="When, as stated.")
    raised_at: Annotated[tuple[EngagementRef, ...], Term("raisedAt", arrow="RAISED_AT")] = Field(
        (), description="The engagements at which it was raised."
    )
    led_to: Annotated[tuple[AnyRef, ...], Term("ledTo", ("prov:influenced",), arrow="LED_TO")] = Field(
        (), description="What came of it."
    )

    @model_validator(mode="after")
    def _is_somebodys(self) -> Intention:
        if bool(self.actor) == bool(self.unnamed_actor):
            raise broken(
                "intention.actor",
                "the actor is given twice or not at all",
                "Fill in exactly one of actor and unnamed_actor.",
            )
        return self
