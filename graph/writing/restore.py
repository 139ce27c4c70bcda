"""Making a graph hold what another held at a revision: to ask it as it was, or because it was lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from practice_atlas.graph import catalogue, layout
from practice_atlas.graph.engines.contract import Engine, Statement
from practice_atlas.graph.engines.errors import ConstraintError, RevisionConflictError
from practice_atlas.graph.projection import PassagePlace, Projector, dataset_row
from practice_atlas.graph.revisions import NOTHING, Revision, current_revision
from practice_atlas.graph.schema import prepare
from practice_atlas.graph.writing.load import Difference, Plan, content_hash, statements_of
from practice_atlas.graph.writing.union import Union
from practice_atlas.ontology.dataset import DatasetInfo
from practice_atlas.ontology.model import Record
from practice_atlas.ontology.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that a graph held: its records, who stated each, where passages stand, and the data sets' descriptions as
    JSON by name."""

    records: Mapping[str, Record]
    stated_by: Mapping[str, tuple[str, ...]]
    passages: Mapping[str, PassagePlace]
    descriptions: Mapping[str, str]


def restore(
    engine: Engine,
    holdings: Holdings,
    revision: Revision,
    *,
    earlier: Sequence[Revision] = (),
    replace: bool = False,
    progress: Progress = silent,
) -> None:
    """Write the holdings into an empty graph as this revision, in one transaction, as loads would have.

    `earlier` are the revisions before it, of which the graph keeps the marks alone. With `replace` the graph need not
    be empty: all that loads wrote into it goes, in the same transaction. Raises RevisionConflictError where the graph
    is not empty or the holdings are not those of the revision (its hash tells), and EngineError.
    """
    if not replace and current_revision(engine) is not NOTHING:
        raise RevisionConflictError(
            "The graph holds something already; nothing was written.", fix="Restore into an empty graph."
        )
    plan = _plan(holdings, revision)
    prepare(engine)
    taken = _removals() if replace else iter(())
    marks = (_mark(mark) for mark in earlier)
    try:
        engine.write(chain(taken, marks, statements_of(plan, revision.properties(), progress)))
    except ConstraintError as error:
        raise RevisionConflictError(
            "Something was loaded while the graph was restored; nothing of this was written.",
            fix="Let nobody load meanwhile, and restore again.",
        ) from error


def _plan(holdings: Holdings, revision: Revision) -> Plan:
    projector = Projector(holdings.records, holdings.stated_by, holdings.passages)
    if content_hash(holdings.descriptions, projector) != revision.content:
        raise RevisionConflictError(
            f"The records are not those of revision {revision.number}; nothing was written.",
            fix="They were changed since they were kept, or by another version of this program.",
        )
    infos = [DatasetInfo.model_validate_json(text) for text in holdings.descriptions.values()]
    rows = {row["id"]: row for row in map(dataset_row, infos)}
    versions = {info.id: info.version for info in infos}
    union = Union(holdings.records, holdings.stated_by, holdings.descriptions, versions, frozenset(rows))
    added = [(layout.DATASET, identifier) for identifier in rows]
    added += [(label, identifier) for label, identifier, _ in projector.projections()]
    return Plan(NOTHING, union, projector, rows, added, (), (), Difference((), (), (), 0))


def _mark(revision: Revision) -> Statement:
    return Statement(catalogue.CREATE_REVISION, {"row": revision.properties()}, expects_rows=1)


def _removals() -> Iterator[Statement]:
    """Take away all that loads write, and nothing that somebody else keeps in the same database."""
    made = (layout.REVISION, layout.DATASET, layout.COUNTRY, *layout.PART_ARROWS)
    for label in (*made, *layout.record_labels()):
        yield Statement(f"MATCH (n:{label}) DETACH DELETE n")
