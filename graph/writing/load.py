"""Loading: compare with what is there, write only differences, in one transaction, and make a revision."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from practice_atlas import __version__
from practice_atlas.graph import catalogue, layout
from practice_atlas.graph.engines.contract import Engine, Statement
from practice_atlas.graph.engines.errors import ConstraintError, RevisionConflictError
from practice_atlas.graph.projection import Node, PassagePlace, Projector
from practice_atlas.graph.revisions import NOTHING, Revision, current_revision
from practice_atlas.graph.schema import prepare
from practice_atlas.graph.writing import statements
from practice_atlas.graph.writing.union import Union, union_of
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import BY_KIND
from practice_atlas.ontology.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Difference:
    """What a load would write: identifiers of records, sorted. `unchanged` counts the others of the data set."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]
    unchanged: int

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.added or self.changed or self.withdrawn)


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a load wrote, and the revision that the graph is at afterwards (the old one if nothing was written)."""

    difference: Difference
    revision: Revision


@dataclass(frozen=True, slots=True)
class _Plan:
    """Everything that is known before writing."""

    before: Revision
    union: Union
    added: Sequence[Node]
    changed: Sequence[Node]
    removed: Sequence[tuple[str, str]]
    difference: Difference


def difference(engine: Engine, dataset: Dataset, *, passages: Mapping[str, PassagePlace] | None = None) -> Difference:
    """What `load` would write now. Raises InputError where the data set clashes with another one in the graph."""
    return _plan(engine, dataset, passages).difference


def load(
    engine: Engine,
    dataset: Dataset,
    *,
    passages: Mapping[str, PassagePlace] | None = None,
    progress: Progress = silent,
) -> LoadResult:
    """Make the graph hold this data set as it is now; what other data sets state stays.

    One transaction: readers see the old revision or the new one, and after a crash the graph is one or the other.
    Raises InputError where the data set clashes with another one, RevisionConflictError where somebody else loaded
    meanwhile (then nothing was written: load again), and EngineError.
    """
    plan = _plan(engine, dataset, passages)
    if not (plan.added or plan.changed or plan.removed):
        return LoadResult(plan.difference, plan.before)
    if plan.before.tool != __version__:  # nothing was loaded yet, or by a version whose constraints may differ
        prepare(engine)
    revision = _next_revision(plan)
    try:
        engine.write(_reported(list(_statements(plan, revision)), progress))
    except ConstraintError as error:
        if current_revision(engine).number > plan.before.number:
            raise RevisionConflictError(
                "Another load finished while this one was under way; nothing of this one was written.",
                fix="Load again: it will be compared with the new revision.",
            ) from error
        raise
    return LoadResult(plan.difference, revision)


def _plan(engine: Engine, dataset: Dataset, passages: Mapping[str, PassagePlace] | None) -> _Plan:
    before = current_revision(engine)
    there = _state(engine) if before is not NOTHING else {}
    union = union_of(engine, dataset, before)
    projector = Projector(union.records, union.stated_by, passages)
    added: list[Node] = []
    changed: list[Node] = []
    wanted = {union.dataset_node.id}
    for node in (union.dataset_node, *projector.nodes()):
        wanted.add(node.id)
        found = there.get(node.id)
        if found is None:
            added.append(node)
        elif found[1] != node.projection:
            changed.append(node)
    kept = wanted | union.others
    removed = [(label, identifier) for identifier, (label, _) in there.items() if identifier not in kept]
    told = Difference(
        added=_told(node.id for node in added),
        changed=_told(node.id for node in changed),
        withdrawn=_told(identifier for _, identifier in removed),
        unchanged=len(dataset.records.keys() - {node.id for node in (*added, *changed)}),
    )
    return _Plan(before, union, added, changed, removed, told)


def _told(identifiers: Iterable[str]) -> tuple[str, ...]:
    """The records among what is written, for people: countries and the data set's own node follow from them."""
    return tuple(sorted(identifier for identifier in identifiers if kind_of(identifier) in BY_KIND))


def _state(engine: Engine) -> dict[str, tuple[str, str]]:
    """Label and projection hash of every record in the graph, by identifier."""
    found: dict[str, tuple[str, str]] = {}
    for label in (*layout.record_labels(), layout.COUNTRY, layout.DATASET):
        for row in engine.read(catalogue.projections(label)):
            found[row["id"]] = (label, row["projection"])
    return found


def _statements(plan: _Plan, revision: Revision) -> Iterator[Statement]:
    yield Statement(catalogue.CREATE_REVISION, {"row": revision.properties()}, expects_rows=1)
    yield from statements.removals(((node.label, node.id) for node in plan.changed), keep=True)
    yield from statements.removals(plan.removed, keep=False)
    yield from statements.updates(plan.changed)
    yield from statements.creations(plan.added)
    yield from statements.belongings([*plan.changed, *plan.added])


def _reported(steps: Sequence[Statement], progress: Progress) -> Iterator[Statement]:
    for number, statement in enumerate(steps):
        progress("Writing", number, len(steps))
        yield statement
    progress("Writing", len(steps), len(steps))


def _next_revision(plan: _Plan) -> Revision:
    records = plan.union.records
    digest = hashlib.sha256(json.dumps(plan.union.descriptions, sort_keys=True).encode())
    for identifier in sorted(records):
        digest.update(b"\n" + records[identifier].canonical().encode())
    return Revision(
        number=plan.before.number + 1,
        time=datetime.now(UTC).isoformat(timespec="seconds"),
        tool=__version__,
        content=digest.hexdigest(),
        counts=dict(sorted(Counter(record.kind for record in records.values()).items())),
        datasets=plan.union.versions,
    )
