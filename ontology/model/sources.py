"""Sources, the places in them, and what is said about single fields."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from practice_atlas.ontology.dates import When
from practice_atlas.ontology.model.base import Record
from practice_atlas.ontology.references import AnyRef, InstitutionRef, PersonRef, SourceRef
from practice_atlas.ontology.terms import ClassTerm, Term
from practice_atlas.ontology.texts import Anchor, Language, Line, Text, WebAddress
from practice_atlas.ontology.vocabularies import Directness, SourceKind


class Source(Record):
    """A document. Its text belongs to its publisher and is never part of a data set."""

    kind: ClassVar[str] = "source"
    table: ClassVar[str] = "sources"
    must_cite: ClassVar[bool] = False
    class_term: ClassVar[ClassTerm] = ClassTerm("Source", ("schema:CreativeWork", "prov:Entity"), "Source")

    title: Annotated[Line, Term("title", ("dct:title",))] = Field(description="Its title.")
    source_kind: Annotated[SourceKind, Term("sourceKind")] = Field(
        SourceKind.PUBLISHED, description="What kind of document it is."
    )
    publisher: Annotated[InstitutionRef | None, Term("publisher", ("dct:publisher",), arrow="PUBLISHED_BY")] = Field(
        None, description="Who published it."
    )
    published: Annotated[When | None, Term("published", ("dct:issued",))] = Field(
        None, description="When it was published."
    )
    retrieved: Annotated[When | None, Term("retrieved")] = Field(None, description="When the curator got it.")
    address: Annotated[WebAddress | None, Term("address", ("schema:url",))] = Field(
        None, description="Its web address."
    )
    language: Annotated[Language | None, Term("language", ("dc:language",))] = Field(None, description="Language code.")
    licence: Annotated[Line | None, Term("licence", ("dc:rights",))] = Field(
        None, description="Its licence, if it states one."
    )
    file: Annotated[Line | None, Term("file")] = Field(
        None, description="Name of the text file in the folder of sources; the text itself is never committed."
    )
    sha256: Annotated[str | None, Term("sha256")] = Field(
        None, pattern=r"^[0-9a-f]{64}$", description="SHA-256 of that text file, so that offsets mean the same text."
    )


class Evidence(Record):
    """A place in a source, found again by its first and last words, and in our own words what it says."""

    kind: ClassVar[str] = "evidence"
    table: ClassVar[str] = "evidence"
    must_cite: ClassVar[bool] = False
    class_term: ClassVar[ClassTerm] = ClassTerm("Evidence", ("oa:Annotation",), "Evidence")

    source: Annotated[SourceRef, Term("source", arrow="FROM")] = Field(description="The source.")
    starts: Annotated[Anchor, Term("starts", record_only=True)] = Field(
        description="The first words of the passage: the fewest that are found once (or once after the anchor)."
    )
    ends: Annotated[Anchor, Term("ends", record_only=True)] = Field(
        description="The last words of the passage; their first occurrence from there."
    )
    after: Annotated[Anchor | None, Term("after", record_only=True)] = Field(
        None, description="Words before the passage, where its first words alone occur more than once."
    )
    section: Annotated[Line | None, Term("section")] = Field(None, description="The section it stands in.")
    says: Annotated[Text, Term("says", ("oa:bodyValue",), record_only=True)] = Field(
        description="One line in our own words: what the passage says."
    )
    directness: Annotated[Directness, Term("directness")] = Field(
        Directness.DIRECT, description="Whether the passage says it or the curator concluded it."
    )
    speaker: Annotated[PersonRef | None, Term("speaker", arrow="SPOKEN_BY")] = Field(
        None, description="Who is quoted, if the passage is a quotation."
    )


class Statement(Record):
    """What a source says of one field of a record: support for its value, or another value.

    Values that differ are all kept and shown as conflicting; none is overwritten.
    """

    kind: ClassVar[str] = "statement"
    table: ClassVar[str] = "statements"
    class_term: ClassVar[ClassTerm] = ClassTerm("Statement", ("prov:Entity",), "Statement")

    about: Annotated[AnyRef, Term("about", ("dct:subject",), arrow="ABOUT")] = Field(
        description="The record it is about."
    )
    field: Annotated[Line, Term("field")] = Field(description="The record's field, for example name or size.")
    value: Annotated[Text, Term("value")] = Field(description="The value that the source gives, as it stands there.")


class Waiver(Record):
    """A passage of a source that no record needs to cite, with the reason. Used by `check --coverage` alone."""

    kind: ClassVar[str] = "waiver"
    table: ClassVar[str] = "waivers"
    must_cite: ClassVar[bool] = False
    class_term: ClassVar[ClassTerm] = ClassTerm("Waiver", (), "Waiver")

    source: Annotated[SourceRef, Term("source", arrow="FROM")] = Field(description="The source.")
    starts: Annotated[Anchor, Term("starts", record_only=True)] = Field(description="The first words of the passage.")
    ends: Annotated[Anchor, Term("ends", record_only=True)] = Field(description="The last words of the passage.")
    after: Annotated[Anchor | None, Term("after", record_only=True)] = Field(
        None, description="Words before it, where its start is not unique."
    )
    reason: Annotated[Text, Term("reason")] = Field(description="Why nothing needs to cite it, for example: a heading.")
