"""The stores at hand: one for each audience that asks, of the newest revision or, while that loads, the one before."""

from __future__ import annotations

import logging
import threading
import time
from typing import Final

from practice_atlas.graph.revisions import Revision
from practice_atlas.graph.sparql.errors import NotReadyError
from practice_atlas.graph.sparql.limits import SparqlLimits
from practice_atlas.graph.sparql.loading import Loading
from practice_atlas.graph.sparql.source import Source
from practice_atlas.graph.sparql.store import Store, StoreGoneError
from practice_atlas.ontology.vocabularies import Audience

_LOG: Final = logging.getLogger(__name__)


class Stores:
    """Loads stores when they are first asked for, and anew after each revision and after a store has died."""

    def __init__(self, source: Source, limits: SparqlLimits) -> None:
        self._source = source
        self._limits = limits
        self._changed = threading.Condition()
        self._at_hand: dict[Audience, Store] = {}
        self._loading: dict[Audience, threading.Thread] = {}
        self._under_way: dict[Audience, Loading] = {}
        self._failed: dict[Audience, float] = {}
        self._retired: list[Store] = []
        self._closed = False

    def of(self, audience: Audience, revision: Revision) -> Store:
        """A store for an audience. Raises NotReadyError where there is none soon enough."""
        until = time.monotonic() + self._limits.patience_seconds
        with self._changed:
            while not self._closed:
                self._tidy()
                store = self._at_hand.get(audience)
                if store is None or store.revision.content != revision.content:
                    self._begin(audience)
                if store is not None and self._fresh(store, revision):
                    return store
                if time.monotonic() >= until or audience not in self._loading:
                    break
                self._changed.wait(until - time.monotonic())
        raise NotReadyError("The data are being made ready for SPARQL.", fix="Ask again in a few seconds.")

    def close(self) -> None:
        """Ends all processes and waits for them."""
        with self._changed:
            self._closed = True
            for loading in self._under_way.values():
                loading.cancel()
            threads = list(self._loading.values())
        for thread in threads:
            thread.join()
        for store in (*self._at_hand.values(), *self._retired):
            store.close()

    def _fresh(self, store: Store, revision: Revision) -> bool:
        """Whether it is of this revision, or not much older than it is allowed to be."""
        if store.revision.content == revision.content:
            store.outdated_since = None
            return True
        store.outdated_since = store.outdated_since or time.monotonic()
        return time.monotonic() - store.outdated_since < self._limits.stale_seconds

    def _tidy(self) -> None:
        """Forgets stores that have died, and buries those that were sent away."""
        for audience, store in list(self._at_hand.items()):
            if not store.alive:
                _LOG.error("The SPARQL store for %s has died; another is loaded.", audience.value)
                self._retired.append(self._at_hand.pop(audience))
        for store in [store for store in self._retired if not store.alive]:
            self._retired.remove(store)
            store.close()

    def _begin(self, audience: Audience) -> None:
        waited = time.monotonic() - self._failed.get(audience, float("-inf"))
        if audience in self._loading or waited < self._limits.retry_seconds:
            return
        thread = threading.Thread(target=self._load, args=(audience,), name=f"sparql-{audience.value}", daemon=True)
        self._loading[audience] = thread
        thread.start()

    def _load(self, audience: Audience) -> None:
        store = None
        try:
            store = self._loaded(audience)
        except (OSError, StoreGoneError) as error:  # a timeout is an OSError
            _LOG.error("No SPARQL store for %s: %s", audience.value, error)
        with self._changed:
            del self._loading[audience]
            self._under_way.pop(audience, None)
            if store is None:
                self._failed[audience] = time.monotonic()
            else:
                self._take(audience, store)
            self._changed.notify_all()

    def _loaded(self, audience: Audience) -> Store:
        began = time.monotonic()
        with self._changed:
            if self._closed:
                raise StoreGoneError("The service stops.", fix="Start it again.")
            loading = self._under_way[audience] = Loading(self._source, audience, self._limits)
        store = loading.store()
        _LOG.info(
            "SPARQL store for %s of revision %d loaded in %.1f s",
            audience.value, store.revision.number, time.monotonic() - began,
        )  # fmt: skip
        return store

    def _take(self, audience: Audience, store: Store) -> None:
        former = self._at_hand.get(audience)
        self._at_hand[audience] = store
        if former is not None:
            former.retire()
            self._retired.append(former)
