"""Where the store is, in the one text a user writes about it: `sqlite:FILE` or `postgresql://USER@HOST/DATABASE`.

The password comes from the environment alone, as that of the graph does.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from platformdirs import user_data_path
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from practice_atlas.api.store.errors import StoreAddressError

ENVIRONMENT: Final = "PRACTICE_ATLAS_STORE"
PASSWORD: Final = "PRACTICE_ATLAS_STORE_PASSWORD"  # noqa: S105  the variable's name
FILE_NAME: Final = "store.sqlite"

_FORMS: Final = "Use sqlite:FILE or postgresql://USER@HOST:5432/DATABASE."


def store_address(engine: str, given: str | None = None) -> str:
    """The store's address: as given or set in the environment, else beside the embedded graph.

    A Neo4j graph has no folder: its store is a file among the user's data, named by a hash of the graph's address, so
    that two graphs never share one by accident.
    """
    chosen = given or os.environ.get(ENVIRONMENT)
    if chosen:
        return chosen
    scheme, _, rest = engine.partition(":")
    if scheme == "embedded":
        return f"sqlite:{Path(rest).expanduser().absolute() / FILE_NAME}"
    name = hashlib.sha256(engine.encode()).hexdigest()[:16]
    return f"sqlite:{user_data_path('practice-atlas') / 'stores' / f'{name}.sqlite'}"


def url_of(address: str, environment: Mapping[str, str] = os.environ) -> URL:
    """The address as the driver takes it, with the password from the environment. Raises StoreAddressError."""
    scheme, _, rest = address.partition(":")
    if scheme == "sqlite":
        return _file(rest)
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise _refused(address) from error
    if url.get_backend_name() != "postgresql" or not url.database:
        raise _refused(address)
    if url.password or "password" in url.query:
        raise StoreAddressError(
            f"{shown(address)!r} carries a password.", fix=f"Leave it out of the address and set {PASSWORD}."
        )
    return url.set(drivername="postgresql+psycopg", password=environment.get(PASSWORD) or None)


def shown(address: str) -> str:
    """The address without what may be a password, for messages."""
    before, at, host = address.rpartition("@")
    plain = f"{before.partition('://')[0]}://…@{host}" if at and "://" in before else address
    return plain.partition("?")[0]


def _file(path: str) -> URL:
    plain = path.removeprefix("//")  # sqlite:///file is how others write it
    if not plain or plain == ":memory:":
        raise StoreAddressError("sqlite: needs a file.", fix="For example: sqlite:./var/store.sqlite")
    file = Path(plain).expanduser().absolute()
    if file.is_dir():
        raise StoreAddressError(f"{file} is a folder.", fix=f"Name a file, for example {file / FILE_NAME}")
    return URL.create("sqlite+pysqlite", database=str(file))


def _refused(address: str) -> StoreAddressError:
    return StoreAddressError(f"{shown(address)!r} is not the address of a store.", fix=_FORMS)
