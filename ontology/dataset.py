"""A data set: its own description and its records, as one frozen value."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, ClassVar, TypeVar

from pydantic import Field

from practice_atlas.ontology.model.base import Model, Record
from practice_atlas.ontology.terms import ClassTerm, Term
from practice_atlas.ontology.texts import Language, Line, Text

R = TypeVar("R", bound=Record)


class DatasetInfo(Model):
    """What a data set says of itself (`dataset.yaml`, or the sheet *dataset*)."""

    class_term: ClassVar[ClassTerm] = ClassTerm("DataSet", ("dcat:Dataset",))
    table: ClassVar[str] = "dataset"

    id: str = Field(
        pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60, description="Short name, for example strong-cities-mena."
    )
    title: Annotated[Line, Term("title", ("dct:title",))] = Field(description="Title.")
    description: Annotated[Text | None, Term("description", ("dct:description",))] = Field(
        None, description="What it holds."
    )
    publisher: Annotated[Line, Term("publisherName", ("dc:publisher",))] = Field(
        description="Who publishes the data set."
    )
    licence: Annotated[Line, Term("licence", ("dc:rights",))] = Field(
        description="Licence of the data set's own words, as an SPDX name, for example CC-BY-4.0."
    )
    language: Annotated[Language, Term("language", ("dc:language",))] = Field(
        "en", description="Language of its own words."
    )
    version: Annotated[Line, Term("version", ("dcat:version",))] = Field(description="Its version, for example 1.0.0.")


@dataclass(frozen=True)
class Dataset:
    """Checked records by identifier. Make one with `Dataset.of`, or read one with `practice_atlas.loaders`."""

    info: DatasetInfo
    records: Mapping[str, Record] = field(repr=False)

    @classmethod
    def of(cls, info: DatasetInfo, records: Iterable[Record]) -> Dataset:
        """A data set of these records. Raises ValueError where an identifier occurs twice."""
        by_id: dict[str, Record] = {}
        for record in records:
            if record.id in by_id:
                raise ValueError(f"{record.id} occurs twice")
            by_id[record.id] = record
        return cls(info, MappingProxyType(by_id))

    def every(self, model: type[R]) -> Iterator[R]:
        """The records of one kind, in the order in which they were read."""
        return (record for record in self.records.values() if isinstance(record, model))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""
        return dict(sorted(Counter(record.kind for record in self.records.values()).items()))

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 over the description and all records, whatever their order or the format they came in."""
        digest = hashlib.sha256(self.info.canonical().encode())
        for identifier in sorted(self.records):
            digest.update(b"\n" + self.records[identifier].canonical().encode())
        return digest.hexdigest()
