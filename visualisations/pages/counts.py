"""How many of each kind an audience may see. A revision's own counts are of everything, and tell what is closed."""

from __future__ import annotations

from typing import Final

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import reading
from practice_atlas.graph.reading import Reader

COUNTED: Final = ("city", "institution", "practice", "engagement", "implementation", "flow", "evidence", "source")


def counts_of(reader: Reader, kinds: tuple[str, ...] = COUNTED) -> dict[str, int]:
    """Kind → number."""
    return {kind: reader.rows(reading.count(layout.label_of(kind)))[0]["total"] for kind in kinds}
