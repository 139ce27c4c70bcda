"""`practice-atlas keys`: API keys for people and programs that ask the service."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from practice_atlas.api.store.keys import Key, Scope
from practice_atlas.cli.options import EngineAddress, Json
from practice_atlas.cli.output import console, errors, print_json
from practice_atlas.cli.storing import StoreAddress, person, storing

app = typer.Typer(help="Make, list and revoke API keys.", no_args_is_help=True)


@app.command()
def make(
    name: Annotated[str, typer.Argument(help="Who or what will use it.")],
    scope: Annotated[Scope, typer.Option("--scope", help="What it is good for.", case_sensitive=False)] = Scope.READER,
    engine: EngineAddress = None,
    store: StoreAddress = None,
    json: Json = False,
) -> None:
    """Make a key. Its secret is shown this once: only a hash is kept."""
    with storing(engine, store) as opened:
        key, secret = opened.keys.make(name, scope, by=person())
    if json:
        print_json(asdict(key) | {"secret": secret})
        return
    errors.print(f"{key.name} ({key.scope}). Keep the secret now; nobody can tell it again:", markup=False)
    console.print(secret, markup=False)


@app.command("list")
def list_keys(engine: EngineAddress = None, store: StoreAddress = None, json: Json = False) -> None:
    """List all keys, revoked ones too, without their secrets."""
    with storing(engine, store, make=False) as opened:
        keys = opened.keys.all()
    if json:
        print_json([asdict(key) for key in keys])
    else:
        console.print(_table(keys))


@app.command()
def revoke(
    name: Annotated[str, typer.Argument(help="The key's name, id or prefix.")],
    engine: EngineAddress = None,
    store: StoreAddress = None,
) -> None:
    """End a key. A running service takes some seconds to notice."""
    with storing(engine, store, make=False) as opened:
        key = opened.keys.revoke(name, by=person())
    console.print(f"{key.name} ({key.prefix}…) was revoked at {key.revoked}.", markup=False)


def _table(keys: tuple[Key, ...]) -> Table:
    table = Table(box=None)
    for heading in ("name", "scope", "begins with", "made", "last used", "revoked"):
        table.add_column(heading)
    for key in keys:
        table.add_row(key.name, key.scope, f"atlas_{key.prefix}_", key.created, key.last_used or "", key.revoked or "")
    return table
