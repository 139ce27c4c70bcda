"""`practice-atlas view`: the network as one file that opens offline."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from practice_atlas.cli.options import AsOf, EngineAddress, For, reading
from practice_atlas.cli.output import console
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.resolving import resolve
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.snapshot import snapshot
from practice_atlas.ontology.vocabularies import Audience
from practice_atlas.visualisations.explorer_file import slice_file
from practice_atlas.visualisations.filters import Filters
from practice_atlas.visualisations.network_data import MOST_ITEMS, network_data
from practice_atlas.visualisations.pyvis_adapter import network_html
from practice_atlas.visualisations.selection import network


def view(
    path: Annotated[Path, typer.Argument(help="The HTML file to write.")],
    focus: Annotated[str | None, typer.Option("--focus", help="A city, institution or practice to start from.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=2, max=MOST_ITEMS, help="At most so many items.")] = 60,
    pyvis: Annotated[bool, typer.Option("--pyvis", help="Drawn by pyvis, 300 items at most.")] = False,
    as_of: AsOf = None,
    engine: EngineAddress = None,
    audience: For = Audience.PUBLIC,
) -> None:
    """Write the network as one HTML file.

    It shows cities, ministries and partners with the learning between them and its evidence, and needs no other file.
    """
    with reading(engine) as graph:
        reader = Reader(graph, audience)
        centre, day, taken = resolve(reader, focus) if focus else None, as_of_day(as_of), snapshot(graph, audience)
        if pyvis:
            drawn = network(reader, centre, day, limit, taken=taken)
            html, shown, total = network_html(drawn), drawn.shown, drawn.total
        else:
            made = slice_file(reader, taken, network_data(taken), centre, day, limit, filters=Filters())
            html, shown, total = made.html, made.shown, made.total
    path.write_text(html, encoding="utf-8")
    console.print(f"Written: {path} ({shown} of {total})", markup=False)
