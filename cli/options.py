"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer
from platformdirs import user_data_path

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.questions.paging import MOST
from practice_atlas.ontology.vocabularies import Audience

ENVIRONMENT: Final = "PRACTICE_ATLAS_ENGINE"

EngineAddress = Annotated[
    str | None,
    typer.Option(
        "--engine",
        envvar=ENVIRONMENT,
        help="The graph: embedded:FOLDER, neo4j://HOST:7687 or bolt://HOST:7687. Default: a folder of your own.",
        show_default=False,
    ),
]
For = Annotated[Audience, typer.Option("--audience", help="Whose view: public, members or hub.", case_sensitive=False)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="Only what was certainly so by then, for example 2024-02.", metavar="DATE")
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=MOST, help="At most so many statements.")]
After = Annotated[str | None, typer.Option("--after", help="The page after this one, as an answer names it.")]
Sources = Annotated[
    Path | None,
    typer.Option(
        "--sources", help="Folder with the sources' texts, to find the evidence in.", exists=True, file_okay=False
    ),
]


def address_of(given: str | None) -> str:
    """The engine's address: as given, else a folder among the user's data."""
    return given or f"embedded:{user_data_path('practice-atlas') / 'graph'}"


def reading(given: str | None) -> Engine:
    """The engine opened for reading."""
    return open_engine(address_of(given), writable=False)


def writing(given: str | None) -> Engine:
    """The engine opened for writing."""
    return open_engine(address_of(given), writable=True)
