"""What of an answer over time is wanted: the choices that its views have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import reduce
from typing import Final

import numpy as np

from practice_atlas.graph.questions.columns import GRADES, Truths
from practice_atlas.graph.questions.narrower import with_narrower
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.tables.choosing import Filters, choose
from practice_atlas.graph.tables.facets import facets_of
from practice_atlas.graph.tables.table import table
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.vocabularies import FlowKind, Stage


@dataclass(frozen=True, slots=True)
class Chosen:
    """Choices that leave records out; None leaves none out, and of several all must hold.

    They mean what the filters of lists mean (`tables/facets.py`), so that both agree; a record of a kind that has no
    such thing is left out. A `practice` stands for its forms too; `region` is a slug of UN M49; `kind` is how far
    learning went; `stage` is that of what is done, or of what learning led to, as of the day; `grade` is the least.
    """

    theme: str | None = None
    practice: str | None = None
    country: str | None = None
    region: str | None = None
    partner: str | None = None
    kind: str | None = None
    stage: str | None = None
    grade: str | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, item.name) is not None for item in fields(self))

    def filters(self, reader: Reader) -> Filters:
        """The same as filters of lists. Raises UnknownEntityError for a practice that there is not."""
        given = {item.name: getattr(self, item.name) for item in fields(self)}
        found: dict[str, Sequence[str]] = {name: (value,) for name, value in given.items() if value is not None}
        if self.practice is not None:
            found["practice"] = with_narrower(reader, self.practice)
        if self.grade is not None:
            found["grade"] = GRADES[: GRADES.index(self.grade) + 1]
        return found

    def passing(self, reader: Reader, records: Iterable[str], as_of: date | None = None) -> set[str]:
        """Which of these records are wanted."""
        by_kind: defaultdict[str, set[str]] = defaultdict(set)
        for record in records:
            by_kind[kind_of(record)].add(record)
        if not self:
            return set().union(*by_kind.values())
        found: set[str] = set()
        for kind, mask in self._masks(reader, by_kind, as_of):
            row_of = table(reader, kind).row_of
            found |= {record for record in by_kind[kind] if record in row_of and mask[row_of[record]]}
        return found

    def all_passing(self, reader: Reader, kinds: Iterable[str], as_of: date | None = None) -> set[str]:
        """All records of these kinds that are wanted: of a hundred thousand this is several times as quick."""
        found: set[str] = set()
        for kind, mask in self._masks(reader, kinds, as_of):
            ids = table(reader, kind).ids
            found.update(ids[row] for row in np.flatnonzero(mask).tolist())
        return found

    def _masks(self, reader: Reader, kinds: Iterable[str], as_of: date | None) -> Iterator[tuple[str, Truths]]:
        """Of each kind that can be chosen so, which rows of its table are wanted."""
        wanted = self.filters(reader)
        for kind in kinds:
            if wanted.keys() <= set(facets_of(kind)):
                masks = choose(reader, kind, wanted, None, as_of).masks.values()
                yield kind, reduce(np.logical_and, masks, np.ones(len(table(reader, kind).ids), np.bool_))


EVERYTHING: Final = Chosen()
#: What can be chosen of each that is a code.
CODES: Final = {
    "kind": tuple(kind.value for kind in FlowKind),
    "stage": tuple(stage.value for stage in Stage),
    "grade": GRADES,
}


def code_of(name: str, text: str) -> str:
    """A kind, stage or grade. Raises QuestionError, which names the parameter, for what is none."""
    if text not in CODES[name]:
        raise QuestionError(name, f"{text[:80]!r} is no {name}", fix=f"Choose of: {', '.join(CODES[name])}.")
    return text
