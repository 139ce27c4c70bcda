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
from practice_atlas.ontology.vocabularies import Audience
from practice_atlas.visualisations.pyvis_adapter import network_html
from practice_atlas.visualisations.selection import network


def view(
    path: Annotated[Path, typer.Argument(help="The HTML file to write.")],
    focus: Annotated[str | None, typer.Option("--focus", help="A city, institution or practice to start from.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=2, max=300, help="At most so many items.")] = 60,
    as_of: AsOf = None,
    engine: EngineAddress = None,
    audience: For = Audience.PUBLIC,
) -> None:
    """Write the network as one HTML file.

    It shows cities, ministries and partners with the learning between them, and needs no other file.
    """
    with reading(engine) as graph:
        reader = Reader(graph, audience)
        chosen = resolve(reader, focus) if focus else None
        shown = network(reader, focus=chosen, as_of=as_of_day(as_of), limit=limit)
    path.write_text(network_html(shown), encoding="utf-8")
    console.print(f"Written: {path} ({shown.shown} of {shown.total})", markup=False)
