"""Writing down how the records of a graph stand, as differences to what was remembered before.

One transaction, and one process at a time: what is killed in the middle has written nothing, and who comes second
finds it done. What is not known is compared: a store that is new, or that missed revisions, catches up with the
newest; of those in between it is only known that they were.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, bindparam, func, insert, select, update

from practice_atlas.api.store.clock import now
from practice_atlas.api.store.database import Database
from practice_atlas.api.store.errors import StoreBusyError
from practice_atlas.api.store.lines import Line, known, line_of
from practice_atlas.api.store.seen import write_what_is_seen
from practice_atlas.api.store.tables import RECORD_VERSIONS as VERSIONS
from practice_atlas.api.store.tables import REVISIONS
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.revisions import Revision, current_revision, revisions
from practice_atlas.graph.versions import State, Version, descriptions, states, versions
from practice_atlas.graph.versions import identifiers as identifiers_of
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import BY_KIND
from practice_atlas.ontology.progress import Progress, silent

T = TypeVar("T")

#: How often it is begun again because loads overtake it.
_TRIES: Final = 5
#: Identifiers that one query names: databases bound their number.
_NAMED: Final = 1_000
_WRITTEN: Final = 5_000


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was written: how many records began and ended to stand as they do, and the revisions that were missed.

    `new` is false where the revision was known already.
    """

    revision: Revision
    new: bool
    begun: int = 0
    ended: int = 0
    missed: tuple[int, ...] = ()


class _OvertakenError(Exception):
    """The graph changed while it was read."""


def remember(
    database: Database,
    engine: Engine,
    *,
    who: str | None = None,
    touched: Collection[str] | None = None,
    progress: Progress = silent,
) -> Remembered:
    """Make the store know the newest revision of the graph. Doing it twice, or two at once, changes nothing.

    `touched` are the identifiers that the load of that revision wrote: where the one before is known, nothing else is
    compared. Raises StoreError and EngineError; then nothing was written, and the next call catches up.
    """
    for _ in range(_TRIES):
        head = current_revision(engine)
        with database.reading() as connection:
            if head.number == 0 or known(connection, head):
                return Remembered(head, new=False)
        try:
            with database.writing(alone="history") as connection:
                done = _Writing(connection, engine, head).write(who, touched, progress)
                if current_revision(engine) != head:
                    raise _OvertakenError
            return done
        except _OvertakenError:
            touched = None  # they were those of a revision that has passed
    raise StoreBusyError(
        "The graph was loaded anew each time that it was about to be remembered.",
        fix="Nothing is lost but the records of the revisions in between; the next look at the graph tries again.",
    )


class _Writing:
    """One attempt, within its transaction."""

    def __init__(self, connection: Connection, engine: Engine, head: Revision) -> None:
        self._connection = connection
        self._engine = engine
        self._head = head
        self._line: Line = line_of(connection, revisions(engine))

    def write(self, who: str | None, touched: Collection[str] | None, progress: Progress) -> Remembered:
        if self._line.head == self._head.number:  # another process was quicker
            return Remembered(self._head, new=False)
        if self._line.head != self._head.number - 1:
            touched = None
        begun = ended = 0
        kinds = _by_kind(touched) if touched is not None else dict.fromkeys(BY_KIND)
        for done, (kind, identifiers) in enumerate(kinds.items()):
            progress("Remembering records", done, len(kinds))
            new, gone = self._differing(kind, identifiers)
            self._end(gone)
            self._begin(kind, new)
            begun, ended = begun + len(new), ended + len(gone)
        progress("Remembering records", len(kinds), len(kinds))
        write_what_is_seen(self._connection, self._line, self._head.number)
        self._write_revision(who)
        first = 1 if self._line.head is None else self._line.head + 1
        return Remembered(self._head, True, begun, ended, tuple(range(first, self._head.number)))

    def _differing(self, kind: str, identifiers: Sequence[str] | None) -> tuple[list[str], list[str]]:
        """Which records of a kind stand otherwise than before or are new, and which of before do so no longer."""
        if self._line.head is None:
            return identifiers_of(self._engine, kind), []
        if identifiers is None:
            here: dict[str, State] = states(self._engine, kind)
        else:
            here = {version.id: version.state for version in versions(self._engine, kind, identifiers)}
        gone: list[str] = []
        for identifier, state in self._standing(kind, identifiers):
            if here.get(identifier) == state:
                del here[identifier]
            else:
                gone.append(identifier)
        return list(here), gone

    def _standing(self, kind: str, identifiers: Sequence[str] | None) -> Iterator[tuple[str, State]]:
        """The records of a kind as they stand in the store."""
        query = select(VERSIONS.c.id, VERSIONS.c.content, VERSIONS.c.level, VERSIONS.c.datasets, VERSIONS.c.passage)
        query = query.where(VERSIONS.c.line == self._line.number, VERSIONS.c.last.is_(None))
        if identifiers is None:
            queries = [query.where(VERSIONS.c.kind == kind)]
        else:
            queries = [query.where(VERSIONS.c.id.in_(ids)) for ids in _batches(identifiers, _NAMED)]
        for each in queries:
            for identifier, *state in self._connection.execute(each):
                yield identifier, State(*state)

    def _end(self, identifiers: Iterable[str]) -> None:
        text = update(VERSIONS).where(
            VERSIONS.c.line == self._line.number, VERSIONS.c.id == bindparam("ended"), VERSIONS.c.last.is_(None)
        )
        for ids in _batches(identifiers, _WRITTEN):
            self._connection.execute(text.values(last=self._line.head), [{"ended": identifier} for identifier in ids])

    def _begin(self, kind: str, identifiers: Iterable[str]) -> None:
        found = versions(self._engine, kind, identifiers)
        for batch in _batches(found, _WRITTEN):
            self._connection.execute(insert(VERSIONS), [self._row(kind, version) for version in batch])

    def _row(self, kind: str, version: Version) -> dict[str, Any]:
        own = {"id": version.id, "kind": kind, "record": version.record, **version.state._asdict()}
        return own | {"line": self._line.number, "first": self._head.number}

    def _write_revision(self, who: str | None) -> None:
        head = self._head
        row = {
            "line": self._line.number, "number": head.number, "previous": self._line.head, "time": head.time,
            "tool": head.tool, "content": head.content, "who": who, "remembered": now(),
            "counts": json.dumps(self._counts()), "versions": json.dumps(dict(head.datasets)),
            "descriptions": json.dumps(descriptions(self._engine)),
        }  # fmt: skip
        self._connection.execute(insert(REVISIONS).values(**row))

    def _counts(self) -> Mapping[str, list[int]]:
        """Records by kind, as many as each audience may see."""
        query = select(VERSIONS.c.kind, VERSIONS.c.level, func.count()).group_by(VERSIONS.c.kind, VERSIONS.c.level)
        standing = query.where(VERSIONS.c.line == self._line.number, VERSIONS.c.last.is_(None))
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for kind, level, number in self._connection.execute(standing):
            for audience in range(level, 3):
                counts[kind][audience] += number
        return dict(sorted(counts.items()))


def _by_kind(identifiers: Iterable[str]) -> dict[str, list[str] | None]:
    grouped: dict[str, list[str] | None] = {}
    for identifier in identifiers:
        ids = grouped.setdefault(kind_of(identifier), [])
        if ids is not None:
            ids.append(identifier)
    return grouped


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch
