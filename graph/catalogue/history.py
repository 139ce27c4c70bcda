"""Queries for keeping earlier revisions: how each record stands, and the records themselves, some at a time."""

from __future__ import annotations

from typing import Final

#: A projection begins with the hash of the record's own content.
_STATE: Final = (
    "n.id AS id, left(n.projection, 16) AS content, n.level AS level, n.datasets AS datasets, "
    "n.passage_start AS passage_start, n.passage_end AS passage_end, n.passage_sha256 AS passage_sha256"
)


def states(label: str) -> str:
    """How every record of a label stands, without the record."""
    return f"MATCH (n:{label}) RETURN {_STATE}"


def versions(label: str) -> str:
    """How the records `$ids` of a label stand, with the records."""
    return f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN {_STATE}, n.record AS record"
