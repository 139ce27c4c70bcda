"""The store that goes with a graph, for commands."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from practice_atlas.api.store import Store, open_store, store_address
from practice_atlas.api.store.address import ENVIRONMENT
from practice_atlas.api.store.audit import Actor, Via
from practice_atlas.api.store.errors import NoStoreError
from practice_atlas.cli.options import address_of
from practice_atlas.graph.pairings.recorded import RecordedPairing

StoreAddress = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar=ENVIRONMENT,
        help="Earlier revisions, keys, log: sqlite:FILE or postgresql://USER@HOST/DATABASE. Default: with the graph.",
        show_default=False,
    ),
]


def storing(engine: str | None, store: str | None, *, make: bool = True) -> Store:
    """The store that belongs to the engine; refused where it is not there and is not to be made."""
    return open_store(store_address(address_of(engine), store), make=make)


def pairings_of(engine: str | None, store: str | None) -> tuple[RecordedPairing, ...]:
    """The recorded pairings of the store that belongs to the engine; none where there is no store yet."""
    try:
        with storing(engine, store, make=False) as opened:
            return opened.pairings.all()
    except NoStoreError:
        return ()


def person() -> Actor:
    """Who uses the command line, as the operating system knows him."""
    try:
        return Actor(getpass.getuser(), Via.COMMAND_LINE)
    except (KeyError, OSError):  # a user without a name, as in some containers
        return Actor("unknown", Via.COMMAND_LINE)
