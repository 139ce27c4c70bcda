"""Loading: compare with what is there, write only differences, in one transaction, and make a revision."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import TypeVar

from practice_atlas import __version__
from practice_atlas.graph import catalogue, layout
from practice_atlas.graph.arrows import arrows_of, part_rows
from practice_atlas.graph.engines.contract import Engine, Statement
from practice_atlas.graph.engines.errors import ConstraintError, RevisionConflictError
from practice_atlas.graph.projection import PassagePlace, Projector, Properties, dataset_row
from practice_atlas.graph.revisions import NOTHING, Revision, current_revision
from practice_atlas.graph.schema import prepare
from practice_atlas.graph.writing import statements
from practice_atlas.graph.writing.places import with_earlier_places
from practice_atlas.graph.writing.same import input_hash, is_same
from practice_atlas.graph.writing.statements import Point
from practice_atlas.graph.writing.union import Union, union_of
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import BY_KIND
from practice_atlas.ontology.progress import Progress, silent

T = TypeVar("T")

#: Records between two reports of progress.
_REPORT_EVERY = 1_000


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
class Plan:
    """Everything that is known before writing: what stands where, and which nodes are new, changed or gone.

    `descriptions` are the nodes of the data sets that are written, by identifier.
    """

    before: Revision
    union: Union
    projector: Projector
    descriptions: Mapping[str, Properties]
    added: Sequence[Point]
    changed: Sequence[Point]
    removed: Sequence[Point]
    difference: Difference


def difference(engine: Engine, dataset: Dataset, *, passages: Mapping[str, PassagePlace] | None = None) -> Difference:
    """What `load` would write now. Raises InputError where the data set clashes with another one in the graph."""
    if is_same(engine, dataset, passages):
        return _nothing(dataset)
    return _plan(engine, dataset, passages).difference


def load(
    engine: Engine,
    dataset: Dataset,
    *,
    passages: Mapping[str, PassagePlace] | None = None,
    progress: Progress = silent,
    made_from: Revision | None = None,
) -> LoadResult:
    """Make the graph hold this data set as it is now; what other data sets state stays.

    One transaction: readers see the old revision or the new one, and after a crash the graph is one or the other.
    `made_from` is the revision that the data set was made from, where it was: loading it over another would take back
    what came in between. Raises InputError where the data set clashes with another one, RevisionConflictError where
    somebody else loaded meanwhile (then nothing was written: load again), and EngineError.
    """
    before = current_revision(engine)
    if is_same(engine, dataset, passages) and current_revision(engine) == before:
        return LoadResult(_nothing(dataset), before)
    plan = _plan(engine, dataset, passages)
    if made_from is not None and plan.before.number != made_from.number:
        raise RevisionConflictError(
            "Another load came first; nothing of this one was written.", fix="Make the change again and load it."
        )
    if not (plan.added or plan.changed or plan.removed):
        return LoadResult(plan.difference, plan.before)
    if plan.before.tool != __version__:  # nothing was loaded yet, or by a version whose constraints may differ
        prepare(engine)
    revision = _next_revision(plan)
    given = input_hash(dataset, passages, plan.projector.content)
    try:
        engine.write(statements_of(plan, revision.properties() | {"input": given}, progress))
    except ConstraintError as error:
        if current_revision(engine).number > plan.before.number:
            raise RevisionConflictError(
                "Another load finished while this one was under way; nothing of this one was written.",
                fix="Load again: it will be compared with the new revision.",
            ) from error
        raise
    return LoadResult(plan.difference, revision)


def _plan(engine: Engine, dataset: Dataset, passages: Mapping[str, PassagePlace] | None) -> Plan:
    before = current_revision(engine)
    there = _state(engine) if before is not NOTHING else {}
    union = union_of(engine, dataset, before)
    if before is not NOTHING:
        passages = with_earlier_places(engine, union.records, passages)
    projector = Projector(union.records, union.stated_by, passages)
    description = dataset_row(dataset.info)
    added: list[Point] = []
    changed: list[Point] = []
    kept = set(union.others)
    for label, identifier, key in chain(
        [(layout.DATASET, description["id"], description["projection"])], projector.projections()
    ):
        kept.add(identifier)
        found = there.get(identifier)
        if found is None:
            added.append((label, identifier))
        elif found[1] != key:
            changed.append((label, identifier))
    removed = [(label, identifier) for identifier, (label, _) in there.items() if identifier not in kept]
    written = {identifier for _, identifier in (*added, *changed)}
    told = Difference(_told(added), _told(changed), _told(removed), len(dataset.records.keys() - written))
    return Plan(before, union, projector, {description["id"]: description}, added, changed, removed, told)


def _nothing(dataset: Dataset) -> Difference:
    return Difference((), (), (), len(dataset.records))


def _told(points: Iterable[Point]) -> tuple[str, ...]:
    """The records among what is written, for people: countries and the data set's own node follow from them."""
    return tuple(sorted(identifier for _, identifier in points if kind_of(identifier) in BY_KIND))


def _state(engine: Engine) -> dict[str, tuple[str, str]]:
    """Label and projection hash of every record in the graph, by identifier."""
    found: dict[str, tuple[str, str]] = {}
    for label in (*layout.record_labels(), layout.COUNTRY, layout.DATASET):
        for row in engine.read(catalogue.projections(label)):
            found[row["id"]] = (label, row["projection"])
    return found


def statements_of(plan: Plan, revision: Properties, progress: Progress) -> Iterator[Statement]:
    """All that has to be written, in its order; made as it is taken."""
    projector = plan.projector
    written = [
        projector.records[identifier]
        for _, identifier in chain(plan.changed, plan.added)
        if identifier in projector.records
    ]
    yield Statement(catalogue.CREATE_REVISION, {"row": revision}, expects_rows=1)
    yield from statements.removals(plan.changed, keep=True)
    yield from statements.removals(plan.removed, keep=False)
    yield from statements.updates((label, _row(plan, identifier)) for label, identifier in plan.changed)
    new = _counted(plan.added, "Writing records", progress)
    yield from statements.creations((label, _row(plan, identifier)) for label, identifier in new)
    yield from statements.creations(row for record in written for row in part_rows(projector, record))
    connected = _counted(written, "Connecting records", progress)
    yield from statements.connections(arrow for record in connected for arrow in arrows_of(projector, record))


def _row(plan: Plan, identifier: str) -> Properties:
    return plan.descriptions.get(identifier) or plan.projector.row(identifier)


def _counted(items: Sequence[T], step: str, progress: Progress) -> Iterator[T]:
    """The items, reporting every so often."""
    for done, item in enumerate(items):
        if done % _REPORT_EVERY == 0:
            progress(step, done, len(items))
        yield item
    progress(step, len(items), len(items))


def _next_revision(plan: Plan) -> Revision:
    records = plan.union.records
    return Revision(
        number=plan.before.number + 1,
        time=datetime.now(UTC).isoformat(timespec="seconds"),
        tool=__version__,
        content=content_hash(plan.union.descriptions, plan.projector),
        counts=dict(sorted(Counter(record.kind for record in records.values()).items())),
        datasets=plan.union.versions,
    )


def content_hash(descriptions: Mapping[str, str], projector: Projector) -> str:
    """SHA-256 over the data sets' descriptions and all records."""
    return hash_of(descriptions, ((identifier, projector.content(identifier)) for identifier in projector.records))


def hash_of(descriptions: Mapping[str, str], contents: Iterable[tuple[str, str]]) -> str:
    """The same where the hash of each record's own content is known."""
    digest = hashlib.sha256(json.dumps(descriptions, sort_keys=True).encode())
    for identifier, content in sorted(contents):
        digest.update(f"\n{identifier} {content}".encode())
    return digest.hexdigest()
