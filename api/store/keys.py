"""API keys: who may ask and write over HTTP, made and revoked on the command line.

Why a request costs no scrypt: that a presented text fits a hash never becomes untrue, so it is remembered in memory,
by the text's SHA-256. What can become untrue is that the key is in force: its row is read again after FRESH seconds,
which is therefore how long a revoked key may go on working in a service that has just seen it.
"""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from typing import Final

from sqlalchemy import Row, insert, select, update

from practice_atlas.api.store.audit import NOBODY, Actor, What, note
from practice_atlas.api.store.clock import now
from practice_atlas.api.store.database import Database
from practice_atlas.api.store.errors import StoreBusyError
from practice_atlas.api.store.secrets import Hashed, fingerprint, fits, hashed, make_secret, prefix_of
from practice_atlas.api.store.tables import API_KEYS
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError
from practice_atlas.ontology.vocabularies import Audience

#: Seconds after which a key that is in use is looked up again.
FRESH: Final = 3.0
#: Seconds between two notes of a key's last use.
NOTED: Final = 60.0
#: Keys that are remembered; beyond it the one unused for longest goes.
_KEPT: Final = 1_000
#: A note of the last use is not worth waiting for.
_BRIEF: Final = 0.05


class Scope(StrEnum):
    """What a key is good for; each may do what those before it may."""

    READER = "reader"
    MEMBER = "member"
    HUB = "hub"
    EDITOR = "editor"
    ADMIN = "admin"

    @property
    def audience(self) -> Audience:
        """Whose view it gives."""
        return {Scope.READER: Audience.PUBLIC, Scope.MEMBER: Audience.MEMBERS}.get(self, Audience.HUB)

    def includes(self, other: Scope) -> bool:
        """Whether it may do what the other may."""
        order = list(Scope)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it may be shown: `prefix` is how its secret begins. Times are UTC; None: never."""

    id: str
    name: str
    scope: Scope
    prefix: str
    created: str
    revoked: str | None
    last_used: str | None


@dataclass(frozen=True, slots=True)
class _Seen:
    key: Key
    until: float


class Keys:
    """The keys of a store. May be shared by threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._work = Lock()  # one scrypt at a time: wrong keys by the thousand take one core, not all
        self._seen: OrderedDict[bytes, _Seen] = OrderedDict()
        self._noted: dict[str, float] = {}

    def make(self, name: str, scope: Scope, *, by: Actor = NOBODY) -> tuple[Key, str]:
        """A new key, and its secret, which nobody can tell again. Raises QuestionError where the name is taken."""
        if not name.strip() or len(name) > 100 or not name.isprintable():
            raise QuestionError("name", "A key needs a name of 1 to 100 letters.", fix="Name who or what will use it.")
        prefix, secret = make_secret()
        kept = hashed(secret)
        key = Key(f"key-{secrets.token_hex(6)}", name.strip(), scope, prefix, now(), None, None)
        with self._database.writing(alone="keys") as connection:
            taken = select(API_KEYS.c.id).where(API_KEYS.c.name == key.name, API_KEYS.c.revoked.is_(None))
            if connection.execute(taken).first():
                raise QuestionError(
                    "name", f"There is a key {key.name!r} already.", fix="Revoke it, or choose another."
                )
            row = {column: getattr(key, column) for column in Key.__slots__} | {"scope": scope.value}
            connection.execute(insert(API_KEYS).values(**row, salt=kept.salt, hash=kept.hash))
            note(connection, by, What.KEY_MADE, details={"key": key.id, "name": key.name, "scope": scope.value})
        return key, secret

    def all(self) -> tuple[Key, ...]:
        """All keys, revoked ones too, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(API_KEYS).order_by(API_KEYS.c.created, API_KEYS.c.id)).all()
        return tuple(_key(row) for row in rows)

    def revoke(self, named: str, *, by: Actor = NOBODY) -> Key:
        """End a key, by its name, id or prefix; ending it twice changes nothing. Raises UnknownEntityError."""
        chosen = [key for key in self.all() if named in (key.id, key.prefix, key.name)]
        in_force = [key for key in chosen if key.revoked is None] or chosen
        if not in_force:
            raise UnknownEntityError(f"No key is called {named[:120]!r}.")
        key = in_force[-1]
        with self._database.writing() as connection:
            ended = update(API_KEYS).where(API_KEYS.c.id == key.id, API_KEYS.c.revoked.is_(None))
            if connection.execute(ended.values(revoked=now())).rowcount:
                note(connection, by, What.KEY_REVOKED, details={"key": key.id, "name": key.name})
            row = connection.execute(select(API_KEYS).where(API_KEYS.c.id == key.id)).one()
        with self._lock:
            self._seen.clear()
        return _key(row)

    def find(self, presented: str) -> Key | None:
        """The key in force that was presented; None for anything else. Cheap enough to be asked with every request."""
        prefix = prefix_of(presented)
        if prefix is None:
            return None
        mark = fingerprint(presented)
        with self._lock:
            seen = self._seen.get(mark)
        if seen is None or seen.until < time.monotonic():
            seen = self._looked_up(presented, prefix, mark, known=seen is not None)
        if seen is not None:
            self._note(seen.key)
        return seen.key if seen else None

    def _looked_up(self, presented: str, prefix: str, mark: bytes, *, known: bool) -> _Seen | None:
        with self._database.reading() as connection:
            row = connection.execute(select(API_KEYS).where(API_KEYS.c.prefix == prefix)).one_or_none()
        fitting = row is not None and row.revoked is None and (known or self._fits(presented, row))
        with self._lock:
            if row is None or not fitting:
                self._seen.pop(mark, None)
                return None
            seen = self._seen[mark] = _Seen(_key(row), time.monotonic() + FRESH)
            self._seen.move_to_end(mark)
            while len(self._seen) > _KEPT:
                self._seen.popitem(last=False)
            return seen

    def _fits(self, presented: str, row: Row[tuple[object, ...]]) -> bool:
        with self._work:
            return fits(presented, Hashed(row.salt, row.hash))

    def _note(self, key: Key) -> None:
        """Write down, now and then, that the key was used."""
        with self._lock:
            if time.monotonic() - self._noted.get(key.id, float("-inf")) < NOTED:
                return
            self._noted[key.id] = time.monotonic()
        try:
            with self._database.writing(patience=_BRIEF) as connection:
                connection.execute(update(API_KEYS).where(API_KEYS.c.id == key.id).values(last_used=now()))
        except StoreBusyError:  # a long write is under way: the next request will note it
            with self._lock:
                self._noted.pop(key.id, None)


def _key(row: Row[tuple[object, ...]]) -> Key:
    return Key(row.id, row.name, Scope(row.scope), row.prefix, row.created, row.revoked, row.last_used)
