"""Which of the histories in a store is that of a graph.

A graph keeps a mark of each of its revisions. Its line is the one whose newest revision is among these: so a graph that
was moved goes on in its line, one that was begun anew or put back from a backup and loaded begins another, and nothing
that was remembered is ever overwritten.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Row, func, select

from practice_atlas.api.store.tables import REVISIONS
from practice_atlas.graph.revisions import Revision


@dataclass(frozen=True, slots=True)
class Line:
    """A history: its number, and the newest revision that it holds (None: it is new)."""

    number: int
    head: int | None


@dataclass(frozen=True, slots=True)
class KnownRevision:
    """A revision whose records are in the store.

    `previous` is the one known before it; `counts` are records by kind, for each audience from the widest to the
    narrowest; `descriptions` are what each data set says of itself, as JSON.
    """

    line: int
    previous: int | None
    revision: Revision
    counts: Mapping[str, tuple[int, ...]]
    descriptions: Mapping[str, str]

    @property
    def total(self) -> int:
        """All records."""
        return sum(counts[-1] for counts in self.counts.values())

    @property
    def name(self) -> str:
        """What tells it from every other, whatever graph that is of."""
        return f"{self.revision.number} {self.revision.time} {self.revision.content}"


def line_of(connection: Connection, revisions: Iterable[Revision]) -> Line:
    """The line that a graph with these revisions goes on with."""
    there = {_mark(revision) for revision in revisions}
    newest = select(REVISIONS.c.line, func.max(REVISIONS.c.number).label("number")).group_by(REVISIONS.c.line)
    heads = newest.subquery()
    rows = connection.execute(
        select(REVISIONS.c.line, REVISIONS.c.number, REVISIONS.c.time, REVISIONS.c.content).join(
            heads, (REVISIONS.c.line == heads.c.line) & (REVISIONS.c.number == heads.c.number)
        )
    ).all()
    fitting = [row for row in rows if (row.number, row.time, row.content) in there]
    if fitting:
        found = max(fitting, key=lambda row: (row.number, row.line))
        return Line(found.line, found.number)
    return Line(max((row.line for row in rows), default=0) + 1, None)


def known(connection: Connection, revision: Revision) -> KnownRevision | None:
    """What is remembered of a revision of a graph; None where it is not known."""
    same = [getattr(REVISIONS.c, name) == getattr(revision, name) for name in ("number", "time", "content")]
    row = connection.execute(select(REVISIONS).where(*same).order_by(REVISIONS.c.line.desc())).first()
    return _known(row, revision) if row else None


def all_known(connection: Connection, revisions: Iterable[Revision]) -> dict[int, KnownRevision]:
    """What is remembered of these, by number."""
    wanted = {_mark(revision): revision for revision in revisions}
    found: dict[int, KnownRevision] = {}
    for row in connection.execute(select(REVISIONS).order_by(REVISIONS.c.line)):
        revision = wanted.get((row.number, row.time, row.content))
        if revision:
            found[row.number] = _known(row, revision)
    return found


def _mark(revision: Revision) -> tuple[int, str, str]:
    return revision.number, revision.time, revision.content


def _known(row: Row[tuple[object, ...]], revision: Revision) -> KnownRevision:
    counts = {kind: tuple(numbers) for kind, numbers in json.loads(row.counts).items()}
    return KnownRevision(row.line, row.previous, revision, counts, json.loads(row.descriptions))
