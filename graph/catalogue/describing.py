"""Queries for the description of one thing in RDF: what refers to it, and what the days of that depend on."""

from __future__ import annotations

from typing import Final

from practice_atlas.graph.catalogue.drawing import drawn_to
from practice_atlas.graph.catalogue.reading import FOUND

_SEEN: Final = "n.level <= $level AND (r.level IS NULL OR r.level <= $level)"


def referring(label: str) -> str:
    """Identifiers of the records that refer to the thing `$id`, themselves or by one of their parts."""
    return f"{drawn_to(label)} AND {_SEEN} RETURN DISTINCT n.id AS id ORDER BY id"


#: Engagements that are phases of `$ids`.
PHASES: Final = (
    "UNWIND $ids AS id MATCH (x:Engagement {id: id})<-[:PART_OF]-(n:Engagement) WHERE n.level <= $level "
    f"RETURN DISTINCT {FOUND}"
)
