"""`practice-atlas template`: empty sheets to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from practice_atlas.cli.output import console
from practice_atlas.loaders import write_template


def template(
    path: Annotated[Path, typer.Argument(help="The workbook (.xlsx), or the folder for CSV files, to write.")],
    kind: Annotated[Literal["xlsx", "csv"], typer.Option("--format", help="Workbook or folder of CSV files.")] = "xlsx",
) -> None:
    """Write empty sheets to fill in.

    They have headings, a row of help and, in a workbook, drop-downs.
    """
    if path.exists():
        raise typer.BadParameter(f"{path} is already there; name a new file or folder.")
    write_template(path, kind)
    console.print(f"Written: {path}", markup=False)
