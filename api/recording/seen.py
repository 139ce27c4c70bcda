"""The recorded pairings that somebody may know of, kept as long as neither they nor the graph change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Lock
from typing import Final

from cachetools import LRUCache

from practice_atlas.api.store import Store
from practice_atlas.graph.pairings.recorded import Recorded, RecordedPairing
from practice_atlas.graph.pairings.recordings import seen_by
from practice_atlas.graph.reading import Reader

#: What is kept: for each audience of the newest revision, and of some earlier ones.
_KEPT: Final = 12

_Key = tuple[str, str, int, str]


class RecordedPairings:
    """What one worker keeps of it. May be shared by threads."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store
        self._lock = Lock()
        self._all: tuple[str, tuple[RecordedPairing, ...]] | None = None
        self._seen: LRUCache[_Key, Recorded] = LRUCache(_KEPT)

    def seen_by(self, reader: Reader, until: str | None = None) -> Recorded:
        """What the reader's audience may know of, as recorded until a time (UTC), or by now. Raises StoreError.

        Costs one small query where nothing has changed.
        """
        mark = self._store().pairings.mark()
        key = (mark, reader.revision().content, reader.audience.level, until or "")
        with self._lock:
            found = self._seen.get(key)
        if found is None:
            found = seen_by(reader, known_by(self._recorded(mark), until))
            with self._lock:
                self._seen[key] = found
        return found

    def _recorded(self, mark: str) -> tuple[RecordedPairing, ...]:
        """Those of a mark; of a newer one where something was recorded meanwhile, which the next question tells."""
        with self._lock:
            if self._all and self._all[0] == mark:
                return self._all[1]
        found = self._store().pairings.all()
        with self._lock:
            self._all = mark, found
        return found


def known_by(pairings: Iterable[RecordedPairing], until: str | None) -> Iterable[RecordedPairing]:
    """As they stood at a time; none: as they stand."""
    if until is None:
        return pairings
    return (then for pairing in pairings if (then := pairing.known_by(until)))
