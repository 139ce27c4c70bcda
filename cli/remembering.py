"""What a load leaves in the store: the revision's records, and an entry in the log."""

from __future__ import annotations

from practice_atlas.api.store import Store
from practice_atlas.api.store.audit import What
from practice_atlas.cli.output import progress
from practice_atlas.cli.storing import person
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.writing import LoadResult
from practice_atlas.ontology.dataset import Dataset


def remember_load(store: Store, graph: Engine, dataset: Dataset, result: LoadResult) -> None:
    """Remember a load that was committed, and the newest revision also where nothing was written.

    Raises StoreError: then the graph is loaded all the same, and the next load or start of the service catches up.
    """
    difference, number, who = result.difference, result.revision.number, person()
    written = (*difference.added, *difference.changed, *difference.withdrawn)
    with progress() as report:
        store.history.remember(graph, who=who.who, touched=written or None, progress=report)
    if not difference.empty:
        counts = {name: len(getattr(difference, name)) for name in ("added", "changed", "withdrawn")}
        about = {"dataset": dataset.info.id, "version": dataset.info.version}
        store.audit.add(who, What.LOAD, before=number - 1, after=number, counts=counts, details=about)
