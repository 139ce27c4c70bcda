"""`practice-atlas backup`: graph and store in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from practice_atlas.api.backup import back_up
from practice_atlas.api.backup.manifest import Manifest
from practice_atlas.api.backup.parts import JOBS, KEYS, LOG, RECORDS, REVISIONS
from practice_atlas.cli.options import EngineAddress, Json, reading
from practice_atlas.cli.output import console, print_json, progress
from practice_atlas.cli.storing import StoreAddress, person, storing


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; one that is there is replaced.", dir_okay=False)],
    engine: EngineAddress = None,
    store: StoreAddress = None,
    json: Json = False,
) -> None:
    """Write graph and store into one file, from which both can be restored on any engine.

    The service may go on meanwhile. The file holds closed records and the hashes of keys: keep it from others.
    """
    with reading(engine) as graph, storing(engine, store) as kept, progress() as report:
        manifest = back_up(graph, kept, file, by=person(), progress=report)
    if json:
        print_json(manifest.told())
    else:
        console.print(f"Revision {manifest.revision} is in {file}: {contents(manifest)}.", markup=False)


def contents(manifest: Manifest) -> str:
    """What is in an archive, in a line."""
    counts = {
        "record": sum(manifest.records.values()),
        "revision": manifest.rows(REVISIONS),
        "version": manifest.rows(RECORDS),
        "key": manifest.rows(KEYS),
        "entry of the log": manifest.rows(LOG),
        "job": manifest.rows(JOBS),
    }
    return ", ".join(
        f"{count} {name if count == 1 else _PLURALS.get(name, f'{name}s')}" for name, count in counts.items()
    )


_PLURALS = {"entry of the log": "entries of the log"}
