"""All learning flows in order, newest first: worked out once a revision, since no engine has an index for it.

Sorting 100,000 flows took the embedded engine 0.5 s for each page of a list; of this order a page takes some
milliseconds. It holds 100 bytes a flow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from practice_atlas.graph.catalogue import travelling
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.reading import Reader


class FlowKey(NamedTuple):
    """What a flow is chosen and put in order by."""

    id: str
    known_by: str | None
    level: int
    kind: str
    state: str


_orders: WeakKeyDictionary[Engine, tuple[str, Sequence[FlowKey]]] = WeakKeyDictionary()


def newest_first(reader: Reader) -> Sequence[FlowKey]:
    """The flows that the audience may see; those whose day nothing bounds come last."""
    revision = reader.revision()
    content, order = _orders.get(reader.engine, ("", ()))
    if content != revision.content:
        order = _in_order(reader)
        if reader.revision() == revision:  # else a load came in between: right for this answer, not for the next
            _orders[reader.engine] = (revision.content, order)
    level = reader.audience.level
    return [key for key in order if key.level <= level]


def _in_order(reader: Reader) -> Sequence[FlowKey]:
    keys = [FlowKey(**row) for row in reader.rows(travelling.FLOW_KEYS)]
    keys.sort(key=lambda key: key.id)
    keys.sort(key=lambda key: key.known_by or "", reverse=True)
    return keys
