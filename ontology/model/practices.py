"""Themes, practices, and the resources that carry them."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from practice_atlas.ontology.dates import When
from practice_atlas.ontology.model.base import Named
from practice_atlas.ontology.references import ActorRef, EngagementRef, PracticeRef, ResourceRef, ThemeRef
from practice_atlas.ontology.terms import ClassTerm, Term
from practice_atlas.ontology.texts import Text, WebAddress
from practice_atlas.ontology.vocabularies import ResourceKind

Definition = Annotated[Text | None, Term("definition", ("skos:definition",))]


class Theme(Named):
    """A subject that practices belong to."""

    kind: ClassVar[str] = "theme"
    table: ClassVar[str] = "themes"
    must_cite: ClassVar[bool] = False
    class_term: ClassVar[ClassTerm] = ClassTerm("Theme", ("skos:Concept",), "Theme")

    definition: Definition = Field(None, description="What it covers, in our own words.")
    broader: Annotated[ThemeRef | None, Term("skos:broader", arrow="BROADER")] = Field(
        None, description="The wider theme."
    )


class Practice(Named):
    """A transferable kind of doing, for example a youth council."""

    kind: ClassVar[str] = "practice"
    table: ClassVar[str] = "practices"
    must_cite: ClassVar[bool] = False
    class_term: ClassVar[ClassTerm] = ClassTerm("Practice", ("skos:Concept",), "Practice")

    definition: Definition = Field(None, description="What it is, in our own words.")
    themes: Annotated[tuple[ThemeRef, ...], Term("theme", arrow="IN_THEME")] = Field((), description="Its themes.")
    broader: Annotated[PracticeRef | None, Term("skos:broader", arrow="BROADER")] = Field(
        None, description="The wider practice it is a form of."
    )


class Resource(Named):
    """A guide, framework, roadmap or toolkit."""

    kind: ClassVar[str] = "resource"
    table: ClassVar[str] = "resources"
    class_term: ClassVar[ClassTerm] = ClassTerm("Resource", ("schema:CreativeWork", "prov:Entity"), "Resource")

    resource_kind: Annotated[ResourceKind, Term("resourceKind")] = Field(description="What kind of thing it is.")
    makers: Annotated[tuple[ActorRef, ...], Term("maker", ("dct:creator",), arrow="MADE_BY")] = Field(
        (), description="Who made it."
    )
    derived_from: Annotated[
        tuple[ResourceRef, ...], Term("derivedFrom", ("prov:wasDerivedFrom",), arrow="DERIVED_FROM")
    ] = Field((), description="What it was made from.")
    produced_by: Annotated[
        tuple[EngagementRef, ...], Term("producedBy", ("prov:wasGeneratedBy",), arrow="PRODUCED_BY")
    ] = Field((), description="The engagements that produced it.")
    practices: Annotated[tuple[PracticeRef, ...], Term("practice", arrow="ABOUT")] = Field(
        (), description="The practices it is about."
    )
    themes: Annotated[tuple[ThemeRef, ...], Term("theme", arrow="IN_THEME")] = Field((), description="Its themes.")
    when: Annotated[When | None, Term("when")] = Field(None, description="When it was made, as stated.")
    address: Annotated[WebAddress | None, Term("address", ("schema:url",))] = Field(
        None, description="Its web address."
    )
