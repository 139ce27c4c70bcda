"""Partnerships: agreements between institutions or cities."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from practice_atlas.ontology.dates import When
from practice_atlas.ontology.model.base import Named, Part
from practice_atlas.ontology.references import ActorRef, PracticeRef, ThemeRef
from practice_atlas.ontology.rules import broken
from practice_atlas.ontology.terms import ClassTerm, Term
from practice_atlas.ontology.texts import Text
from practice_atlas.ontology.vocabularies import PartnershipKind, PartnershipState


class PartnershipAssertion(Part):
    """A source says that the partnership was in a state, at a date."""

    table: ClassVar[str] = "partnership_states"
    class_term: ClassVar[ClassTerm] = ClassTerm("PartnershipAssertion", ("prov:Entity",), "PartnershipAssertion")

    state: Annotated[PartnershipState, Term("partnershipState")] = Field(description="The state.")
    when: Annotated[When | None, Term("when")] = Field(None, description="When, as stated.")


class Partnership(Named):
    """An agreement between institutions or cities: its kind, purpose and dated states."""

    kind: ClassVar[str] = "partnership"
    table: ClassVar[str] = "partnerships"
    class_term: ClassVar[ClassTerm] = ClassTerm("Partnership", ("prov:Entity",), "Partnership")

    partnership_kind: Annotated[PartnershipKind, Term("partnershipKind")] = Field(
        description="What kind of agreement it is."
    )
    parties: Annotated[tuple[ActorRef, ...], Term("party", arrow="PARTY")] = Field(
        description="The parties; at least two."
    )
    purpose: Annotated[Text | None, Term("purpose")] = Field(None, description="What it is for, in our own words.")
    practices: Annotated[tuple[PracticeRef, ...], Term("practice", arrow="ABOUT")] = Field(
        (), description="Practices it is about."
    )
    themes: Annotated[tuple[ThemeRef, ...], Term("theme", arrow="ABOUT")] = Field((), description="Themes it is about.")
    states: Annotated[tuple[PartnershipAssertion, ...], Term("stateAssertion")] = Field(
        (), description="Its states, as reported."
    )

    @model_validator(mode="after")
    def _has_two_parties(self) -> Partnership:
        if len(set(self.parties)) < 2:
            raise broken(
                "partnership.parties", "a partnership has at least two different parties", "Name the other party."
            )
        return self
