"""`practice-atlas serve`: the service and its pages."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from practice_atlas.api.app import create_app
from practice_atlas.api.settings import Settings
from practice_atlas.cli.asking_the_service import ask_a_few_questions, served
from practice_atlas.cli.load import load_checked, read_checked
from practice_atlas.cli.options import EngineAddress, Sources, address_of, writing
from practice_atlas.cli.output import console

DEMO = "strong-cities-mena"


def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to listen on.")] = 8000,
    load: Annotated[
        Path | None,
        typer.Option("--load", help="Load this data set first; unchanged, nothing is written.", exists=True),
    ] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Serve the packaged report from a throw-away graph.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Ask the running service a few questions, and stop.")] = False,
    sources: Sources = None,
    engine: EngineAddress = None,
) -> None:
    """Serve the pages, and the interface for programs.

    The pages are at /, the interface at /v1.
    """
    with _graph(engine, demo=demo) as address, _dataset(load, demo=demo) as dataset:
        if dataset:
            _load(address, dataset, sources)
        app = create_app(Settings(engine=address, sources=sources))
        if check:
            with served(app) as base:
                ask_a_few_questions(base)
            return
        console.print(f"Practice Atlas: http://{host}:{port}/  (Ctrl+C stops it)", markup=False)
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, proxy_headers=False)


@contextmanager
def _graph(engine: str | None, *, demo: bool) -> Iterator[str]:
    if not demo:
        yield address_of(engine)
        return
    with tempfile.TemporaryDirectory(prefix="practice-atlas-") as folder:
        yield f"embedded:{folder}"


@contextmanager
def _dataset(load: Path | None, *, demo: bool) -> Iterator[Path | None]:
    if load or not demo:
        yield load
        return
    with as_file(files("practice_atlas").joinpath("datasets", DEMO)) as folder:
        yield folder


def _load(address: str, dataset: Path, sources: Path | None) -> None:
    with writing(address) as graph:
        result = load_checked(graph, read_checked(graph, dataset, sources))
    counts = ", ".join(f"{number} {kind}" for kind, number in result.revision.counts.items())
    console.print(f"Loaded {dataset.name} as revision {result.revision.number}: {counts}", markup=False)
