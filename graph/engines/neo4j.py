"""Neo4j: the server that a team shares, alone, as a cluster or in the cloud. Only this module imports the driver.

Reads are managed transactions, so that a server that fails over or restarts is asked again, for five to eight seconds.
A read that ran beside a commit is asked again as well: Neo4j lets one query see half of what another transaction is
just applying (134 of 4,085 counts over 2,000 nodes were torn, and a large load is applied for seconds). The server
names its newest committed transaction at the end of every read, and a session can wait until that one is applied; so a
read that begins behind the same transaction as it ends with has seen a whole revision. Where nobody writes, this costs
nothing.

Writes are not: the driver would retry what cannot succeed (memory exhaustion is reported as transient) and would need
the statements again, which a generator no longer has. So a write is one explicit transaction, tried three times where
the failure may pass (a deadlock, a new leader) and the statements can be read again (a list, not a generator), and
never after a commit whose outcome is unknown.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import TracebackType
from typing import Any, Final, Self

import neo4j
from neo4j import exceptions as driver_errors
from neo4j.exceptions import DriverError, Neo4jError

from practice_atlas.graph.engines.contract import EngineDescription, Statement, check_returned
from practice_atlas.graph.engines.errors import (
    ConstraintError,
    EngineAddressError,
    EngineBusyError,
    EngineError,
    EngineMemoryError,
    EngineUnavailableError,
    QueryError,
    QueryTimeoutError,
    ReadOnlyError,
)
from practice_atlas.graph.engines.guard import refuse_file_access
from practice_atlas.graph.engines.values import plain_rows

CONNECT_SECONDS: Final = 5.0
INDEX_SECONDS: Final = 600
WRITE_ATTEMPTS: Final = 3
PATIENCE_SECONDS: Final = 60.0

_NONE: Final[frozenset[str]] = frozenset()
_REPORT: Final = "This is a fault in the program: please report it."

#: What the server says, and what the driver says of the way there.
_FAILURES = (Neo4jError, DriverError)
#: What the interpreter says of a parameter that has no form on the wire.
_UNSENDABLE = (ValueError, TypeError, OverflowError, RecursionError)

# The driver logs what it also raises; without a handler of the application's that would go to stderr a second time.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class Neo4jEngine:
    """A database on a Neo4j server at `address`, entered with `auth` (user and password) where the server asks."""

    name = "neo4j"

    def __init__(
        self, address: str, *, auth: tuple[str, str] | None = None, database: str | None = None, writable: bool = False
    ) -> None:
        self._address = address
        self._database = database
        self._writable = writable
        self._closed = False
        #: The newest transaction known to be committed, as the server names it.
        self._known = _NONE
        try:
            self._driver = neo4j.GraphDatabase.driver(
                address,
                auth=auth,
                connection_timeout=CONNECT_SECONDS,
                connection_acquisition_timeout=4 * CONNECT_SECONDS,
                max_transaction_retry_time=CONNECT_SECONDS,
                notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
                warn_notification_severity=neo4j.NotificationMinimumSeverity.OFF,
                user_agent="practice-atlas",
            )
        except (driver_errors.ConfigurationError, ValueError) as error:
            raise EngineAddressError(f"{address}: {error}", fix="Use neo4j://HOST:7687 or bolt://HOST:7687.") from error
        try:
            with self._session(neo4j.READ_ACCESS, _NONE) as session:  # not managed: an absent server fails at once
                self._server = session.run("RETURN 1 AS one").consume().server
                self._known = session.last_bookmarks().raw_values
        except _FAILURES as error:
            self.close()
            raise self._ours(error) from error

    def read(
        self, query: str, parameters: Mapping[str, Any] | None = None, *, timeout: float | None = None
    ) -> list[dict[str, Any]]:
        """See the contract. Runs in read access mode, in which the server refuses every write."""
        refuse_file_access(query)
        self._check_open()
        deadline = time.monotonic() + (PATIENCE_SECONDS if timeout is None else timeout)
        known = self._known
        while True:
            rows, newest = self._ask(query, parameters or {}, timeout, known)
            if newest in (known, _NONE):
                return plain_rows(rows)
            self._known = known = newest
            if time.monotonic() > deadline:
                raise EngineBusyError(
                    f"{self._address} is written to without a pause; no whole answer could be had.",
                    fix="Ask again later.",
                )

    def write(self, statements: Iterable[Statement]) -> None:
        """See the contract; the retries are explained at the top of this module."""
        self._check_writable()
        attempts = 1 if isinstance(statements, Iterator) else WRITE_ATTEMPTS
        for attempt in range(1, attempts + 1):
            failure = self._attempt(statements)
            if failure is None:
                return
            if attempt == attempts or not _may_pass(failure):
                raise self._ours(failure) from failure
            time.sleep(0.2 * attempt)

    def prepare(self, statements: Sequence[str]) -> None:
        """See the contract."""
        self._check_writable()
        try:
            with self._session(neo4j.WRITE_ACCESS, self._known) as session:
                for statement in statements:
                    session.run(statement).consume()
                session.run("CALL db.awaitIndexes($seconds)", {"seconds": INDEX_SECONDS}).consume()
                self._known = session.last_bookmarks().raw_values
        except _FAILURES as error:
            raise self._ours(error) from error

    def describe(self) -> EngineDescription:
        """See the contract."""
        (component,) = self.read(
            "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' "
            "RETURN versions[0] AS version, edition"
        )
        major, minor = self._server.protocol_version
        details = {
            "edition": str(component["edition"]),
            "database": self._database or "the server's default",
            "protocol": f"Bolt {major}.{minor}",
            "opened for": "writing" if self._writable else "reading",
        }
        return EngineDescription(self.name, str(component["version"]), self._address, details)

    def close(self) -> None:
        """Close every connection."""
        if not self._closed:
            self._closed = True
            self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Neo4jEngine {self._address} for {'writing' if self._writable else 'reading'}>"

    def _session(self, access: str, after: frozenset[str]) -> neo4j.Session:
        """A session that starts once the server has applied all that `after` names."""
        return self._driver.session(
            database=self._database, default_access_mode=access, bookmarks=neo4j.Bookmarks.from_raw_values(after)
        )

    def _ask(
        self, query: str, parameters: Mapping[str, Any], timeout: float | None, known: frozenset[str]
    ) -> tuple[list[dict[str, Any]], frozenset[str]]:
        """The rows, and the newest transaction that the server had committed by the end."""

        @neo4j.unit_of_work(timeout=timeout)
        def ask(transaction: neo4j.ManagedTransaction) -> list[dict[str, Any]]:
            try:
                return [dict(record) for record in _run(transaction, query, parameters)]
            except Neo4jError as error:
                if _exhausted(error):  # final: the driver retries only its own exceptions
                    raise self._ours(error) from error
                raise

        try:
            with self._session(neo4j.READ_ACCESS, known) as session:
                return session.execute_read(ask), session.last_bookmarks().raw_values
        except _FAILURES as error:
            raise self._ours(error) from error

    def _attempt(self, statements: Iterable[Statement]) -> Neo4jError | DriverError | None:
        """One transaction: None when committed, the driver's failure when not. What a generator raises is its own."""
        try:
            with self._session(neo4j.WRITE_ACCESS, self._known) as session:
                with session.begin_transaction() as transaction:
                    _run_all(transaction, statements)
                    transaction.commit()
                self._known = session.last_bookmarks().raw_values
        except _FAILURES as error:
            return error
        return None

    def _check_open(self) -> None:
        if self._closed:
            raise EngineUnavailableError("This engine was closed.", fix="Open it again.")

    def _check_writable(self) -> None:
        self._check_open()
        if not self._writable:
            raise ReadOnlyError(f"{self._address} is open for reading only.", fix="Open it for writing.")

    def _ours(self, error: Neo4jError | DriverError) -> EngineError:
        """The same failure as one of our errors."""
        match error:
            case driver_errors.AuthError():
                return EngineUnavailableError(
                    f"{self._address} refuses the user name or the password.",
                    fix="Set PRACTICE_ATLAS_NEO4J_USER and PRACTICE_ATLAS_NEO4J_PASSWORD.",
                )
            case driver_errors.ConstraintError():
                return ConstraintError(
                    str(error.message), fix="Two records carry a value that must be unique: give one another."
                )
            case Neo4jError():
                return self._of_server(error)
            case driver_errors.IncompleteCommit():
                return EngineUnavailableError(
                    f"{self._address} went away while it was committing; whether it did is not known.",
                    fix="Look at the revision, and run the load again: unchanged records are not written twice.",
                )
            case _:
                return EngineUnavailableError(
                    f"No Neo4j answers at {self._address}: {error}",
                    fix="Start the server, or check host, port and encryption (neo4j:// plain, neo4j+s:// TLS).",
                )

    def _of_server(self, error: Neo4jError) -> EngineError:
        code, said = str(error.code), str(error.message)
        if _exhausted(error):
            return EngineMemoryError(
                f"The transaction needs more memory than the server allows: {said}",
                fix="Raise server.memory.heap.max_size: a first load needs 12 to 15 kB for each record. On Neo4j 5, "
                "db.tx_state.memory_allocation=OFF_HEAP spares a quarter of what counts against the limit.",
            )
        if "TransactionTimedOut" in code:
            return QueryTimeoutError("The question took longer than allowed.", fix="Ask for less, or allow more time.")
        if code == "Neo.ClientError.Statement.AccessMode":
            return ReadOnlyError("A query that writes was asked as a read; nothing was written.", fix="Use write().")
        if "Database.DatabaseNotFound" in code or "DatabaseUnavailable" in code or "Terminated" in code:
            return EngineUnavailableError(
                f"{self._address}: {said}", fix="Check PRACTICE_ATLAS_NEO4J_DATABASE and the server's log."
            )
        if error.is_retryable():
            return EngineBusyError(f"{self._address} asks to try again later: {said}", fix="Run the load again.")
        if code.startswith("Neo.ClientError"):
            return QueryError(said, fix=_REPORT)
        return EngineUnavailableError(f"{self._address} failed: {said}", fix="Look at the server's log.")


def _run(
    transaction: neo4j.Transaction | neo4j.ManagedTransaction, query: str, parameters: Mapping[str, Any]
) -> neo4j.Result:
    try:
        return transaction.run(query, dict(parameters))
    except _UNSENDABLE as error:
        raise QueryError(f"A parameter cannot be sent: {error}", fix=_REPORT) from error


def _run_all(transaction: neo4j.Transaction, statements: Iterable[Statement]) -> None:
    """Runs each statement while the next one is made.

    The server works on a statement that ends in RETURN once it is asked for the rows, which the driver does without
    waiting: so a generator of statements takes its time while the server takes its own.
    """
    under_way: tuple[Statement, neo4j.Result] | None = None
    for statement in chain(statements, [None]):
        if under_way is not None:
            check_returned(under_way[0], [record.data() for record in under_way[1]])
        if statement is not None:
            refuse_file_access(statement.query)
            under_way = statement, _run(transaction, statement.query, statement.parameters)


def _exhausted(error: Neo4jError) -> bool:
    """Out of heap, or past the server's limit for transactions. Neo4j calls both transient."""
    code = str(error.code)
    return "OutOfMemory" in code or "MemoryLimit" in code


def _may_pass(error: Neo4jError | DriverError) -> bool:
    return error.is_retryable() and not (isinstance(error, Neo4jError) and _exhausted(error))
