"""Engagements: dated activities where actors met or worked."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from practice_atlas.ontology.dates import When
from practice_atlas.ontology.model.base import Named, Part
from practice_atlas.ontology.references import (
    ActorOrPersonRef,
    AnyRef,
    CityRef,
    CountryRef,
    EngagementRef,
    PracticeRef,
    ThemeRef,
)  # fmt: skip
from practice_atlas.ontology.rules import broken
from practice_atlas.ontology.terms import ClassTerm, Term
from practice_atlas.ontology.texts import Line, Text
from practice_atlas.ontology.vocabularies import EngagementKind, OutcomeKind, Role


class Participation(Part):
    """Who took part in which role: a named actor, or an unnamed group as the source describes it."""

    table: ClassVar[str] = "participations"
    class_term: ClassVar[ClassTerm] = ClassTerm("Participation", ("prov:AgentInfluence",))
    end: ClassVar[str] = "actor"
    arrow: ClassVar[str] = "TOOK_PART"
    inverse: ClassVar[bool] = True

    actor: Annotated[ActorOrPersonRef | None, Term("participant", ("prov:agent",))] = Field(
        None, description="Who; empty for an unnamed group."
    )
    unnamed: Annotated[Line | None, Term("unnamed")] = Field(
        None,
        description="An unnamed group as described, for example seven Iraqi local authorities. Never an invented name.",
    )
    count: Annotated[Line | None, Term("count")] = Field(
        None, description="Its number as stated, for example more than 90."
    )
    role: Annotated[Role, Term("role")] = Field(Role.PARTICIPANT, description="What it did there.")
    note: Annotated[Text | None, Term("note", ("skos:note",))] = Field(
        None, description="A remark, for example who came for it."
    )

    @model_validator(mode="after")
    def _is_somebody(self) -> Participation:
        if bool(self.actor) == bool(self.unnamed):
            raise broken(
                "participation.who",
                "a participation names either an actor or an unnamed group, and here it is both or neither",
                "Fill in exactly one of actor and unnamed.",
            )
        return self


class Outcome(Part):
    """What the engagement informed or led to: any record."""

    table: ClassVar[str] = "outcomes"
    class_term: ClassVar[ClassTerm] = ClassTerm("Outcome", ("prov:Influence",))
    end: ClassVar[str] = "target"

    relation: Annotated[OutcomeKind, Term("relation")] = Field(description="Informed or led to.")
    target: Annotated[AnyRef, Term("target")] = Field(description="The record that came of it.")
    note: Annotated[Text | None, Term("note", ("skos:note",))] = Field(None, description="How, in our own words.")


class Engagement(Named):
    """A workshop, roundtable, exchange, advisory support, summit or the like, as its kind says."""

    kind: ClassVar[str] = "engagement"
    table: ClassVar[str] = "engagements"
    class_term: ClassVar[ClassTerm] = ClassTerm("Engagement", ("prov:Activity", "schema:Event"), "Engagement")

    engagement_kind: Annotated[EngagementKind, Term("engagementKind")] = Field(
        description="What kind of activity it was."
    )
    when: Annotated[When | None, Term("when")] = Field(None, description="When, as precisely as the source says.")
    held_in: Annotated[CityRef | None, Term("heldIn", arrow="HELD_IN")] = Field(
        None, description="The city it was held in. Being the place is neither hosting nor teaching."
    )
    country: Annotated[CountryRef | None, Term("country", arrow="IN")] = Field(
        None, description="The country it was held in."
    )
    place: Annotated[Line | None, Term("place")] = Field(
        None, description="The place as stated, where it is no city of ours."
    )
    participations: Annotated[tuple[Participation, ...], Term("participation", ("prov:qualifiedInfluence",))] = Field(
        (), description="Who took part."
    )
    size: Annotated[Line | None, Term("size")] = Field(
        None, description="Size as stated, for example more than 60 officials."
    )
    themes: Annotated[tuple[ThemeRef, ...], Term("theme", arrow="ADDRESSES")] = Field(
        (), description="Themes addressed."
    )
    practices: Annotated[tuple[PracticeRef, ...], Term("practice", arrow="ADDRESSES")] = Field(
        (), description="Practices addressed."
    )
    part_of: Annotated[EngagementRef | None, Term("partOf", ("dct:isPartOf",), arrow="PART_OF")] = Field(
        None, description="The larger engagement it was a phase of."
    )
    outcomes: Annotated[tuple[Outcome, ...], Term("outcome")] = Field((), description="What it informed or led to.")
