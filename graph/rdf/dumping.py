"""Makes the dumps of a revision for an audience: `python -m practice_atlas.graph.rdf.dumping ENGINE AUDIENCE FOLDER
THINGS`.

A process of its own, since a million quads keep a processor busy for half a minute in all forms. The dumps appear in
the folder all at once when they are whole.
"""

from __future__ import annotations

import gc
import gzip
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any, Final, cast

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.errors import EngineUnavailableError
from practice_atlas.graph.rdf.canonical import lines_of, sorted_runs
from practice_atlas.graph.rdf.export import Export, dataset_graph
from practice_atlas.graph.rdf.jsonld import write_jsonld
from practice_atlas.graph.rdf.nodes import Fact
from practice_atlas.graph.rdf.rebasing import moved, rebased
from practice_atlas.graph.rdf.reified import reified
from practice_atlas.graph.rdf.writing import SHORT
from practice_atlas.graph.records import datasets, passage_places
from practice_atlas.graph.revisions import Revision, current_revision
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.terms import THINGS
from practice_atlas.ontology.vocabularies import Audience

#: Answers to people go first.
_NICE: Final = 10
#: Twice as fast as the usual 6, and a tenth larger.
_LEVEL: Final = 3
MANIFEST: Final = "manifest.json"
DESCRIPTION: Final = "description.nt"


@dataclass(frozen=True, slots=True)
class DumpFile:
    """One file: its name, the media type of what is in it, how many quads or triples that are, and its checksum."""

    name: str
    media_type: str
    title: str
    statements: int
    bytes: int
    sha256: str


class Dump(Export):
    """An export that counts what it tells, keeps what data sets say of themselves, and moves addresses."""

    def __init__(self, found: list[Dataset], audience: Audience, passages: Any, things: str) -> None:
        super().__init__(found, audience, passages)
        self.told = 0
        self.described: list[Fact] = []
        self._things = things

    def quads(self) -> Iterator[Quad]:
        """The quads, counted."""
        return cast(Iterator[Quad], self._counted(rebased(super().quads(), self._things)))

    def triples(self) -> Iterator[Triple]:
        """The triples, counted."""
        return cast(Iterator[Triple], self._counted(rebased(super().triples(), self._things)))

    def lines(self) -> Iterator[bytes]:
        """The lines; where addresses move, from quads."""
        return super().lines() if self._things == THINGS else lines_of(rebased(super().quads(), self._things))

    def write_sorted(self, lines: Iterable[bytes], file: IO[bytes]) -> None:
        """Writes sorted lines, each once, counted."""
        self.told = 0
        for run in sorted_runs(lines):
            self.told += len(run)
            file.write(b"".join(run))

    def reifications(self) -> Iterator[bytes]:
        """A line of RDF 1.2 for each flow, in the graph of its data set."""
        for dataset in self.datasets:
            graph = moved(dataset_graph(dataset).value, self._things)
            for triple in rebased(reified(dataset), self._things):
                quoted = f"<<( {triple.object} )>>"
                yield f"{triple.subject} {triple.predicate} {quoted} <{graph}> .\n".encode()

    def _description(self, dataset: Dataset, triples: int) -> Iterator[Fact]:
        self.described += (facts := list(super()._description(dataset, triples)))
        return iter(facts)

    def _counted(self, said: Iterator[Any]) -> Iterator[Any]:
        self.told = 0
        for item in said:
            self.told += 1
            yield item


def _nquads(dump: Dump, file: IO[bytes], _prefixes: dict[str, str]) -> None:
    dump.write_sorted(dump.lines(), file)


def _rdf12(dump: Dump, file: IO[bytes], _prefixes: dict[str, str]) -> None:
    dump.write_sorted(chain(dump.lines(), dump.reifications()), file)


def _trig(dump: Dump, file: IO[bytes], prefixes: dict[str, str]) -> None:
    serialize(dump.quads(), file, RdfFormat.TRIG, prefixes=prefixes)


def _turtle(dump: Dump, file: IO[bytes], prefixes: dict[str, str]) -> None:
    serialize(dump.triples(), file, RdfFormat.TURTLE, prefixes=prefixes)


def _jsonld(dump: Dump, file: IO[bytes], _prefixes: dict[str, str]) -> None:
    write_jsonld(dump.quads(), file)


#: Name of the file, media type, title, writer.
_FILES: Final[tuple[tuple[str, str, str, Callable[[Dump, IO[bytes], dict[str, str]], None]], ...]] = (
    ("practice-atlas.nq.gz", "application/n-quads", "N-Quads, sorted: the canonical form", _nquads),
    ("practice-atlas.trig.gz", "application/trig", "TriG, a graph for each source", _trig),
    ("practice-atlas.ttl.gz", "text/turtle", "Turtle, the union of the graphs", _turtle),
    ("practice-atlas.jsonld.gz", "application/ld+json", "JSON-LD with its context", _jsonld),
    (
        "practice-atlas.rdf12.nq.gz",
        "application/n-quads",
        "RDF 1.2 N-Quads: with a quoted triple for each flow",
        _rdf12,
    ),
)
NAMES: Final = frozenset(name for name, *_ in _FILES)


def folder_of(root: Path, revision: Revision, audience: Audience, things: str) -> Path:
    """Where the dumps of a revision for an audience are, once they are."""
    of_things = hashlib.sha256(things.encode()).hexdigest()[:8]
    return root / f"{audience.value}-{of_things}-{revision.number}-{revision.content[:16]}"


def make(address: str, audience: Audience, root: Path, things: str) -> Path:
    """Writes the dumps and returns their folder. Raises EngineUnavailableError where the graph changed meanwhile."""
    with open_engine(address) as engine:
        revision = current_revision(engine)
        found, passages = datasets(engine, audience), passage_places(engine)
        if current_revision(engine) != revision:
            raise EngineUnavailableError("The graph changed while it was read.", fix="Read it again.")
    gc.freeze()  # the records stay to the end: looking through them again and again takes a fifth of the time
    target = folder_of(root, revision, audience, things)
    with tempfile.TemporaryDirectory(dir=root, prefix=".making-") as name:
        part = Path(name) / "dumps"
        part.mkdir()
        dump = Dump(found, audience, passages, things)
        files = [_written(dump, part / name, kind, title, write, things) for name, kind, title, write in _FILES]
        told = {"revision": asdict(revision), "audience": audience.value, "files": [asdict(file) for file in files]}
        (part / MANIFEST).write_text(json.dumps(told), encoding="utf-8")
        if not target.exists():
            part.rename(target)
    return target


def _written(dump: Dump, path: Path, kind: str, title: str, write: Any, things: str) -> DumpFile:
    prefixes = {prefix: moved(namespace, things) for prefix, namespace in SHORT.items()}
    dump.described = []
    # Neither name nor time goes into the file: equal content is equal bytes.
    with path.open("wb") as raw, gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as file:
        write(dump, file, prefixes)
    if not (path.parent / DESCRIPTION).exists():
        said = rebased((Triple(*fact) for fact in dict.fromkeys(dump.described)), things)
        serialize(said, str(path.parent / DESCRIPTION), RdfFormat.N_TRIPLES)
    with path.open("rb") as made:
        digest = hashlib.file_digest(made, "sha256").hexdigest()
    return DumpFile(path.name, kind, title, dump.told, path.stat().st_size, digest)


def main() -> None:
    """See the module."""
    address, audience, root, things = sys.argv[1:]
    os.nice(_NICE)
    audiences = {item.value: item for item in Audience}
    folder = make(address, audiences[audience], Path(root), things)
    _tidy(folder)


def _tidy(kept: Path) -> None:
    """Removes the dumps of other revisions for the same audience; who is reading one reads it to its end."""
    beginning = "-".join(kept.name.split("-")[:2]) + "-"
    for other in kept.parent.iterdir():
        if other != kept and other.name.startswith(beginning):
            shutil.rmtree(other, ignore_errors=True)


if __name__ == "__main__":
    main()
