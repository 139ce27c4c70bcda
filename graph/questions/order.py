"""All learning flows in order, newest first: worked out once a revision, since no engine has an index for it.

Sorting 100,000 flows took the embedded engine 0.5 s for each page of a list. Of this order a page is a slice, whatever
the filters: for each choice of them the order is kept as well. The first question of a revision waits for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from practice_atlas.graph.catalogue import travelling
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.reading import Reader

#: What flows are chosen by: audience level, kind and state; None lets every flow pass.
Choice = tuple[int, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Flows:
    """Identifiers of flows, newest first, and the day of each; those whose day nothing bounds come last."""

    ids: Sequence[str]
    days: Sequence[str]

    def by(self, as_of: date | None) -> tuple[Sequence[str], int]:
        """The flows that certainly were by then, and how many are left out because nothing bounds their day."""
        if as_of is None:
            return self.ids, 0
        limit = as_of.isoformat()
        first = bisect_left(self.days, True, key=lambda day: day <= limit)
        undated = bisect_left(self.days, True, key=lambda day: not day)
        return self.ids[first:undated], len(self.ids) - undated


class _Order:
    """The flows of one revision: identifier, day, level, kind and state of each, and the choices made so far."""

    def __init__(self, revision: str, reader: Reader) -> None:
        self.revision = revision
        rows = reader.rows(travelling.FLOW_KEYS)
        keys = [(row["id"], row["known_by"] or "", row["level"], row["kind"], row["state"]) for row in rows]
        keys.sort(key=lambda key: key[0])
        keys.sort(key=lambda key: key[1], reverse=True)
        self._keys = keys
        self._chosen: dict[Choice, Flows] = {}

    def chosen(self, choice: Choice) -> Flows:
        if choice not in self._chosen:
            most, kind, state = choice
            passing = [
                (identifier, day)
                for identifier, day, level, its_kind, its_state in self._keys
                if level <= most and kind in (None, its_kind) and state in (None, its_state)
            ]
            self._chosen[choice] = Flows([key for key, _ in passing], [day for _, day in passing])
        return self._chosen[choice]


_orders: WeakKeyDictionary[Engine, _Order] = WeakKeyDictionary()


def newest_first(reader: Reader, kind: str | None, state: str | None) -> Flows:
    """The flows of this kind and state that the audience may see."""
    revision = reader.revision()
    order = _orders.get(reader.engine)
    if order is None or order.revision != revision.content:
        order = _Order(revision.content, reader)
        if reader.revision() == revision:  # else a load came in between: right for this answer, not for the next
            _orders[reader.engine] = order
    return order.chosen((reader.audience.level, kind, state))
