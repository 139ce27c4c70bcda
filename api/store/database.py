"""Transactions on SQLite and PostgreSQL, alike above this file.

SQLite is the right choice for one machine: a file, no server, one writer at a time and any number of readers, who see
what was last committed (write-ahead log). PostgreSQL is for services on several machines.

Every write begins as one (`BEGIN IMMEDIATE`): a SQLite transaction that reads first and writes later is refused, not
queued, when somebody else wrote in between.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from practice_atlas.api.store.errors import (
    NoStoreError,
    StoreBusyError,
    StoreError,
    StoreFaultError,
    StoreUnavailableError,
)

#: Seconds that a write waits for another to end. The longest is the first remembering of a large graph.
PATIENCE: Final = 60.0
#: Rows that are fetched at once where many are read.
_FETCHED: Final = 2_000
_SQLITE: Final = "sqlite"


class Database:
    """A pool of connections to one store. May be shared by threads."""

    def __init__(self, url: URL, *, make: bool) -> None:
        self.backend = url.get_backend_name()
        self.place = url.render_as_string(hide_password=True) if self.backend != _SQLITE else str(url.database)
        if self.backend == _SQLITE:
            _prepare_file(Path(str(url.database)), make=make)
        with translated(self.place):
            self._engine = _connected(url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One committed state, whole, as long as the block runs; rows come as they are fetched."""
        level = {} if self.backend == _SQLITE else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        options: dict[str, Any] = {"yield_per": _FETCHED, **level}
        with (
            translated(self.place),
            self._engine.connect() as connection,
            connection.execution_options(**options).begin(),
        ):
            yield connection

    @contextmanager
    def writing(self, *, alone: str | None = None, patience: float = PATIENCE) -> Iterator[Connection]:
        """A transaction: on disk when the block ends, taken back when it raises.

        `alone` names a work that only one process may do at a time; others wait until it is committed. Raises
        StoreBusyError where others went on for longer than `patience` seconds.
        """
        with (
            translated(self.place),
            self._engine.connect() as connection,
            connection.execution_options(writes=True, patience=patience).begin(),
        ):
            if self.backend != _SQLITE:
                connection.execute(text(f"SET LOCAL lock_timeout = {max(1, round(patience * 1000))}"))
                if alone:
                    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": alone})
            yield connection

    def close(self) -> None:
        """Release files and connections."""
        self._engine.dispose()


def _prepare_file(file: Path, *, make: bool) -> None:
    if not make and not file.exists():
        raise NoStoreError(
            f"There is no store at {file} yet.", fix="It is made by the first load, or when the service starts."
        )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.touch(mode=0o600)  # keys' hashes and closed records are nobody else's business
    except OSError as error:
        raise _unavailable(str(file), str(error)) from error


def _connected(url: URL) -> Engine:
    if url.get_backend_name() != _SQLITE:
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 5})
    engine = create_engine(url, connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: Any, _record: object) -> None:
    """Each new SQLite connection; the driver is told to leave transactions to us."""
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    waits = round(float(options.get("patience", PATIENCE)) * 1000)
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {waits}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn errors of drivers into ours."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        raise StoreUnavailableError(
            "PostgreSQL needs a driver that is not installed.", fix="Install practice-atlas[postgresql]."
        ) from error
    except SQLAlchemyError as error:
        raise _ours(place, error) from error


def _ours(place: str, error: SQLAlchemyError) -> StoreError:
    said = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    if isinstance(error, PoolTimeoutError) or "database is locked" in said or "lock timeout" in said:
        return StoreBusyError(f"The store {place} is being written by others.", fix="Try again in a few seconds.")
    if type(error) in (OperationalError, InterfaceError, DatabaseError):  # not the narrower ones, which are about SQL
        return _unavailable(place, said)
    return StoreFaultError(said, fix="This is a fault in the program: please report it with the command you used.")


def _unavailable(place: str, said: str) -> StoreUnavailableError:
    return StoreUnavailableError(
        f"The store {place} cannot be used: {' '.join(said.split())}",
        fix="Look at its folder's rights and free space, or whether its server runs; practice-atlas doctor tells.",
    )
