"""All records of a data set as the checks between records see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from practice_atlas.loaders.raw import Raw
from practice_atlas.ontology.model import Record
from practice_atlas.ontology.problems import Problem

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Records:
    """The records that are valid in themselves, and what is known of the others.

    `raws` holds where each record stood; `failed` the records and parts that the model refused; `unread_parts` the
    kinds whose parts could not all be read; `complete` says that no record was lost. A check is silent where its answer
    hangs on something that was not read.
    """

    valid: Mapping[str, Record]
    raws: Mapping[str, Raw]
    failed: tuple[Raw, ...]
    unread_parts: frozenset[str] = frozenset()
    complete: bool = True

    def every(self, model: type[R]) -> Iterator[R]:
        """The valid records of one kind."""
        return iter(cast("list[R]", self._by_model.get(model, [])))

    @cached_property
    def _by_model(self) -> dict[type[Record], list[Record]]:
        """The valid records by their class: each check asks for one or two of sixteen."""
        grouped: dict[type[Record], list[Record]] = {}
        for record in self.valid.values():
            grouped.setdefault(type(record), []).append(record)
        return grouped

    def get(self, identifier: str | None, model: type[R]) -> R | None:
        """The valid record of this identifier and kind, if there is one."""
        record = self.valid.get(identifier) if identifier else None
        return record if isinstance(record, model) else None

    def problem(self, record: Record, field: str, rule: str, message: str, fix: str) -> Problem:
        """A problem at a field of a record."""
        return self.raws[record.id].problem(field, rule, message, fix, record=record.id)
