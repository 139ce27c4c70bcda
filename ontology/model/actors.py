"""Cities, institutions, officials, and who belongs to what."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from practice_atlas.ontology.dates import When
from practice_atlas.ontology.model.base import Named, Part, Record
from practice_atlas.ontology.references import (
    ActorRef,
    CountryRef,
    InstitutionRef,
    OrganisationRef,
    SourceRef,
)  # fmt: skip
from practice_atlas.ontology.rules import broken
from practice_atlas.ontology.terms import ClassTerm, Term
from practice_atlas.ontology.texts import Line
from practice_atlas.ontology.vocabularies import CityKind, InstitutionKind, MembershipRole, OfficeState


class City(Named):
    """A municipality or other local government as an actor; the place it lies in is another thing."""

    kind: ClassVar[str] = "city"
    table: ClassVar[str] = "cities"
    must_cite: ClassVar[bool] = False
    class_term: ClassVar[ClassTerm] = ClassTerm("LocalGovernment", ("org:FormalOrganization",), "City")

    city_kind: Annotated[CityKind, Term("cityKind", ("org:classification",))] = Field(
        CityKind.CITY, description="What kind of local government it is."
    )
    country: Annotated[CountryRef, Term("country", arrow="IN")] = Field(
        description="Its country, as country: and the two-letter code in small letters, for example country:lb."
    )
    latitude: Annotated[float | None, Term("latitude")] = Field(None, ge=-90, le=90, description="Degrees north.")
    longitude: Annotated[float | None, Term("longitude")] = Field(None, ge=-180, le=180, description="Degrees east.")
    population: Annotated[int | None, Term("population")] = Field(
        None, ge=1, description="Inhabitants of the place; empty if not known."
    )
    geonames: Annotated[int | None, Term("geonames")] = Field(
        None, ge=1, description="GeoNames id of the place it lies in."
    )
    wikidata: Annotated[str | None, Term("wikidata")] = Field(
        None, pattern=r"^Q[1-9]\d*$", description="Wikidata id, if checked."
    )
    located_by: Annotated[SourceRef | None, Term("locatedBy", arrow="LOCATED_BY")] = Field(
        None, description="The gazetteer that coordinates, population and ids come from."
    )


class Institution(Named):
    """A ministry, committee, association, intergovernmental body, foundation, network or other body that acts."""

    kind: ClassVar[str] = "institution"
    table: ClassVar[str] = "institutions"
    must_cite: ClassVar[bool] = False
    class_term: ClassVar[ClassTerm] = ClassTerm("Institution", ("org:FormalOrganization",), "Institution")

    institution_kind: Annotated[InstitutionKind, Term("institutionKind", ("org:classification",))] = Field(
        description="What kind of body it is."
    )
    country: Annotated[CountryRef | None, Term("country", arrow="IN")] = Field(
        None, description="Its country; empty for bodies of several countries."
    )
    reach: Annotated[Line | None, Term("reach")] = Field(None, description="Where it works, if not in one country.")
    parent: Annotated[InstitutionRef | None, Term("parent", ("org:subOrganizationOf",), arrow="PART_OF")] = Field(
        None, description="The body it is part of."
    )


class Office(Part):
    """An office that a person holds or held."""

    table: ClassVar[str] = "offices"
    class_term: ClassVar[ClassTerm] = ClassTerm("Office", ("org:Membership",))
    end: ClassVar[str] = "organisation"
    arrow: ClassVar[str] = "HOLDS_OFFICE"

    role: Annotated[Line, Term("officeRole")] = Field(description="The office, for example Mayor.")
    organisation: Annotated[OrganisationRef, Term("organisation", ("org:organization",))] = Field(description="Where.")
    when: Annotated[When | None, Term("when")] = Field(None, description="From and to, as stated.")
    state: Annotated[OfficeState, Term("officeState")] = Field(
        OfficeState.PRESENT, description="Present or former when the source appeared."
    )


class Person(Named):
    """A holder, present or former, of a public or association office. Nobody else is recorded."""

    kind: ClassVar[str] = "person"
    table: ClassVar[str] = "people"
    class_term: ClassVar[ClassTerm] = ClassTerm("Official", ("foaf:Person",), "Person")

    offices: Annotated[tuple[Office, ...], Term("office", ("org:hasMembership",))] = Field(
        description="The offices held; at least one."
    )

    @model_validator(mode="after")
    def _holds_an_office(self) -> Person:
        if not self.offices:
            raise broken(
                "person.office",
                f"{self.name} has no office, and only holders of a public or association office are recorded",
                "Add the office to the offices, or leave the person out.",
            )
        return self


class Membership(Record):
    """An actor belongs to an organisation, in a role, from and to."""

    kind: ClassVar[str] = "membership"
    table: ClassVar[str] = "memberships"
    class_term: ClassVar[ClassTerm] = ClassTerm("Membership", ("org:Membership",), "Membership")

    actor: Annotated[ActorRef, Term("member", ("org:member",), arrow="MEMBER")] = Field(description="Who belongs.")
    organisation: Annotated[InstitutionRef, Term("organisation", ("org:organization",), arrow="OF")] = Field(
        description="What it belongs to."
    )
    role: Annotated[MembershipRole, Term("membershipRole")] = Field(MembershipRole.MEMBER, description="As what.")
    when: Annotated[When | None, Term("when")] = Field(None, description="From and to, as stated.")
