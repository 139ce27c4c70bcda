"""What the service knows beside the graph: earlier revisions, keys, audit, jobs, pairings, shares, in one SQL store."""

from practice_atlas.api.store.address import store_address
from practice_atlas.api.store.store import Store, open_store

__all__ = ["Store", "open_store", "store_address"]
