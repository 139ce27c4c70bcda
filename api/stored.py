"""The store for routes and their dependencies: opened when it is first needed, and again after it was away."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from practice_atlas.api.late import Late
from practice_atlas.api.settings import Settings
from practice_atlas.api.store import Store, open_store, store_address


def late_store(settings: Settings) -> Late[Store]:
    """The store that goes with these settings, not opened yet."""
    address = store_address(settings.engine, settings.store)
    return Late(lambda: open_store(address, environment=settings.environment()))


def store_of(request: Request) -> Store:
    """The service's store. Raises StoreError where it cannot be opened, which is answered with 503."""
    stores: Late[Store] = request.app.state.stores
    return stores.get()


Stored = Annotated[Store, Depends(store_of)]
