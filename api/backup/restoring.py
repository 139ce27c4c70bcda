"""Making graph and store from an archive: both or neither.

The store is filled within a transaction, the graph is made from what stands in it, in one transaction of its own, and
the store is committed last. What is killed in between has restored the graph alone; doing it again sees that, and
fills the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, func, insert, select
from sqlalchemy.exc import DataError, IntegrityError

from practice_atlas.api.backup.archive import Archive
from practice_atlas.api.backup.errors import DamagedArchiveError, OccupiedError
from practice_atlas.api.backup.manifest import Manifest
from practice_atlas.api.backup.parts import (
    FEW,
    JOBS,
    KEYS,
    LOG,
    PAIRING_CHANGES,
    PAIRINGS,
    RECORDS,
    REVISIONS,
    SHARES,
    TABLES,
)
from practice_atlas.api.store import Store, open_store
from practice_atlas.api.store.audit import NOBODY, Actor, What, note
from practice_atlas.api.store.errors import StoreFaultError
from practice_atlas.api.store.history import records_at
from practice_atlas.api.store.lines import known
from practice_atlas.api.store.pairings import pairings_in
from practice_atlas.api.store.rebuilding import held
from practice_atlas.api.store.tables import API_KEYS, AUDIT
from practice_atlas.api.store.tables import SHARES as SHARES_TABLE
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.revisions import Revision, revisions
from practice_atlas.graph.writing import restore
from practice_atlas.ontology.progress import Progress, silent

_WRITTEN: Final = 5_000
_NAMES: Final = {
    KEYS: "keys", REVISIONS: "revisions", RECORDS: "records", LOG: "log entries", JOBS: "jobs", PAIRINGS: "pairings",
    PAIRING_CHANGES: "changes of pairings", SHARES: "links",
}  # fmt: skip
#: Parts that take the place of what stands in the store.
_WHOLE: Final = (REVISIONS, RECORDS, JOBS, PAIRINGS, PAIRING_CHANGES)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored. `keys` are in force now; `graph` is false where the graph was so already."""

    manifest: Manifest
    keys: int
    graph: bool


def restore_archive(
    archive: Archive, engine: Engine, store: Store, *, by: Actor, replace: bool = False, progress: Progress = silent
) -> Restored:
    """Make graph and store hold what the archive holds.

    Both must be empty, or `replace` says that what they hold may go. The log is never shortened: entries that the
    archive does not know stay, and come first. A key or link that was revoked since stays revoked. Raises BackupError,
    StoreError and EngineError; then nothing was written.
    """
    marks = archive.revisions()
    there = sorted(revisions(engine), key=lambda revision: revision.number)
    with store.database.writing(alone="history") as connection:
        _refuse_occupied(connection, there, marks, replace=replace)
        _fill(connection, archive, progress)
        before = there[-1].number if there else 0
        made = {"made": archive.manifest.made}
        note(connection, by, What.PUT_BACK, before=before, after=marks[-1].number, details=made)
        if there != marks or replace:
            _restore_graph(connection, engine, marks, replace=replace, progress=progress)
        in_force = select(func.count()).select_from(API_KEYS).where(API_KEYS.c.revoked.is_(None))
        keys = connection.execute(in_force).scalar_one()
    return Restored(archive.manifest, keys, there != marks or replace)


def rehearse(archive: Archive, *, progress: Progress = silent) -> Restored:
    """Restore into a folder that is thrown away, to know that it can be done."""
    with (
        TemporaryDirectory(prefix="practice-atlas-rehearsal-") as folder,
        open_engine(f"embedded:{folder}", writable=True) as engine,
        open_store(f"sqlite:{folder}/store.sqlite") as store,
    ):
        return restore_archive(archive, engine, store, by=NOBODY, progress=progress)


def _refuse_occupied(
    connection: Connection, there: Sequence[Revision], marks: Sequence[Revision], *, replace: bool
) -> None:
    if replace:
        return
    counts = {name: connection.execute(select(func.count()).select_from(TABLES[name])).scalar_one() for name in _NAMES}
    kept = ", ".join(f"{count} {_NAMES[name]}" for name, count in counts.items() if count)
    found = [f"the store holds {kept}"] if kept else []
    if there and (there != marks or kept):
        found.insert(0, f"the graph holds revision {there[-1].number}")
    if found:
        told = " and ".join(found)
        raise OccupiedError(
            f"{told[0].upper()}{told[1:]}; nothing was written.",
            fix="Restore into an empty graph and a new store, or say --replace: then both become as the backup is.",
        )


def _restore_graph(
    connection: Connection, engine: Engine, marks: Sequence[Revision], *, replace: bool, progress: Progress
) -> None:
    *earlier, head = marks
    try:
        described = known(connection, head)
        holdings = held(records_at(connection, described), described, progress) if described else None
    except (ValueError, TypeError, KeyError, StoreFaultError) as error:
        raise _unreadable(head) from error
    if holdings is None:
        raise _unreadable(head)
    restore(engine, holdings, head, earlier=earlier, replace=replace, progress=progress)


def _unreadable(head: Revision) -> DamagedArchiveError:
    return DamagedArchiveError(
        f"The records of revision {head.number} in this backup cannot be read by this version.",
        fix=f"Restore it with practice-atlas {head.tool}, which wrote them, or use another backup.",
    )


def _fill(connection: Connection, archive: Archive, progress: Progress) -> None:
    """Put the archive's rows in place of what stands in the store; the log is only added to."""
    keys, links = _revoked(connection, API_KEYS), _revoked(connection, SHARES_TABLE)
    for name in (KEYS, SHARES, *_WHOLE):
        connection.execute(delete(TABLES[name]))
    kept = (row | {"revoked": row["revoked"] or keys.get(row["id"])} for row in archive.rows(KEYS))
    _insert(connection, archive, KEYS, kept, progress)
    shared = (row | _ended(links.get(row["id"])) for row in archive.rows(SHARES))
    _insert(connection, archive, SHARES, shared, progress)
    for name in _WHOLE:
        _insert(connection, archive, name, archive.rows(name), progress)
    _insert(connection, archive, LOG, _missing(connection, archive), progress)
    _check_pairings(connection)


def _revoked(connection: Connection, table: Table) -> dict[str, str]:
    """When what is revoked in the store was revoked, by its id."""
    gone = select(table.c.id, table.c.revoked).where(table.c.revoked.is_not(None))
    return {row.id: row.revoked for row in connection.execute(gone)}


def _ended(revoked: str | None) -> dict[str, str | None]:
    """Of a link that was revoked since, what it showed is not put back."""
    return {"revoked": revoked, "holds": None, "content": None} if revoked else {}


def _check_pairings(connection: Connection) -> None:
    """They are read with every question about mentors: what cannot be read is better found now."""
    try:
        pairings_in(connection)
    except (ValueError, TypeError, IndexError, KeyError) as error:
        raise DamagedArchiveError(
            "The pairings of this backup cannot be read.", fix="It was changed by hand: use another."
        ) from error


def _missing(connection: Connection, archive: Archive) -> Iterator[dict[str, Any]]:
    """The entries of the archive that the log does not hold. They get numbers of their own."""
    there = {_entry(row._asdict()) for row in connection.execute(select(AUDIT))}
    for row in archive.rows(LOG):
        if _entry(row) not in there:
            yield {name: value for name, value in row.items() if name != AUDIT.c.number.name}


def _entry(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in AUDIT.c if column is not AUDIT.c.number)


def _insert(
    connection: Connection, archive: Archive, name: str, rows: Iterable[dict[str, Any]], progress: Progress
) -> None:
    waiting, done = iter(rows), 0
    while batch := list(islice(waiting, FEW.get(name, _WRITTEN))):
        progress(f"Restoring {_NAMES[name]}", done, archive.manifest.rows(name))
        try:
            connection.execute(insert(TABLES[name]), batch)
        except (IntegrityError, DataError) as error:
            raise DamagedArchiveError(
                f"The {_NAMES[name]} of this backup contradict each other.", fix="Use another backup."
            ) from error
        done += len(batch)
    progress(f"Restoring {_NAMES[name]}", done, done)
