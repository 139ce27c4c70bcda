"""`practice-atlas restore`: graph and store from a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from practice_atlas.api.backup import Restored, open_archive, rehearse, restore_archive
from practice_atlas.cli.backup import contents
from practice_atlas.cli.options import EngineAddress, Json, writing
from practice_atlas.cli.output import console, errors, print_json, progress
from practice_atlas.cli.storing import StoreAddress, person, storing


def restore(
    file: Annotated[Path, typer.Argument(help="What practice-atlas backup wrote.", exists=True, dir_okay=False)],
    replace: Annotated[
        bool, typer.Option("--replace", help="What graph and store hold may go. The log is kept.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check the file, restore it into a throw-away folder, and write nothing.")
    ] = False,
    engine: EngineAddress = None,
    store: StoreAddress = None,
    json: Json = False,
) -> None:
    """Make graph and store from a backup, on whatever engine it was made: all of it or nothing.

    Both have to be empty, unless you say --replace. Stop the service meanwhile, or let nobody write.
    """
    with progress() as report, open_archive(file, progress=report) as archive:
        if dry_run:
            restored = rehearse(archive, progress=report)
        else:
            with writing(engine) as graph, storing(engine, store) as kept:
                restored = restore_archive(
                    archive, graph, kept, by=person(), replace=replace, progress=report
                )  # fmt: skip
    if json:
        print_json(restored.manifest.told())
    else:
        _tell(restored, dry_run=dry_run)


def _tell(restored: Restored, *, dry_run: bool) -> None:
    manifest = restored.manifest
    done = "could be restored. Nothing was written" if dry_run else "is restored"
    console.print(
        f"Revision {manifest.revision} of {manifest.made} {done}: {contents(manifest)}.", markup=False, soft_wrap=True
    )
    if not restored.graph:
        console.print("The graph was so already; the store was filled.")
    if restored.keys and not dry_run:
        keys = "1 key is" if restored.keys == 1 else f"{restored.keys} keys are"
        errors.print(f"{keys} in force, as when the backup was made: see practice-atlas keys list.", markup=False)
