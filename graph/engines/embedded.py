"""The embedded engine: a folder on this machine, no server. The right choice for one person, a demo, or one service.

Only this module imports kglite. The graph lives in memory and in one file, `graph.kgl`. One process at a time may
write; any number may read. A reader looks at the file's identity before each read and reopens it when a writer has
replaced it (0.2 s at 300,000 relationships), so it sees what a service last wrote while that service goes on holding
the writer.

Why the engine's log is off: `save()` writes a new file, flushes it and renames it over the old one, so a write is all
or nothing and visible to readers at one instant. The log (`durable="full"`) would give no more than that, since
readers do not see it, and cost 1,250 MB instead of 350 MB and half as much time again on those 300,000 relationships.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

import kglite

from practice_atlas.graph.engines.contract import EngineDescription, Statement, check_returned
from practice_atlas.graph.engines.errors import (
    ConstraintError,
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

FILE_NAME = "graph.kgl"

# Advice such as "this label is not known yet" is for people who type queries; it stays on each result.
kglite.set_query_warning_policy("silent")


class EmbeddedEngine:
    """A graph in the folder `folder`: held for writing until closed, or read as others write it."""

    name = "embedded"

    def __init__(self, folder: Path, *, writable: bool) -> None:
        self._file = folder / FILE_NAME
        self._writable = writable
        self._lock = Lock()
        self._seen: tuple[int, int, int] | None = None
        self._session: kglite.Session | None = None
        if writable:
            self._open_writer()
        else:
            self._current_session()

    def read(
        self, query: str, parameters: Mapping[str, Any] | None = None, *, timeout: float | None = None
    ) -> list[dict[str, Any]]:
        """See the contract. Threads read at the same time, each on the state at its start."""
        refuse_file_access(query)
        session = self._current_session()
        milliseconds = 0 if timeout is None else max(1, round(timeout * 1000))
        with _translated(self._file):
            return plain_rows(session.cypher(query, params=dict(parameters or {}), timeout_ms=milliseconds).to_list())

    def write(self, statements: Iterable[Statement]) -> None:
        """See the contract. The transaction works on a copy of what it changes; a write of nothing leaves the file."""
        with self._lock:
            if self._transact(statements):
                self._save()

    def prepare(self, statements: Sequence[str]) -> None:
        """See the contract."""
        with self._lock, _translated(self._file):
            session = self._writer()
            results = [session.execute(statement) for statement in statements]
            if any(_changed(result) for result in results):
                self._save()

    def describe(self) -> EngineDescription:
        """See the contract."""
        self._current_session()
        details = {"file": str(self._file), "opened for": "writing" if self._writable else "reading"}
        if self._file.exists():
            details["bytes on disk"] = str(self._file.stat().st_size)
        return EngineDescription(self.name, kglite.__version__, f"embedded:{self._file.parent}", details)

    def close(self) -> None:
        """Give the folder free for another writer."""
        with self._lock:
            session, self._session = self._session, None
            if session is not None and self._writable:
                with _translated(self._file):
                    session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<EmbeddedEngine {self._file.parent} for {'writing' if self._writable else 'reading'}>"

    def _open_writer(self) -> None:
        with _translated(self._file):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._session = kglite.open_session(str(self._file), durable="off")
            for left_over in self._file.parent.glob(f"{FILE_NAME}.tmp.*"):  # of a writer that was killed while saving
                left_over.unlink()

    def _writer(self) -> kglite.Session:
        if not self._writable:
            raise ReadOnlyError(
                f"{self._file.parent} is open for reading only.", fix="Open it for writing, when nothing else has it."
            )
        return self._opened()

    def _opened(self) -> kglite.Session:
        if self._session is None:
            raise EngineUnavailableError("This engine was closed.", fix="Open it again.")
        return self._session

    def _current_session(self) -> kglite.Session:
        """The writer's session; for a reader one of the file as it is now."""
        if self._writable:
            return self._opened()
        with self._lock, _translated(self._file):
            if self._seen is not None:
                self._opened()
            # Looked at before it is opened: a file replaced in between is then opened once too often, never too seldom.
            now = self._identity()
            if now != self._seen:
                self._session = kglite.open_session(str(self._file))
                self._seen = now
            return self._opened()

    def _identity(self) -> tuple[int, int, int]:
        status = os.stat(self._file)
        return status.st_ino, status.st_mtime_ns, status.st_size

    def _transact(self, statements: Iterable[Statement]) -> bool:
        """Run all statements or none; whether anything changed. What the caller's own generator raises is its own."""
        with _translated(self._file):
            transaction = self._writer().begin()
        changed = False
        try:
            for statement in statements:
                refuse_file_access(statement.query)
                with _translated(self._file):
                    result = transaction.cypher(statement.query, params=dict(statement.parameters))
                check_returned(statement, result.to_list())
                changed = changed or _changed(result)
            if changed:
                with _translated(self._file):
                    transaction.commit()
        finally:
            if transaction.active:
                transaction.rollback()
        return changed

    def _save(self) -> None:
        try:
            with _translated(self._file):
                self._writer().save()
        except BaseException:
            # What is in memory is not on disk: take back the state that is, so that nobody reads what may be lost.
            self._session = None
            self._open_writer()
            raise


def _changed(result: kglite.ResultView) -> bool:
    return any((result.stats or {}).values())


@contextmanager
def _translated(file: Path) -> Iterator[None]:
    """Turn kglite's errors, and the interpreter's for what it refuses to convert, into ours."""
    try:
        yield
    except (kglite.KgError, OSError, ValueError, TypeError, OverflowError, RecursionError, MemoryError) as error:
        raise _ours(error, file) from error


def _ours(error: Exception, file: Path) -> EngineError:
    said = str(error)
    match error:
        case kglite.WriterLeaseHeldError():
            holder = (error.holder or {}).get("pid", "unknown")
            return EngineBusyError(
                f"{file.parent} is open for writing by process {holder}.",
                fix="Load through that service, stop it first, or open the folder for reading only.",
            )
        case kglite.CypherTimeoutError():
            return QueryTimeoutError("The question took longer than allowed.", fix="Ask for less, or allow more time.")
        case kglite.ReadOnlyError():
            return ReadOnlyError("A query that writes was asked as a read; nothing was written.", fix="Use write().")
        case kglite.ConstraintError():
            return ConstraintError(said, fix="Two records carry a value that must be unique: give one another.")
        case kglite.TransactionConflictError():
            return EngineBusyError("Another write came first.", fix="Run the load again.")
        case kglite.LoadMemoryLimitError() | kglite.WriteBudgetExceededError() | MemoryError():
            return EngineMemoryError(f"Not enough memory: {said}", fix="Use a machine with more memory, or Neo4j.")
        case kglite.FileFormatError():
            return EngineUnavailableError(
                f"{file} is not a graph that this version can read.",
                fix="Move it away and load the data set again: the records are the truth, the graph is made from them.",
            )
        case kglite.FileError() | FileNotFoundError():
            return EngineUnavailableError(
                f"There is no graph in {file.parent} yet.", fix="Make one with: practice-atlas load FOLDER"
            )
        case kglite.FileIoError() | OSError():
            return EngineUnavailableError(f"{file.parent}: {said}", fix="Look at the folder's rights and free space.")
        case _:
            return QueryError(said, fix="This is a fault in the program: please report it with the command you used.")
