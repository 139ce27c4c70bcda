"""The store's tables, step by step: a new store goes through all steps, an older one through those it lacks.

A step, once released, is never changed: what comes later is another step. Alembic would bring a folder of scripts, a
configuration and a second way to describe tables, for steps that add whole tables and are tested on both databases.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, insert, inspect, select, text, update

from practice_atlas.api.store import tables
from practice_atlas.api.store.database import Database
from practice_atlas.api.store.errors import StoreVersionError

Step = Callable[[Connection], None]

_META: Final = Table(
    "meta", MetaData(), Column("name", Text, primary_key=True), Column("value", Integer, nullable=False)
)


def _makes(*made: Table) -> Step:
    return lambda connection: tables.METADATA.create_all(connection, list(made), checkfirst=False)


def _make_audit(connection: Connection) -> None:
    """The log, and triggers that keep it from being changed by anything but taking the triggers away."""
    _makes(tables.AUDIT)(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text(_REFUSE))
        made = "CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE ON audit EXECUTE FUNCTION refuse_audit_change()"
        connection.execute(text(made))
        return
    for change in ("UPDATE", "DELETE"):
        connection.execute(
            text(
                f"CREATE TRIGGER audit_is_kept_{change.lower()} BEFORE {change} ON audit "
                "BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"
            )
        )


def _add_owner(connection: Connection) -> None:
    """Jobs say whose they are. A store whose jobs are as new as this program has the column already."""
    table = tables.JOBS
    there = {column["name"] for column in inspect(connection).get_columns(table.name)}
    if table.c.owner.name not in there:
        connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {table.c.owner.name} TEXT"))


def _make_pairings(connection: Connection) -> None:
    """Recorded pairings, and triggers that keep what was recorded from being overwritten. All of it may go at once,
    where a backup is put in its place.
    """
    made = (tables.PAIRINGS, tables.PAIRING_CHANGES)
    _makes(*made)(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text(_REFUSE_PAIRING))
    for name in (table.name for table in made):
        does = (
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_pairing_change()"
            if connection.dialect.name == "postgresql"
            else "BEGIN SELECT RAISE(ABORT, 'what was recorded of pairings is only added to'); END"
        )
        connection.execute(text(f"CREATE TRIGGER {name}_are_kept BEFORE UPDATE ON {name} {does}"))


_REFUSE_PAIRING: Final = (
    "CREATE FUNCTION refuse_pairing_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'what was recorded of pairings is only added to'; END $$"
)
_REFUSE: Final = (
    "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$"
)

#: The version of a store is the number of steps it went through.
STEPS: Final[tuple[Step, ...]] = (
    _makes(tables.API_KEYS),
    _makes(tables.REVISIONS, tables.RECORD_VERSIONS),
    _make_audit,
    _makes(tables.JOBS),
    _add_owner,
    _make_pairings,
    _makes(tables.SHARES),
)


def bring_up_to_date(database: Database, steps: Sequence[Step] = STEPS) -> None:
    """Make what is missing, in one transaction. Raises StoreVersionError where the store is newer than this program."""
    if _version(database) == len(steps):
        return
    with database.writing(alone="schema") as connection:
        version = _recorded(connection)
        if version > len(steps):
            raise StoreVersionError(
                f"The store {database.place} is of version {version}; this program knows {len(steps)}.",
                fix="Use a newer practice-atlas, or name another store.",
            )
        if version == 0:
            _META.create(connection)
            connection.execute(insert(_META).values(name="schema", value=0))
        for step in steps[version:]:
            step(connection)
        connection.execute(update(_META).where(_META.c.name == "schema").values(value=len(steps)))


def _version(database: Database) -> int:
    with database.reading() as connection:
        return _recorded(connection)


def _recorded(connection: Connection) -> int:
    """0 for a store without tables."""
    if not connection.dialect.has_table(connection, _META.name):
        return 0
    return int(connection.execute(select(_META.c.value).where(_META.c.name == "schema")).scalar_one())
