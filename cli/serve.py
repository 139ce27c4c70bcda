"""`practice-atlas serve`: the service and its pages."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from practice_atlas.api.app import create_app
from practice_atlas.api.metrics import FOLDER
from practice_atlas.api.serving import FACTORY, served_app, server_options
from practice_atlas.api.settings import Settings, settings_of
from practice_atlas.cli.asking_the_service import ask_a_few_questions, served
from practice_atlas.cli.load import load_checked, read_checked
from practice_atlas.cli.options import EngineAddress, Sources, address_of, writing
from practice_atlas.cli.output import console, errors
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.errors import EngineUnavailableError

DEMO = "strong-cities-mena"


def serve(
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on. Default: 127.0.0.1.")] = None,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help="Port to listen on. Default: 8000; 0: any.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, max=64, help="Processes that answer. Default: 1.")
    ] = None,
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

    The pages are at /, the interface at /v1. Everything else is set in the environment: docs/settings.md.
    """
    with _places(engine, demo=demo) as places, _dataset(load, demo=demo) as dataset:
        settings = settings_of(**places, sources=sources, host=host, port=port, workers=workers)
        if dataset:
            _load(settings.engine, dataset, sources)
        if check:
            with served(create_app(settings)) as base:
                ask_a_few_questions(base)
            return
        _look_for_the_graph(settings)
        _run(settings)


def _run(settings: Settings) -> None:
    """Until it is stopped; SIGTERM ends it as orderly as Ctrl+C does."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    console.print(f"Practice Atlas: http://{settings.host}:{settings.port}/  (Ctrl+C stops it)", markup=False)
    if settings.workers == 1:
        uvicorn.run(served_app(settings), **server_options(settings))
        return
    with tempfile.TemporaryDirectory(prefix="practice-atlas-figures-") as figures:
        # Workers are new processes: they read their settings themselves, and keep their figures in one place.
        os.environ.update({**settings.given(), FOLDER: figures})
        uvicorn.run(FACTORY, factory=True, workers=settings.workers, **server_options(settings))


def _look_for_the_graph(settings: Settings) -> None:
    """An embedded graph has to be there; a server may still be starting, and is looked for until it is there."""
    try:
        with open_engine(settings.engine, environment=settings.environment()):
            return
    except EngineUnavailableError as error:
        if settings.engine.startswith("embedded:"):
            raise
        errors.print(f"{error.message}\n{error.fix}\nQuestions are answered with 503 until it is there.", markup=False)


@contextmanager
def _places(engine: str | None, *, demo: bool) -> Iterator[dict[str, str]]:
    """The addresses of the graph and, for a demo, of a store that goes away with it."""
    if not demo:
        yield {"engine": address_of(engine)}
        return
    with tempfile.TemporaryDirectory(prefix="practice-atlas-") as folder:
        yield {"engine": f"embedded:{folder}", "store": f"sqlite:{folder}/store.sqlite"}


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
