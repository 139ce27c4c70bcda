"""A whole answer on its way to who asked."""

from __future__ import annotations

from dataclasses import dataclass

from practice_atlas.graph.revisions import Revision
from practice_atlas.graph.sparql.formats import BY_NAME, Format


@dataclass(frozen=True, slots=True)
class Result:
    """A whole answer. `rows` counts rows or triples; an ASK has one. `revision` is that of the store that answered."""

    body: bytes
    format: str
    rows: int
    revision: Revision

    @property
    def form(self) -> Format:
        """Its format."""
        return BY_NAME[self.format]
