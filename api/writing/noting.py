"""After a load: its records are remembered and the log says who made it, as far as the store can be written."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, Final

from practice_atlas.api.store.audit import Actor, Via, What
from practice_atlas.api.store.errors import StoreError
from practice_atlas.api.writing.work import Bench
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.engines.errors import EngineError
from practice_atlas.graph.revisions import Revision
from practice_atlas.graph.writing import LoadResult

_LOG: Final = logging.getLogger(__name__)
_WARNING: Final = "The load is done. It could not be noted in the service's own records; the operator's log says why."


def note_load(
    bench: Bench, graph: Engine, before: Revision, result: LoadResult, what: What, details: Mapping[str, Any]
) -> str | None:
    """Remembers the revision and writes an entry. What fails here cannot undo the load: it becomes a warning."""
    told = result.difference
    if result.revision.number == before.number:
        return None
    who = bench.caller.name
    warning = None
    try:
        touched = (*told.added, *told.changed, *told.withdrawn)
        bench.store.history.remember(graph, who=who, touched=touched, progress=bench.report)
    except (StoreError, EngineError) as error:
        _LOG.error("Revision %d was not remembered; the next look catches up.", result.revision.number, exc_info=error)
        warning = _WARNING
    counts = {"added": len(told.added), "changed": len(told.changed), "withdrawn": len(told.withdrawn)}
    try:
        bench.store.audit.add(
            Actor(who or "unknown", Via.HTTP),
            what,
            before=before.number,
            after=result.revision.number,
            counts=counts,
            details={**details, "job": bench.work.job, "key": bench.caller.key},
        )
    except StoreError as error:
        _LOG.error("Revision %d by %s is not in the log.", result.revision.number, who, exc_info=error)
        warning = _WARNING
    return warning
