"""What a revision changed, as an audience may know it: whatever is closed to it was never there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import ColumnElement, Connection, Select, Subquery, case, func, literal, select, union_all

from practice_atlas.api.store.lines import KnownRevision
from practice_atlas.api.store.tables import RECORD_VERSIONS as VERSIONS
from practice_atlas.ontology.vocabularies import Audience

What = Literal["added", "changed", "withdrawn"]
WHATS: Final[tuple[What, ...]] = ("added", "changed", "withdrawn")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one record."""

    id: str
    what: What


@dataclass(frozen=True, slots=True)
class Changes:
    """A page of what changed since the revision `since`, by identifier, and how much changed in all.

    `after` continues with the next page; None on the last.
    """

    since: int
    total: dict[What, int]
    rows: tuple[Change, ...]
    after: str | None


def changes_of(
    connection: Connection, known: KnownRevision, audience: Audience, *, after: str | None, limit: int
) -> Changes:
    """What this revision changed since the one known before it; the first of all added everything."""
    found = _changes(known, audience)
    query = select(found.c.id, found.c.what).order_by(found.c.id).limit(limit + 1)
    page = [Change(*row) for row in connection.execute(query if after is None else query.where(found.c.id > after))]
    counted: dict[str, int] = dict(
        row._tuple() for row in connection.execute(select(found.c.what, func.count()).group_by(found.c.what))
    )
    return Changes(
        known.previous or 0,
        {what: counted.get(what, 0) for what in WHATS},
        tuple(page[:limit]),
        page[limit - 1].id if len(page) > limit else None,
    )


def _changes(known: KnownRevision, audience: Audience) -> Subquery:
    """Identifier and what became of it, of all that the audience sees otherwise than before."""
    nothing_before = -1
    previous = nothing_before if known.previous is None else known.previous
    both = union_all(
        _side(known, audience, VERSIONS.c.last == previous, "old"),
        _side(known, audience, VERSIONS.c.first == known.revision.number, "new"),
    ).subquery()
    old, new = func.max(both.c.old), func.max(both.c.new)
    what = case((old == "", "added"), (new == "", "withdrawn"), else_="changed").label("what")
    return select(both.c.id, what).group_by(both.c.id).having(old != new).subquery()


def _side(known: KnownRevision, audience: Audience, chosen: ColumnElement[bool], side: str) -> Select[tuple[str, ...]]:
    """What the audience saw of each of these records, as a text in the column `old` or `new`; the other is empty."""
    hashes = {Audience.PUBLIC: VERSIONS.c.public, Audience.MEMBERS: VERSIONS.c.members}
    shown = func.coalesce(hashes[audience], VERSIONS.c.content) if audience in hashes else VERSIONS.c.content
    text = shown + VERSIONS.c.datasets + func.coalesce(VERSIONS.c.passage, "")
    columns = [(text if name == side else literal("")).label(name) for name in ("old", "new")]
    query = select(VERSIONS.c.id, *columns)
    return query.where(VERSIONS.c.line == known.line, VERSIONS.c.level <= audience.level, chosen)
