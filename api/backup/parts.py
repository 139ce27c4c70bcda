"""The parts of an archive: JSON, a line for each row of a table, and one for each revision that the graph marks."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Column, LargeBinary, Table
from sqlalchemy.types import Integer

from practice_atlas.api.backup.errors import DamagedArchiveError
from practice_atlas.api.store import tables
from practice_atlas.graph.revisions import Revision

#: The revisions of the graph, oldest first; the last is the one that a restored graph is at.
GRAPH: Final = "graph.jsonl"
KEYS: Final = "keys.jsonl"
REVISIONS: Final = "revisions.jsonl"
RECORDS: Final = "records.jsonl"
LOG: Final = "log.jsonl"
JOBS: Final = "jobs.jsonl"
PAIRINGS: Final = "pairings.jsonl"
PAIRING_CHANGES: Final = "pairing-changes.jsonl"
SHARES: Final = "shares.jsonl"
TABLES: Final[Mapping[str, Table]] = MappingProxyType(
    {
        KEYS: tables.API_KEYS,
        REVISIONS: tables.REVISIONS,
        RECORDS: tables.RECORD_VERSIONS,
        LOG: tables.AUDIT,
        JOBS: tables.JOBS,
        PAIRINGS: tables.PAIRINGS,
        PAIRING_CHANGES: tables.PAIRING_CHANGES,
        SHARES: tables.SHARES,
    }
)
PARTS: Final = (GRAPH, *TABLES)
#: Parts that archives have from a version of their format on; older ones hold nothing of the kind.
SINCE: Final[Mapping[str, int]] = MappingProxyType({PAIRINGS: 2, PAIRING_CHANGES: 2, SHARES: 3})
#: Rows of a part that are in memory at a time, where these are files.
FEW: Final[Mapping[str, int]] = MappingProxyType({SHARES: 10})
#: What no database takes for a letter: nothing, and halves of letters.
_UNFIT: Final = re.compile("[\0\ud800-\udfff]")


def line_of(row: Mapping[str, Any]) -> bytes:
    """A row as a line; bytes are written as base64."""
    plain = {
        name: base64.b64encode(value).decode() if isinstance(value, bytes) else value for name, value in row.items()
    }
    return f"{json.dumps(plain, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def row_of(table: Table, line: bytes) -> dict[str, Any]:
    """A line as a row of a table. Raises DamagedArchiveError where it is none."""
    values = _object(line)
    if not values.keys() <= set(table.c.keys()):
        raise _no_row(table.name)
    return {column.name: _value(column, values.get(column.name)) for column in table.c}


def revision_of(line: bytes) -> Revision:
    """A line as a revision. Raises DamagedArchiveError where it is none."""
    values = _object(line)
    try:
        counts, datasets = json.loads(values["counts"]), json.loads(values["datasets"])
        time, tool, content = (str(values[name]) for name in ("time", "tool", "content"))
        return Revision(int(values["number"]), time, tool, content, counts, datasets)
    except (KeyError, TypeError, ValueError) as error:
        raise _no_row("graph") from error


def _object(line: bytes) -> dict[str, Any]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _no_row("a part") from error
    if not isinstance(values, dict):
        raise _no_row("a part")
    return values


def _value(column: Column[Any], value: Any) -> Any:
    if value is None and column.nullable:
        return None
    if isinstance(column.type, LargeBinary) and isinstance(value, str):
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError) as error:
            raise _no_row(column.table.name) from error
    if isinstance(column.type, Integer):
        if type(value) is int and abs(value) < 2**31:
            return value
    elif not isinstance(column.type, LargeBinary) and isinstance(value, str) and not _UNFIT.search(value):
        return value
    raise _no_row(column.table.name)


def _no_row(name: str) -> DamagedArchiveError:
    return DamagedArchiveError(
        f"A line of the archive is no row of {name}.", fix="It was changed by hand or by another program: use another."
    )
