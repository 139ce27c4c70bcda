"""The tables, described once. Times are UTC in ISO 8601, which sorts as text; maps and lists are JSON."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text

METADATA: Final = MetaData()
#: Identifiers sort by their letters' numbers on both databases, as they do in this program.
_IDENTIFIER: Final = Text().with_variant(Text(collation="C"), "postgresql")

API_KEYS: Final = Table(
    "api_keys",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("prefix", Text, nullable=False, unique=True),
    Column("salt", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("created", Text, nullable=False),
    Column("revoked", Text),
    Column("last_used", Text),
)

#: The revisions that are known. Several graphs, or a graph and what it became after a backup was put back, may share a
#: store: each has a `line` of its own. `previous` is the revision known before in that line. `counts` are by kind and
#: level, `descriptions` what each data set says of itself; `versions` are those of the data sets.
REVISIONS: Final = Table(
    "revisions",
    METADATA,
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("previous", Integer),
    Column("time", Text, nullable=False),
    Column("tool", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("versions", Text, nullable=False),
    Column("descriptions", Text, nullable=False),
    Column("who", Text),
    Column("remembered", Text, nullable=False),
)

#: Each record as it stood from revision `first` to `last` (null: still). `public` and `members` are hashes of what
#: these audiences see of it, null where that is all: so a change in a closed part is none to them.
RECORD_VERSIONS: Final = Table(
    "record_versions",
    METADATA,
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("id", _IDENTIFIER, primary_key=True),
    Column("first", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer),
    Column("kind", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("level", Integer, nullable=False),
    Column("datasets", Text, nullable=False),
    Column("passage", Text),
    Column("public", Text),
    Column("members", Text),
    Column("record", Text, nullable=False),
)
_STANDING: Final = RECORD_VERSIONS.c.last.is_(None)
Index(
    "record_versions_standing", RECORD_VERSIONS.c.line, RECORD_VERSIONS.c.kind, RECORD_VERSIONS.c.level,
    sqlite_where=_STANDING, postgresql_where=_STANDING,
)  # fmt: skip
Index("record_versions_first", RECORD_VERSIONS.c.line, RECORD_VERSIONS.c.first)
Index(
    "record_versions_last", RECORD_VERSIONS.c.line, RECORD_VERSIONS.c.last,
    sqlite_where=~_STANDING, postgresql_where=~_STANDING,
)  # fmt: skip

#: What was done, by whom, through which door; `before` and `after` are revisions. Only ever added to.
AUDIT: Final = Table(
    "audit",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("time", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("via", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("before", Integer),
    Column("after", Integer),
    Column("counts", Text, nullable=False),
    Column("details", Text, nullable=False),
)

#: Long work, told while it goes on. `heartbeat` is when its process, the `owner`, last said that it lives.
JOBS: Final = Table(
    "jobs",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("who", Text),
    Column("state", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("result", Text),
    Column("problems", Text),
    Column("created", Text, nullable=False),
    Column("started", Text),
    Column("finished", Text),
    Column("heartbeat", Text, nullable=False),
    Column("owner", Text),
)

#: Recorded pairings: what each is of, and what the recommendations said of it when it was proposed (JSON).
PAIRINGS: Final = Table(
    "pairings",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("learner", Text, nullable=False),
    Column("mentor", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("recommended", Text, nullable=False),
)

#: How each came to stand as it does, from `position` 1 on; a `day` is in ISO 8601, `led_to` lists records, and `level`
#: is that of the audience from then on. Rows are only added.
PAIRING_CHANGES: Final = Table(
    "pairing_changes",
    METADATA,
    Column("pairing", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("stage", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("time", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("level", Integer, nullable=False),
    Column("led_to", Text, nullable=False),
)

#: Links to frozen slices of the network. `hash` is the SHA-256 of the token in the address, `level` that of the
#: audience it was made for, `chosen` the choices in words and `holds` the records that are in it (JSON); `content` is
#: the file, gzipped. What has ended keeps its row, and neither `holds` nor `content`. `last_day` is in ISO 8601.
SHARES: Final = Table(
    "shares",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("hash", LargeBinary, nullable=False, unique=True),
    Column("key", Text, nullable=False),
    Column("maker", Text, nullable=False),
    Column("view", Text, nullable=False),
    Column("chosen", Text, nullable=False),
    Column("level", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("made", Text, nullable=False),
    Column("last_day", Text, nullable=False),
    Column("revoked", Text),
    Column("holds", Text),
    Column("content", LargeBinary),
)
Index("shares_key", SHARES.c.key)
