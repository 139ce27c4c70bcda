"""Revisions: each load that changes something makes one. It is the ETag, the cache key and part of every permalink."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from practice_atlas.graph import catalogue
from practice_atlas.graph.engines.contract import Engine


@dataclass(frozen=True, slots=True)
class Revision:
    """The state of the graph after a load.

    `number` counts from 1 (0: nothing was ever loaded); `time` is UTC in ISO 8601; `content` is the SHA-256 over all
    records, whatever format they came in; `counts` are records by kind; `datasets` are versions by data set.
    """

    number: int
    time: str
    tool: str
    content: str
    counts: Mapping[str, int]
    datasets: Mapping[str, str]

    def properties(self) -> dict[str, Any]:
        """The revision as properties of its node: maps are kept as JSON, which no engine has a type for."""
        return {
            "number": self.number,
            "time": self.time,
            "tool": self.tool,
            "content": self.content,
            "counts": json.dumps(dict(self.counts), sort_keys=True),
            "datasets": json.dumps(dict(self.datasets), sort_keys=True),
        }


NOTHING = Revision(0, "", "", "", {}, {})


def current_revision(engine: Engine) -> Revision:
    """The revision that the graph is at; NOTHING for an empty graph."""
    rows = engine.read(catalogue.HEAD_REVISION)
    return _revision(rows[0]) if rows else NOTHING


def revisions(engine: Engine) -> list[Revision]:
    """All revisions, newest first."""
    return [_revision(row) for row in engine.read(catalogue.REVISIONS)]


def _revision(row: Mapping[str, Any]) -> Revision:
    return Revision(
        row["number"],
        row["time"],
        row["tool"],
        row["content"],
        json.loads(row["counts"]),
        json.loads(row["datasets"]),
    )
