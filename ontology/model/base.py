"""What all records share."""

from __future__ import annotations

import json
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from practice_atlas.ontology.identifiers import is_identifier, kind_of
from practice_atlas.ontology.references import EvidenceRef
from practice_atlas.ontology.rules import broken
from practice_atlas.ontology.terms import ClassTerm, Term
from practice_atlas.ontology.texts import Line, NameIn, Text
from practice_atlas.ontology.vocabularies import Audience

Evidences = Annotated[tuple[EvidenceRef, ...], Term("evidence", arrow="CITES")]


class Model(BaseModel):
    """A frozen value that takes no field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)

    class_term: ClassVar[ClassTerm]
    #: Name of the file, table and sheet that holds these.
    table: ClassVar[str]

    def plain(self) -> dict[str, Any]:
        """The fields that say something, as plain JSON values."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def canonical(self) -> str:
        """The same content always as the same text: JSON with sorted keys and no spare white space."""
        return json.dumps(self.plain(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Part(Model):
    """A statement inside a record, with evidence of its own. In sheets it has a table of its own.

    In the graph a part with a `label` is a node; one without is the relationship `arrow` between its record and the
    record named in the field `end`, with the other fields as properties.
    """

    end: ClassVar[str] = ""
    arrow: ClassVar[str] = ""
    inverse: ClassVar[bool] = False

    evidence: Evidences = Field(
        (), description="Evidence of this very statement; without it the record's evidence stands."
    )


class Record(Model):
    """A thing or a statement with an identifier, an audience and, where it states something, evidence."""

    kind: ClassVar[str]
    #: Whether the record is a statement, which must cite at least one place in a source.
    must_cite: ClassVar[bool] = True

    id: str = Field(description="Readable, stable identifier, for example city:saida-lb.")
    audience: Annotated[Audience, Term("audience", record_only=True)] = Field(
        Audience.PUBLIC, description="Who may see it."
    )
    evidence: Evidences = Field((), description="The places in sources that support it.")
    note: Annotated[Text | None, Term("note", narrows=("skos:note",))] = Field(
        None, description="A curator's remark in own words."
    )

    @field_validator("id")
    @classmethod
    def _identifier_is_of_this_kind(cls, value: str) -> str:
        if not is_identifier(value) or kind_of(value) != cls.kind:
            raise broken(
                "identifier.form",
                f"{value[:120]!r} is not an identifier of a {cls.kind}",
                f"Write {cls.kind}: and then small letters, digits and hyphens, at most 120 characters, "
                f"for example {cls.kind}:example-one.",
            )
        return value


Name = Annotated[Line, Term("name", narrows=("skos:prefLabel", "rdfs:label"))]
Names = Annotated[tuple[NameIn, ...], Term("otherName")]


class Named(Record):
    """A record that people call by a name."""

    name: Name = Field(description="The name shown in English text.")
    names: Names = Field(
        (),
        description="Further names as name@language, the preferred of a language first: صيدا@ar; Saïda@fr; Sidon@en.",
    )
