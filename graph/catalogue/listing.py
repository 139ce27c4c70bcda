"""Queries for the columns of lists: all rows of a kind, and what they can be chosen by.

Patterns stand in `graph/tables/facets.py`; no caller sends any part of a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from practice_atlas.graph.catalogue.told import told

#: Each side of the relationship in a pattern that has a level of its own comes back as `level_0`, `level_1`, …
_LEVEL: Final = "level_"


def rows(label: str) -> str:
    """Identifier, name, day, grade and level of everything of a label."""
    return (
        f"MATCH (n:{label}) RETURN n.id AS id, n.name AS name, {told('n.known_by')} AS day, "
        f"{told('n.grade')} AS grade, n.level AS level"
    )


def values(pattern: str, value: str, levels: Sequence[str], day: str, history: str, position: str) -> str:
    """Identifier of `n` and a value it has, since which day, by which history, with the levels that decide who sees it.

    Of several values of a history the newest counts.
    """
    told = "".join(f", {name}.level AS {_LEVEL}{seat}" for seat, name in enumerate(levels))
    return (
        f"MATCH {pattern} RETURN n.id AS id, {value} AS value, {day} AS day, {history} AS history, "
        f"{position} AS position{told}"
    )


def totals(pattern: str) -> str:
    """For each thing `n` of a pattern, how many records `x` it finds, by their level."""
    return f"MATCH {pattern} RETURN n.id AS id, x.level AS level, count(x) AS total"
