"""Puts parts that stood in tables of their own into the records they belong to."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import cache

from practice_atlas.loaders.names.resolve import Resolver
from practice_atlas.loaders.raw import PartRow, Raw, Reading
from practice_atlas.ontology.model import Record
from practice_atlas.ontology.model.base import Model
from practice_atlas.ontology.problems import Problem
from practice_atlas.ontology.shape import parts_of, tables


@dataclass(frozen=True, slots=True)
class Ownership:
    """Which record a part belongs to, and in which of its fields. The heading of its owner's column is the kind."""

    owner: type[Record]
    field: str

    @property
    def heading(self) -> str:
        """The first heading of the part's table."""
        return self.owner.kind


@cache
def ownership_of(part: type[Model]) -> Ownership:
    """Where parts of this model belong."""
    for _, model, owner in tables():
        if model is part and owner is not None:
            return Ownership(owner, next(shape.name for shape in parts_of(owner) if shape.part is part))
    raise KeyError(part)


def attach_parts(reading: Reading, resolver: Resolver) -> Iterator[Problem]:
    """Moves each part row into its owner, in the order of the rows; yields rows whose owner is not to be found."""
    owners: dict[str, Raw] = {}
    for record in reading.records:
        owners.setdefault(record.id, record)
    for row in reading.part_rows:
        owner = yield from _owner(row, owners, resolver)
        if owner is None:
            reading.orphans.append(row.raw)
            reading.unread_parts.add(ownership_of(row.raw.model).owner.kind)
        else:
            owner.values.setdefault(ownership_of(row.raw.model).field, []).append(row.raw)
    for record in reading.records:
        if issubclass(record.model, Record) and record.model.kind in reading.unread_parts:
            for shape in parts_of(record.model):
                record.silence(shape.name)  # that parts are missing is no news


def _owner(row: PartRow, owners: dict[str, Raw], resolver: Resolver) -> Generator[Problem, None, Raw | None]:
    owned, column = ownership_of(row.raw.model), row.raw.model.table
    kind = owned.owner.kind
    if not row.owner:
        fix = f"Write the identifier or the name of the {kind} that this row belongs to."
        if not row.raw.is_silent(owned.heading):
            yield row.raw.problem(owned.heading, "part.owner", f"the row does not say which {kind} it is of", fix)
        return None
    identifier = yield from resolver.one(row.raw, owned.heading, row.owner, (kind,))
    owner = owners.get(identifier)
    if owner is not None and owner.model is owned.owner:
        return owner
    if not row.raw.is_silent(owned.heading):
        message = f"{identifier} is no {kind} of this data set, so that {column} cannot be added to it"
        yield row.raw.problem(owned.heading, "part.owner", message, "Parts stand in the data set of their record.")
    return None
