"""References from one record to another, as annotated text that knows which kinds it may name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from practice_atlas.ontology.identifiers import ACTORS, KINDS, LONGEST, is_identifier, kind_of
from practice_atlas.ontology.rules import broken


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a text field as a reference to a record of one of `kinds` (any kind when empty), and checks its form.

    Whether the record exists is checked when a data set is loaded: a record alone cannot know.
    """

    kinds: tuple[str, ...] = ()

    def check(self, value: str) -> str:
        """The reference, if it is well formed and of an allowed kind."""
        allowed = self.kinds or KINDS
        if not is_identifier(value):
            raise broken(
                "reference.form",
                f"{value[:LONGEST]!r} is neither an identifier nor a name that is known here",
                f"Write an identifier of the form {' or '.join(f'{kind}:…' for kind in allowed[:4])}",
            )
        if kind_of(value) not in allowed:
            raise broken(
                "reference.kind",
                f"{value} is a {kind_of(value)}; this field takes {' or '.join(allowed)}",
                "Name a record of an allowed kind, or use the field that is meant for this one.",
            )
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Adds the check to the text's own."""
        return core_schema.no_info_after_validator_function(self.check, handler(source))


WITH_PEOPLE: Final = (*ACTORS, "person")

AnyRef = Annotated[str, Ref()]
ActorRef = Annotated[str, Ref(ACTORS)]
ActorOrPersonRef = Annotated[str, Ref(WITH_PEOPLE)]
CityRef = Annotated[str, Ref(("city",))]
CountryRef = Annotated[str, Ref(("country",))]
EngagementRef = Annotated[str, Ref(("engagement",))]
EvidenceRef = Annotated[str, Ref(("evidence",))]
ImplementationRef = Annotated[str, Ref(("implementation",))]
InstitutionRef = Annotated[str, Ref(("institution",))]
OrganisationRef = Annotated[str, Ref(("city", "institution"))]
PersonRef = Annotated[str, Ref(("person",))]
PracticeRef = Annotated[str, Ref(("practice",))]
ResourceRef = Annotated[str, Ref(("resource",))]
SourceRef = Annotated[str, Ref(("source",))]
TeacherRef = Annotated[str, Ref((*ACTORS, "resource"))]
ThemeRef = Annotated[str, Ref(("theme",))]
FoundationRef = Annotated[str, Ref(("implementation", "resource"))]
