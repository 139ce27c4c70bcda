"""Links to frozen slices: what was shown when somebody made one, for whoever has its address, until it is revoked.

The address holds a token of 256 random bits, of which only the hash is kept: a stolen store opens no link. A link that
ended keeps its row, so that its maker can see that there was one, and nothing of what it showed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from practice_atlas.api.store.audit import NOBODY, Actor, What, note
from practice_atlas.api.store.clock import now
from practice_atlas.api.store.database import Database
from practice_atlas.api.store.tables import SHARES
from practice_atlas.ontology.days import today
from practice_atlas.ontology.errors import PracticeAtlasError
from practice_atlas.ontology.vocabularies import Audience

#: Links of one key that are in force at a time.
MOST: Final = 100
#: Links that one key makes within a day, revoked ones too: each leaves a row, and an entry in the log.
MOST_A_DAY: Final = 300
_DAY: Final = 24 * 60 * 60
#: Bytes of one file as it is kept. The largest network there is, 5,000 items with 15,000 links, has less than 4 MB.
LARGEST: Final = 8 * 1024 * 1024
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
#: All but what is large.
_TOLD: Final = [column for column in SHARES.c if column.name not in ("hash", "holds", "content")]


class UnknownShareError(PracticeAtlasError):
    """There is no such link, or none that the caller may know of."""


class TooManySharesError(PracticeAtlasError):
    """The key has as many links in force as one may have, or has made as many within a day. Nothing was made."""


class TooLargeShareError(PracticeAtlasError):
    """The slice takes more room than one link may. Nothing was made."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a link is to show: a file for an audience, with the choices in words by their label, and the identifiers of
    the records in it.
    """

    html: str
    view: str
    audience: Audience
    chosen: Mapping[str, str]
    holds: frozenset[str]
    shown: int
    total: int
    revision: int


@dataclass(frozen=True, slots=True)
class Share:
    """A link as it may be told of, without its address. `key` is the id of its maker's key, `maker` the key's name;
    times are UTC, `last_day` too.
    """

    id: str
    key: str
    maker: str
    view: str
    chosen: Mapping[str, str]
    audience: Audience
    shown: int
    total: int
    revision: int
    made: str
    last_day: date
    revoked: str | None

    @property
    def state(self) -> str:
        """How it stands today."""
        return "revoked" if self.revoked else "expired" if self.last_day < today() else "in force"


class Shares:
    """The links of a store. May be shared by threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, frozen: Frozen, last_day: date, *, key: str, by: Actor) -> tuple[Share, str]:
        """A new link of a key, and the token of its address, which nobody can tell again.

        Raises TooLargeShareError, and TooManySharesError where the key has MOST in force or made MOST_A_DAY in a day.
        """
        content = gzip.compress(frozen.html.encode(), mtime=0)
        if len(content) > LARGEST:
            raise TooLargeShareError(
                f"This slice would take {len(content):,} bytes; a link may take {LARGEST:,}.",
                fix="Choose a smaller slice, by filters or a limit.",
            )
        token = secrets.token_urlsafe(32)
        row: dict[str, Any] = {
            "id": f"share-{secrets.token_hex(6)}", "hash": _hash(token), "key": key, "maker": by.who,
            "view": frozen.view, "chosen": json.dumps(dict(frozen.chosen), ensure_ascii=False),
            "level": frozen.audience.level, "shown": frozen.shown, "total": frozen.total, "revision": frozen.revision,
            "made": now(), "last_day": last_day.isoformat(), "holds": json.dumps(sorted(frozen.holds)),
            "content": content,
        }  # fmt: skip
        with self._database.writing(alone="shares") as connection:
            _forget_what_expired(connection)
            _refuse_too_many(connection, key)
            connection.execute(insert(SHARES).values(**row))
            made = _one(connection, row["id"])
            told = {"share": made.id, "view": made.view, "audience": made.audience.value}
            note(connection, by, What.SHARE_MADE, after=made.revision, details=told | {"last_day": row["last_day"]})
        return made, token

    def all(self, *, key: str | None = None, holding: str | None = None) -> tuple[Share, ...]:
        """All links, newest first: those of a key, and those in force that hold a record, where these are named."""
        query = select(*_TOLD).order_by(SHARES.c.made.desc(), SHARES.c.id)
        if key is not None:
            query = query.where(SHARES.c.key == key)
        if holding is not None:
            query = query.where(SHARES.c.holds.contains(json.dumps(holding), autoescape=True), *_in_force())
        with self._database.reading() as connection:
            return tuple(_share(row) for row in connection.execute(query))

    def open(self, token: str) -> str | None:
        """The file behind an address; None for what was never there, expired, or was revoked."""
        if not _TOKEN.fullmatch(token):
            return None
        query = select(SHARES.c.content).where(SHARES.c.hash == _hash(token), *_in_force())
        with self._database.reading() as connection:
            content = connection.execute(query).scalar_one_or_none()
        return gzip.decompress(content).decode() if content is not None else None

    def revoke(self, identifier: str, *, key: str | None = None, by: Actor = NOBODY) -> Share:
        """End a link, one of a key's own where a key is named; ending it twice changes nothing.

        Raises UnknownShareError.
        """
        with self._database.writing() as connection:
            share = _one(connection, identifier, key)
            if share.revoked:
                return share
            ended = update(SHARES).where(SHARES.c.id == share.id)
            connection.execute(ended.values(revoked=now(), holds=None, content=None))
            note(connection, by, What.SHARE_REVOKED, details={"share": share.id, "maker": share.maker})
            return _one(connection, identifier)


def _hash(token: str) -> bytes:
    """As many random bits as a token has cannot be guessed from a fast hash either."""
    return hashlib.sha256(token.encode()).digest()


def _in_force() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return SHARES.c.revoked.is_(None), SHARES.c.last_day >= today().isoformat()


def _refuse_too_many(connection: Connection, key: str) -> None:
    mine = select(func.count()).select_from(SHARES).where(SHARES.c.key == key)
    if connection.execute(mine.where(*_in_force())).scalar_one() >= MOST:
        raise TooManySharesError(f"This key has {MOST} links in force.", fix="Revoke one that is not needed.")
    if connection.execute(mine.where(SHARES.c.made > now(ago=_DAY))).scalar_one() >= MOST_A_DAY:
        raise TooManySharesError(f"This key has made {MOST_A_DAY} links within a day.", fix="Make more tomorrow.")


def _forget_what_expired(connection: Connection) -> None:
    expired = update(SHARES).where(SHARES.c.last_day < today().isoformat(), SHARES.c.content.is_not(None))
    connection.execute(expired.values(holds=None, content=None))


def _one(connection: Connection, identifier: str, key: str | None = None) -> Share:
    query = select(*_TOLD).where(SHARES.c.id == identifier)
    row = connection.execute(query if key is None else query.where(SHARES.c.key == key)).one_or_none()
    if row is None:
        raise UnknownShareError(f"There is no link {identifier[:120]!r}.", fix="List them, and name one by its id.")
    return _share(row)


def _share(row: Row[Any]) -> Share:
    audience = next(audience for audience in Audience if audience.level == row.level)
    told = {name: getattr(row, name) for name in Share.__slots__ if name not in ("audience", "chosen", "last_day")}
    return Share(**told, audience=audience, chosen=json.loads(row.chosen), last_day=date.fromisoformat(row.last_day))
