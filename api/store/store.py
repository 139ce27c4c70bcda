"""The store: what the service knows beside the graph. One door, parts behind it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from practice_atlas.api.store.address import shown, url_of
from practice_atlas.api.store.audit import Audit
from practice_atlas.api.store.database import Database
from practice_atlas.api.store.history import History
from practice_atlas.api.store.jobs import Jobs
from practice_atlas.api.store.keys import Keys
from practice_atlas.api.store.pairings import Pairings
from practice_atlas.api.store.schema import bring_up_to_date
from practice_atlas.api.store.shares import Shares


class Store:
    """An open store; close it after use. May be shared by threads."""

    def __init__(self, address: str, database: Database) -> None:
        self.address = shown(address)
        self.database = database
        self.history = History(database)
        self.keys = Keys(database)
        self.audit = Audit(database)
        self.jobs = Jobs(database)
        self.pairings = Pairings(database)
        self.shares = Shares(database)

    def close(self) -> None:
        """Release files and connections."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(address: str, *, make: bool = True, environment: Mapping[str, str] = os.environ) -> Store:
    """The store at `sqlite:FILE` or `postgresql://USER@HOST/DATABASE`, its tables brought up to date.

    A file that does not exist is made, or refused where `make` is false. Raises StoreError.
    """
    database = Database(url_of(address, environment), make=make)
    try:
        bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    return Store(address, database)
