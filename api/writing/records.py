"""Changing single records of a data set: what it holds now with the change is checked and loaded as a whole.

So the rules are those of any load, and what refers to a record that is taken away is told as a problem.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from practice_atlas.api.store import Store
from practice_atlas.api.store.audit import What
from practice_atlas.api.writing.answers import Written
from practice_atlas.api.writing.checking import checked_with, compare_checked, load_checked
from practice_atlas.api.writing.current import Current, current
from practice_atlas.api.writing.datasets import fresh
from practice_atlas.api.writing.noting import note_load
from practice_atlas.api.writing.work import Bench
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.engines.errors import RevisionConflictError
from practice_atlas.loaders import Checked, KnownIdentity, WrittenRecord, read_records
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError


@dataclass(frozen=True)
class Changes:
    """Records to be made or replaced, and identifiers to be withdrawn. `what` they are in the log."""

    put: tuple[WrittenRecord, ...] = ()
    withdraw: frozenset[str] = frozenset()
    what: What = What.LOAD


#: Which changes, given what the data set holds now. Raises what a caller is to be told.
Wanted = Callable[[Store, Engine, Current], Changes]


@dataclass(frozen=True)
class ChangeRecords:
    """Changes records of the data set `dataset`, or tells what that would change.

    `wanted` says which, when it is known what the data set holds; `sources` is where the sources' texts are looked for,
    `if_match` the caller's If-Match header.
    """

    dataset: str
    wanted: Wanted
    sources: Path | None
    dry_run: bool
    if_match: str | None

    def __call__(self, bench: Bench) -> Written:
        """The difference. Raises UnknownEntityError, InputError, StaleError, UnderWayError or EngineError."""
        if self.dry_run:
            with bench.graphs.reading() as graph:
                return self._compared(bench, graph)
        with bench.graphs.writing(bench.work.job) as graph:
            before = fresh(graph, self.if_match, bench.caller)
            now = current(graph, self.dataset)
            bench.work.weigh(sum(map(len, now.texts.values())))
            bench.work.begin()
            changes = self.wanted(bench.store, graph, now)
            if now.revision != before:
                raise RevisionConflictError("Another load came first.", fix="Send the change again.")
            checked = self._checked(bench, graph, now, changes)
            result = load_checked(graph, checked, bench.progress, made_from=now.revision)
            details = {"dataset": self.dataset, "records": sorted(_touched(changes))}
            warning = note_load(bench, graph, before, result, changes.what, details)
        written = Written.of(self.dataset, result.difference, result.revision, bench.caller.audience, dry_run=False)
        return written.model_copy(update={"warning": warning})

    def _compared(self, bench: Bench, graph: Engine) -> Written:
        fresh(graph, self.if_match, bench.caller)
        now = current(graph, self.dataset)
        bench.work.weigh(sum(map(len, now.texts.values())))
        bench.work.begin()
        changes = self.wanted(bench.store, graph, now)
        told, compared = compare_checked(graph, self._checked(bench, graph, now, changes))
        if compared != now.revision:
            raise RevisionConflictError("The graph changed while this was compared.", fix="Ask again.")
        return Written.of(self.dataset, told, now.revision, bench.caller.audience, dry_run=True)

    def _checked(self, bench: Bench, graph: Engine, now: Current, changes: Changes) -> Checked:
        def read(known: Sequence[KnownIdentity]) -> Checked:
            together = _together(now, changes)
            return read_records(now.info, together, known=known, sources=self.sources, progress=bench.progress)

        return checked_with(graph, read)


def _together(now: Current, changes: Changes) -> Iterator[WrittenRecord]:
    """The data set as it would be."""
    yield from now.without(_touched(changes))
    yield from changes.put


def _touched(changes: Changes) -> set[str]:
    return {str(record.values.get("id")) for record in changes.put} | changes.withdraw


def stated(changes: Changes) -> Wanted:
    """These changes; what is to be withdrawn has to be there."""

    def wanted(_store: Store, _graph: Engine, now: Current) -> Changes:
        absent = sorted(changes.withdraw - now.texts.keys())
        if absent:
            named = ", ".join(identifier[:120] for identifier in absent[:5])
            raise UnknownEntityError(f"The data set {now.name} does not state {named}.")
        return changes

    return wanted


def restored(identifier: str) -> Wanted:
    """The record as the data set stated it last, before it was withdrawn."""

    def wanted(store: Store, graph: Engine, now: Current) -> Changes:
        if identifier in now.texts:
            fix = "To go back to an earlier version, look it up with known_at, and send it."
            raise QuestionError("id", f"{identifier} was not withdrawn: it is there.", fix=fix)
        found = store.history.last_stated(graph, identifier, now.name)
        if found is None:
            raise UnknownEntityError(f"The data set {now.name} is not known ever to have stated {identifier[:120]}.")
        number, record = found
        return Changes((WrittenRecord(f"revision {number}", "", json.loads(record)),), what=What.RESTORE)

    return wanted
