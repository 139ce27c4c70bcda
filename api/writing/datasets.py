"""Checking and loading whole data sets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from practice_atlas.api.asking import etag_of, matches
from practice_atlas.api.callers import Caller
from practice_atlas.api.store.audit import What
from practice_atlas.api.writing.answers import Report, Written
from practice_atlas.api.writing.checking import compare_checked, load_checked, read_checked
from practice_atlas.api.writing.errors import StaleError
from practice_atlas.api.writing.noting import note_load
from practice_atlas.api.writing.unpacking import laid_out, size_of
from practice_atlas.api.writing.uploads import Upload
from practice_atlas.api.writing.work import Bench
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.revisions import Revision, current_revision
from practice_atlas.loaders import Checked
from practice_atlas.ontology.errors import InputError


@dataclass(frozen=True)
class CheckUpload:
    """Tells whether a data set is right. `sources` is where the sources' texts are looked for."""

    upload: Upload
    sources: Path | None

    def __call__(self, bench: Bench) -> Report:
        """What it holds. Raises InputError with all its problems."""
        with bench.graphs.reading() as graph, laid_out(self.upload) as path:
            bench.work.weigh(size_of(path))
            bench.work.begin()
            checked = read_checked(graph, path, self.sources, bench.progress)
        if checked.dataset is None:
            raise InputError(checked.problems)
        return Report(
            dataset=checked.dataset.info.id, counts=checked.dataset.counts, evidence_found=len(checked.passages)
        )


@dataclass(frozen=True)
class LoadUpload:
    """Makes the graph hold a data set as it was sent, or tells what that would change.

    `if_match` is the caller's If-Match header.
    """

    upload: Upload
    sources: Path | None
    dry_run: bool
    if_match: str | None

    def __call__(self, bench: Bench) -> Written:
        """The difference. Raises InputError, StaleError, UnderWayError, RevisionConflictError or EngineError."""
        with laid_out(self.upload) as path:
            bench.work.weigh(size_of(path))
            if self.dry_run:
                with bench.graphs.reading() as graph:
                    bench.work.begin()
                    return self._compared(bench, graph, path)
            with bench.graphs.writing(bench.work.job) as graph:
                before = fresh(graph, self.if_match, bench.caller)
                bench.work.begin()
                checked = self._read(bench, graph, path)
                made_from = before if self.if_match else None
                result = load_checked(graph, checked, bench.progress, made_from=made_from)
                name = checked.dataset.info.id if checked.dataset else ""
                warning = note_load(bench, graph, before, result, What.LOAD, {"dataset": name})
        written = Written.of(name, result.difference, result.revision, bench.caller.audience, dry_run=False)
        return written.model_copy(update={"warning": warning})

    def _compared(self, bench: Bench, graph: Engine, path: Path) -> Written:
        fresh(graph, self.if_match, bench.caller)
        checked = self._read(bench, graph, path)
        told, before = compare_checked(graph, checked)
        return Written.of(
            checked.dataset.info.id if checked.dataset else "", told, before, bench.caller.audience, dry_run=True
        )

    def _read(self, bench: Bench, graph: Engine, path: Path) -> Checked:
        return read_checked(graph, path, self.sources, bench.progress)


def fresh(graph: Engine, if_match: str | None, caller: Caller) -> Revision:
    """The revision that the graph is at. Raises StaleError where the caller's If-Match header names another."""
    now = current_revision(graph)
    etag = etag_of(now, caller.audience)
    if if_match is not None and not matches(if_match, etag):
        raise StaleError(etag)
    return now
