"""Exports as files. All but JSON-LD are written by pyoxigraph, as a stream: memory does not grow with the export."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import IO, Final

from pyoxigraph import RdfFormat, serialize

from practice_atlas.graph.rdf.canonical import sorted_runs
from practice_atlas.graph.rdf.export import NO_PASSAGES, Export, Passages
from practice_atlas.graph.rdf.jsonld import write_jsonld
from practice_atlas.graph.rdf.reified import reified
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.identifiers import KINDS
from practice_atlas.ontology.semantics import scheme_of
from practice_atlas.ontology.terms import CODES, PREFIXES, THINGS
from practice_atlas.ontology.vocabularies import VOCABULARIES, Audience

#: Things and codes look as they do in records: `city:saida-lb`, `stage:in-use`.
SHORT: Final = {
    **PREFIXES,
    **{kind: f"{THINGS}{kind}/" for kind in (*KINDS, "dataset")},
    **{scheme_of(vocabulary).removeprefix(CODES): f"{scheme_of(vocabulary)}/" for vocabulary in VOCABULARIES},
}


def write_rdf(
    datasets: Dataset | Iterable[Dataset],
    path: Path,
    format: str,
    *,
    audience: Audience = Audience.PUBLIC,
    passages: Passages = NO_PASSAGES,
) -> None:
    """Writes what the audience may see as `trig`, `nquads` (sorted, canonical), `jsonld`, `turtle` or `rdf12`.

    Turtle and RDF 1.2 know no named graphs and hold the union. A file that was there is replaced when all is written.
    """
    write = WRITERS.get(format)
    if write is None:
        raise QuestionError(
            "format", f"{format!r} is no RDF format that is written here", fix=f"Choose one of {', '.join(WRITERS)}."
        )
    export = Export(datasets, audience, passages)
    with _replacing(path) as file:
        write(export, file)


def _trig(export: Export, file: IO[bytes]) -> None:
    serialize(export.quads(), file, RdfFormat.TRIG, prefixes=SHORT)


def _nquads(export: Export, file: IO[bytes]) -> None:
    for run in sorted_runs(export.lines()):
        file.write(b"".join(run))


def _jsonld(export: Export, file: IO[bytes]) -> None:
    write_jsonld(export.quads(), file)


def _turtle(export: Export, file: IO[bytes]) -> None:
    serialize(export.triples(), file, RdfFormat.TURTLE, prefixes=SHORT)


def _rdf12(export: Export, file: IO[bytes]) -> None:
    short = chain.from_iterable(map(reified, export.datasets))
    serialize(chain(export.triples(), short), file, RdfFormat.TURTLE, prefixes=SHORT)


WRITERS: Final[dict[str, Callable[[Export, IO[bytes]], None]]] = {
    "trig": _trig,
    "nquads": _nquads,
    "jsonld": _jsonld,
    "turtle": _turtle,
    "rdf12": _rdf12,
}


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file beside the target that takes its place at the end, so that nobody reads half an export."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
