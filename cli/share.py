"""`practice-atlas share`: links to frozen slices, for whoever runs the service. Pages and `/v1/shares` make them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.table import Table

from practice_atlas.api.store.shares import Share
from practice_atlas.cli.options import EngineAddress, Json
from practice_atlas.cli.output import console, print_json
from practice_atlas.cli.storing import StoreAddress, person, storing

app = typer.Typer(help="List and revoke links to frozen slices.", no_args_is_help=True)


@app.command("list")
def list_shares(
    holding: Annotated[
        str | None,
        typer.Option("--holding", help="Only links in force that hold this record, by its identifier."),
    ] = None,
    engine: EngineAddress = None,
    store: StoreAddress = None,
    json: Json = False,
) -> None:
    """List all links, newest first, without their addresses, which nobody can tell again."""
    with storing(engine, store, make=False) as opened:
        shares = opened.shares.all(holding=holding)
    if json:
        print_json([_told(share) for share in shares])
    else:
        console.print(_table(shares))


@app.command()
def revoke(
    share: Annotated[str, typer.Argument(help="The link's id, as `share list` tells it.")],
    engine: EngineAddress = None,
    store: StoreAddress = None,
) -> None:
    """End a link: its address opens nothing any more, and what it showed is deleted."""
    with storing(engine, store, make=False) as opened:
        ended = opened.shares.revoke(share, by=person())
    console.print(f"{ended.id} of {ended.maker} was revoked at {ended.revoked}.", markup=False)


def _told(share: Share) -> dict[str, Any]:
    return asdict(share) | {
        "audience": share.audience.value,
        "last_day": share.last_day.isoformat(),
        "state": share.state,
    }


def _table(shares: tuple[Share, ...]) -> Table:
    table = Table(box=None)
    table.add_column("id", no_wrap=True)
    for heading in ("made", "for", "shows", "how it stands"):
        table.add_column(heading)
    for share in shares:
        chosen = "".join(f"; {label}: {word}" for label, word in share.chosen.items())
        shows = f"{share.view}, {share.shown} of {share.total}, revision {share.revision}{chosen}"
        made = f"{share.made[:10]} by {share.maker}"
        cells = (share.id, made, share.audience.value, shows, f"{share.state}, last day {share.last_day}")
        table.add_row(*(cell.replace("[", r"\[") for cell in cells))
    return table
