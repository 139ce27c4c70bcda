"""Taking a backup, also while the service runs: everything is of one state of the store, and of one revision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, func, select

from practice_atlas import __version__
from practice_atlas.api.backup.errors import NothingToKeepError
from practice_atlas.api.backup.manifest import Manifest, Part
from practice_atlas.api.backup.packing import pack
from practice_atlas.api.backup.parts import FEW, GRAPH, JOBS, PARTS, RECORDS, TABLES, line_of
from practice_atlas.api.store import Store
from practice_atlas.api.store.audit import Actor, What
from practice_atlas.api.store.clock import now
from practice_atlas.api.store.jobs import State
from practice_atlas.api.store.lines import KnownRevision, known
from practice_atlas.api.store.lines import line_of as history_of
from practice_atlas.api.store.schema import STEPS
from practice_atlas.api.store.tables import JOBS as JOBS_TABLE
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.projection import content_of_text
from practice_atlas.graph.revisions import Revision, current_revision, revisions
from practice_atlas.graph.writing import hash_of
from practice_atlas.ontology.progress import Progress, silent

_REPORT_EVERY = 5_000


def back_up(engine: Engine, store: Store, path: Path, *, by: Actor, progress: Progress = silent) -> Manifest:
    """Write graph and store into an archive, and an entry into the log that somebody did so.

    The graph's records are those that the store keeps of its newest revision; first the store is made to know it.
    Jobs that have not ended stay behind with the process that works on them. Raises BackupError, StoreError,
    EngineError and OSError; then there is no archive, and one that was there is as it was.
    """
    if not current_revision(engine).number:
        raise NothingToKeepError("Nothing was loaded yet.", fix="Load a data set first: practice-atlas load FOLDER")
    store.history.remember(engine, progress=progress)
    with store.database.reading() as connection:
        taking = _Taking(connection, engine, progress)
        manifest = pack(path, {name: taking.lines(name) for name in PARTS}, taking.manifest)
    number, counts = manifest.revision, {"records": sum(manifest.records.values())}
    store.audit.add(by, What.BACKUP, before=number, after=number, counts=counts)
    return manifest


class _Taking:
    """What stands in the store as one transaction sees it, and the graph's marks up to the newest revision in it."""

    def __init__(self, connection: Connection, engine: Engine, progress: Progress) -> None:
        self._connection = connection
        self._progress = progress
        # The first query decides which state the transaction sees. The graph is looked at afterwards: it may be ahead
        # of the store then, when a load comes meanwhile, and never behind it.
        self._counts = {name: connection.execute(_count(name)).scalar_one() for name in TABLES}
        marks = sorted(revisions(engine), key=lambda revision: revision.number)
        self._line = history_of(connection, marks)
        self._marks = [mark for mark in marks if self._line.head and mark.number <= self._line.head]
        self._known = known(connection, self._marks[-1]) if self._marks else None
        self._contents: list[tuple[str, str]] = []

    def manifest(self, parts: Mapping[str, Part]) -> Manifest:
        """What the archive says of itself. Raises NothingToKeepError where the records are not those of the graph."""
        head, described = self._head()
        if hash_of(described.descriptions, self._contents) != head.content:
            raise _not_the_same(head)
        return Manifest(
            product=__version__,
            made=now(),
            store=len(STEPS),
            revision=head.number,
            content=head.content,
            records=dict(head.counts),
            parts=parts,
        )

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a part, as they are read."""
        if name == GRAPH:
            self._head()
            return (line_of(mark.properties()) for mark in self._marks)
        return self._rows(name)

    def _head(self) -> tuple[Revision, KnownRevision]:
        if self._known is None:
            raise NothingToKeepError(
                "The store does not know what the graph holds: it was replaced meanwhile.", fix="Try again."
            )
        return self._marks[-1], self._known

    def _rows(self, name: str) -> Iterator[bytes]:
        for done, row in enumerate(self._connection.execute(_query(name))):
            values = row._asdict()
            if name == RECORDS:
                self._note(values)
            if done % _REPORT_EVERY == 0:
                self._progress(f"Writing {name.partition('.')[0]}", done, self._counts[name])
            yield line_of(values)
        self._progress(f"Writing {name.partition('.')[0]}", self._counts[name], self._counts[name])

    def _note(self, row: Mapping[str, Any]) -> None:
        """Hold what stands at the newest revision against its own hash: a backup is not the time to find out later."""
        if row["line"] == self._line.number and row["last"] is None:
            if content_of_text(row["record"]) != row["content"]:
                raise _not_the_same(self._head()[0])
            self._contents.append((row["id"], row["content"]))


def _query(name: str) -> Select[Any]:
    """The rows of a part in the order of their keys."""
    table = TABLES[name]
    query = select(table).order_by(*table.primary_key.columns)
    if name == JOBS:
        query = query.where(JOBS_TABLE.c.state.in_([State.DONE.value, State.FAILED.value]))
    return query.execution_options(yield_per=FEW[name]) if name in FEW else query


def _count(name: str) -> Select[tuple[int]]:
    return select(func.count()).select_from(TABLES[name])


def _not_the_same(head: Revision) -> NothingToKeepError:
    return NothingToKeepError(
        f"The store's records are not those of revision {head.number}: it was damaged or changed by hand.",
        fix="Move the store away and start the service or load once: it is made again from the graph.",
    )
