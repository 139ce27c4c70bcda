"""All learning flows in order, newest first: worked out once a revision, since no engine has an index for it.

Sorting 100,000 flows took the embedded engine 0.5 s for each page of a list. Of this order a page is a slice, whatever
the filters: for each choice of them the order is kept as well. The first question of a revision waits for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date

from practice_atlas.graph.catalogue import travelling
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.paging import Key
from practice_atlas.graph.reading import Reader

#: Identifier and day of a flow; no day where nothing bounds it.
FlowKey = tuple[str, str]


def newest_first(flows: Iterable[FlowKey]) -> list[FlowKey]:
    """The flows by day, newest first, those of a day by identifier; those whose day nothing bounds come last."""
    return sorted(sorted(flows, key=lambda flow: flow[0]), key=lambda flow: flow[1], reverse=True)


def key_of(flow: FlowKey) -> Key:
    """What `newest_first` sorts by, as a key of pages."""
    identifier, day = flow
    return (-date.fromisoformat(day).toordinal() if day else 0, identifier)


def by_then(flows: Sequence[FlowKey], as_of: date | None) -> tuple[Sequence[FlowKey], int]:
    """Of flows in this order those that certainly were by then, and how many are left out because nothing bounds
    their day.
    """
    if as_of is None:
        return flows, 0
    limit = as_of.isoformat()
    first = bisect_left(flows, True, key=lambda flow: flow[1] <= limit)
    undated = bisect_left(flows, True, key=lambda flow: not flow[1])
    return flows[first:undated], len(flows) - undated


def all_flows(reader: Reader, kind: str | None, state: str | None) -> Sequence[FlowKey]:
    """The flows of this kind and state that the audience may see, newest first."""
    level = reader.audience.level
    rows = kept(reader, ("flows", level), _all)
    return kept(
        reader,
        ("flows", level, kind, state),
        lambda _: [row[:2] for row in rows if kind in (None, row[2]) and state in (None, row[3])],
    )


_Row = tuple[str, str, str, str]


def _all(reader: Reader) -> list[_Row]:
    """Identifier, day, kind and state of every flow that the audience may see, newest first."""
    rows = [row for row in reader.rows(travelling.FLOW_KEYS) if row["level"] <= reader.audience.level]
    keys = [(row["id"], row["known_by"] or "", row["kind"], row["state"]) for row in rows]
    keys.sort(key=lambda key: key[0])
    keys.sort(key=lambda key: key[1], reverse=True)
    return keys
