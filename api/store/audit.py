"""Who did what, in the order in which it was done. The tables themselves refuse to change or lose an entry."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select

from practice_atlas.api.store.clock import now
from practice_atlas.api.store.database import Database
from practice_atlas.api.store.tables import AUDIT


class Via(StrEnum):
    """The door through which it came."""

    COMMAND_LINE = "command line"
    HTTP = "http"
    SERVICE = "service"


class What(StrEnum):
    """What can be done that is worth an entry."""

    LOAD = "load"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    KEY_MADE = "key made"
    KEY_REVOKED = "key revoked"
    PAIRING_PROPOSED = "pairing proposed"
    PAIRING_MOVED = "pairing moved"
    SHARE_MADE = "share made"
    SHARE_REVOKED = "share revoked"
    BACKUP = "backup"
    PUT_BACK = "put back from a backup"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who: the name of a key, or a user of the operating system."""

    who: str
    via: Via


#: For what nobody in particular did.
NOBODY: Final = Actor("unknown", Via.SERVICE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `before` and `after` are revisions, `counts` says how much, `details` the rest. Time is UTC."""

    number: int
    time: str
    who: str
    via: Via
    what: What
    before: int | None
    after: int | None
    counts: Mapping[str, int] = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)


class Audit:
    """The log of a store. May be shared by threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        actor: Actor,
        what: What,
        *,
        before: int | None = None,
        after: int | None = None,
        counts: Mapping[str, int] | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        """Write an entry. `note` does the same within a transaction of the caller's."""
        with self._database.writing() as connection:
            note(connection, actor, what, before=before, after=after, counts=counts, details=details)

    def entries(self, *, before: int | None = None, limit: int = 100) -> tuple[Entry, ...]:
        """Entries, newest first; `before` continues after the entry of that number."""
        query = select(AUDIT).order_by(AUDIT.c.number.desc()).limit(limit)
        with self._database.reading() as connection:
            rows = connection.execute(query if before is None else query.where(AUDIT.c.number < before)).all()
        return tuple(_entry(row) for row in rows)


def note(
    connection: Connection,
    actor: Actor,
    what: What,
    *,
    before: int | None = None,
    after: int | None = None,
    counts: Mapping[str, int] | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write an entry together with what it is about."""
    row = {
        "time": now(),
        "who": actor.who,
        "via": actor.via.value,
        "what": what.value,
        "before": before,
        "after": after,
    }
    texts = {"counts": json.dumps(dict(counts or {})), "details": json.dumps(dict(details or {}), ensure_ascii=False)}
    connection.execute(insert(AUDIT).values(**row, **texts))


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    told = json.loads(row.counts), json.loads(row.details)
    return Entry(row.number, row.time, row.who, Via(row.via), What(row.what), row.before, row.after, *told)
