"""The address of a store, and what the environment must hold to open it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from practice_atlas.api.store import Store, open_store


@dataclass(frozen=True)
class StorePlace:
    """A store that may or may not be there yet."""

    address: str
    environment: Mapping[str, str]

    def open(self, *, make: bool = True) -> Store:
        """The store, made where it is not there."""
        return open_store(self.address, make=make, environment=self.environment)
