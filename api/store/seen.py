"""What each audience sees of a record, as a hash: so that a change in a closed part is no change to those outside.

What is seen of a record also changes when something that it merely lists is opened or closed: then it stands
otherwise from that revision on, though its own content is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, and_, bindparam, insert, literal, select, update

from practice_atlas.api.store.lines import Line
from practice_atlas.api.store.tables import RECORD_VERSIONS as VERSIONS
from practice_atlas.graph.projection import content_of
from practice_atlas.graph.records import read_record
from practice_atlas.ontology.audiences import redacted
from practice_atlas.ontology.vocabularies import Audience

#: A reference as it stands in a record's JSON.
_REFERENCE: Final = re.compile(r'"([a-z]+:[^"\\\s]+)"')


class _Seen(NamedTuple):
    """Hashes of what the public and members see; None where that is all, or where they may not see the record."""

    public: str | None
    members: str | None


def write_what_is_seen(connection: Connection, line: Line, number: int) -> None:
    """Fill in the hashes of what revision `number` of the line began, and of what is seen otherwise since."""
    closed = _closed(connection, line)
    everything = _were_opened_or_closed(connection, line, number)
    if not closed and not everything:
        return
    differing = list(_differing(connection, line, None if everything else number, closed))
    begun = [item for item in differing if item["first"] == number]
    earlier = [item for item in differing if item["first"] != number]
    if begun:
        one = and_(VERSIONS.c.line == line.number, VERSIONS.c.id == bindparam("key"), VERSIONS.c.first == number)
        hashes: dict[str, Any] = {"public": bindparam("p"), "members": bindparam("m")}
        connection.execute(
            update(VERSIONS).where(one).values(hashes),
            [{"key": item["id"], "p": item["public"], "m": item["members"]} for item in begun],
        )
    for item in earlier:
        _begin_anew(connection, line, number, item)


def _closed(connection: Connection, line: Line) -> Mapping[str, int]:
    """The level of everything that is not public."""
    query = select(VERSIONS.c.id, VERSIONS.c.level).where(
        VERSIONS.c.line == line.number, VERSIONS.c.last.is_(None), VERSIONS.c.level > 0
    )
    return {row.id: row.level for row in connection.execute(query)}


def _were_opened_or_closed(connection: Connection, line: Line, number: int) -> bool:
    old, new = VERSIONS.alias("old"), VERSIONS.alias("new")
    both = and_(old.c.line == new.c.line, old.c.id == new.c.id, old.c.level != new.c.level)
    query = select(old.c.id).join(new, both)
    query = query.where(old.c.line == line.number, old.c.last == line.head, new.c.first == number)
    return connection.execute(query.limit(1)).first() is not None


def _differing(
    connection: Connection, line: Line, number: int | None, closed: Mapping[str, int]
) -> Iterator[dict[str, str | int | None]]:
    """What stands, or only what began at `number`, and is seen otherwise than its row says."""
    query = select(VERSIONS).where(VERSIONS.c.line == line.number, VERSIONS.c.last.is_(None))
    for row in connection.execute(query if number is None else query.where(VERSIONS.c.first == number)):
        seen = _seen(row.record, row.kind, row.level, closed)
        if seen != (row.public, row.members):
            yield {"id": row.id, "first": row.first, **seen._asdict()}


def _seen(text: str, kind: str, level: int, closed: Mapping[str, int]) -> _Seen:
    if not any(reference in closed for reference in _REFERENCE.findall(text)):
        return _Seen(None, None)
    record = read_record(text, kind)
    hashes = []
    for audience in (Audience.PUBLIC, Audience.MEMBERS):
        shown = redacted(record, closed, audience.level) if level <= audience.level else record
        hashes.append(None if shown is record else content_of(shown))
    return _Seen(*hashes)


def _begin_anew(connection: Connection, line: Line, number: int, item: Mapping[str, str | int | None]) -> None:
    """The same record from this revision on, seen otherwise."""
    old = and_(VERSIONS.c.line == line.number, VERSIONS.c.id == item["id"], VERSIONS.c.first == item["first"])
    other = {"first": number, "public": item["public"], "members": item["members"]}
    columns = [
        literal(other[column.name], column.type).label(column.name) if column.name in other else column
        for column in VERSIONS.c
    ]
    names = [column.name for column in VERSIONS.c]
    connection.execute(insert(VERSIONS).from_select(names, select(*columns).where(old)))
    connection.execute(update(VERSIONS).where(old).values(last=line.head))
