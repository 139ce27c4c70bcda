"""`practice-atlas audit`: who did what."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from practice_atlas.api.store.audit import Entry
from practice_atlas.cli.options import EngineAddress, Json
from practice_atlas.cli.output import console, print_json
from practice_atlas.cli.storing import StoreAddress, storing


def audit(
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="At most so many entries.")] = 100,
    before: Annotated[int | None, typer.Option("--before", help="Only entries before that of this number.")] = None,
    engine: EngineAddress = None,
    store: StoreAddress = None,
    json: Json = False,
) -> None:
    """Show who loaded, withdrew and restored what, and who made and revoked keys; newest first."""
    with storing(engine, store, make=False) as opened:
        entries = opened.audit.entries(before=before, limit=limit)
    if json:
        print_json([asdict(entry) for entry in entries])
    else:
        console.print(_table(entries))


def _table(entries: tuple[Entry, ...]) -> Table:
    table = Table(box=None)
    for heading in ("number", "time", "who", "through", "what", "revision", "details"):
        table.add_column(heading)
    for entry in entries:
        revision = f"{entry.before} → {entry.after}" if entry.after is not None else ""
        told = ", ".join(f"{name} {value}" for name, value in {**entry.counts, **entry.details}.items())
        cells = (entry.number, entry.time, entry.who, entry.via.value, entry.what.value, revision, told)
        table.add_row(*(escape(str(cell)) for cell in cells))
    return table
