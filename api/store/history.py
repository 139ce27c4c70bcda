"""The records of every revision: what `known_at` answers from, and what a lost graph is made from again."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from practice_atlas.api.store.database import Database
from practice_atlas.api.store.differences import Changes, changes_of
from practice_atlas.api.store.lines import KnownRevision, all_known, known, line_of
from practice_atlas.api.store.remembering import Remembered, remember
from practice_atlas.api.store.tables import RECORD_VERSIONS as VERSIONS
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.revisions import Revision, revisions
from practice_atlas.graph.versions import State, Version
from practice_atlas.ontology.progress import Progress, silent
from practice_atlas.ontology.vocabularies import Audience


@dataclass(frozen=True, slots=True)
class PastRevision:
    """A revision of the graph; `known` is None where its records were not remembered."""

    revision: Revision
    known: KnownRevision | None


class History:
    """The part of a store that remembers. May be shared by threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(
        self,
        engine: Engine,
        *,
        who: str | None = None,
        touched: Collection[str] | None = None,
        progress: Progress = silent,
    ) -> Remembered:
        """Make the store know the newest revision of the graph; see `remembering.remember`."""
        return remember(self._database, engine, who=who, touched=touched, progress=progress)

    def revisions(self, engine: Engine) -> tuple[PastRevision, ...]:
        """All revisions of the graph, newest first, and whether their records are known."""
        there = revisions(engine)
        with self._database.reading() as connection:
            found = all_known(connection, there)
        return tuple(PastRevision(revision, found.get(revision.number)) for revision in there)

    def known(self, revision: Revision) -> KnownRevision | None:
        """What is known of a revision; None where its records were not remembered."""
        with self._database.reading() as connection:
            return known(connection, revision)

    def changes(
        self, revision: KnownRevision, audience: Audience, *, after: str | None = None, limit: int = 100
    ) -> Changes:
        """What a revision changed, a page of it, as far as the audience may know."""
        with self._database.reading() as connection:
            return changes_of(connection, revision, audience, after=after, limit=limit)

    def records(self, revision: KnownRevision) -> Iterator[Version]:
        """Every record as it stood at a revision, one after the other."""
        with self._database.reading() as connection:
            yield from records_at(connection, revision)

    def last_stated(self, engine: Engine, identifier: str, dataset: str) -> tuple[int, str] | None:
        """The record as a data set stated it last, and the revision it stood at last (the newest, if it still does).

        None where the data set is not known to have stated it.
        """
        with self._database.reading() as connection:
            line = line_of(connection, revisions(engine))
            same = (VERSIONS.c.line == line.number, VERSIONS.c.id == identifier)
            rows = connection.execute(select(VERSIONS).where(*same).order_by(VERSIONS.c.first.desc())).all()
        for row in rows:
            if dataset in json.loads(row.datasets):
                return line.head or 0 if row.last is None else row.last, row.record
        return None


def records_at(connection: Connection, revision: KnownRevision) -> Iterator[Version]:
    """Every record as it stood at a revision, as a transaction sees the store."""
    number = revision.revision.number
    stood = (VERSIONS.c.first <= number, or_(VERSIONS.c.last.is_(None), VERSIONS.c.last >= number))
    query = select(VERSIONS).where(VERSIONS.c.line == revision.line, *stood)
    for row in connection.execute(query):
        yield Version(row.id, State(row.content, row.level, row.datasets, row.passage), row.record)
