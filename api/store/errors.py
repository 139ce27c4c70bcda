"""What can go wrong with the store. No exception of a driver's leaves this folder; its text is kept as the cause.

StoreError
├── StoreAddressError      the address is not one that can be opened
├── StoreUnavailableError  nothing answers, it is not there, or its disk is full or may not be written
│   └── NoStoreError       it is not there, and was not to be made
├── StoreBusyError         others went on writing for longer than the caller waits
├── StoreVersionError      it was written by a newer version of this program
└── StoreFaultError        SQL that cannot be run: a fault in this program
"""

from __future__ import annotations

from practice_atlas.ontology.errors import PracticeAtlasError


class StoreError(PracticeAtlasError):
    """The store could not do what was asked. Whatever it was writing is rolled back."""


class StoreAddressError(StoreError):
    """Neither `sqlite:FILE` nor a PostgreSQL address, or an address that carries a password."""


class StoreUnavailableError(StoreError):
    """The store cannot be reached or written. Asking again later may work."""


class NoStoreError(StoreUnavailableError):
    """There is no such file yet. Nothing was ever kept in it."""


class StoreBusyError(StoreError):
    """Somebody else is writing. Nothing is wrong with what was asked."""


class StoreVersionError(StoreError):
    """The store's tables are of a version that this program does not know. Nothing was touched."""


class StoreFaultError(StoreError):
    """A fault in this program, not in what the user asked."""
