"""Queries about records as such, and about revisions."""

from __future__ import annotations

from typing import Final

_REVISION: Final = (
    "RETURN r.number AS number, r.time AS time, r.tool AS tool, r.content AS content, r.counts AS counts, "
    "r.datasets AS datasets ORDER BY number DESC"
)
REVISIONS: Final = f"MATCH (r:Revision) {_REVISION}"
HEAD_REVISION: Final = f"{REVISIONS} LIMIT 1"
#: The first statement of each load. Numbers are unique, so of two loads that started from the same revision the second
#: fails here, and all that it wanted to write with it.
CREATE_REVISION: Final = "CREATE (r:Revision) SET r = $row RETURN r.number AS number"
#: What the newest revision was loaded from: the same again need not be compared with anything.
LAST_INPUT: Final = "MATCH (r:Revision) RETURN r.input AS input, r.number AS number ORDER BY number DESC LIMIT 1"
DATASETS: Final = "MATCH (d:Dataset) RETURN d.id AS id, d.record AS record ORDER BY id"
PASSAGES: Final = (
    "MATCH (e:Evidence) WHERE e.passage_start IS NOT NULL "
    "RETURN e.id AS id, e.passage_start AS passage_start, e.passage_end AS passage_end, "
    "e.passage_sha256 AS passage_sha256, e.record AS record"
)

SOURCE: Final = "MATCH (s:Source {id: $id}) RETURN s.record AS record"


def projections(label: str) -> str:
    """Identifier and projection hash of every node of a label."""
    return f"MATCH (n:{label}) RETURN n.id AS id, n.projection AS projection"


def records(label: str) -> str:
    """Every record of a label, and who states it."""
    return f"MATCH (n:{label}) RETURN n.id AS id, n.record AS record, n.datasets AS datasets ORDER BY id"


def foreign_records(label: str) -> str:
    """Records that a data set other than `$name` states."""
    return f"MATCH (n:{label}) WHERE n.datasets <> $name RETURN n.id AS id, n.record AS record, n.datasets AS datasets"
