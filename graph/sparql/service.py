"""Questions in SPARQL, answered for an audience: read-only, bounded, and unable to reach anything but the store."""

from __future__ import annotations

from types import TracebackType
from typing import Final, Self

from practice_atlas.graph.revisions import Revision
from practice_atlas.graph.sparql.errors import QueryTooLongError
from practice_atlas.graph.sparql.limits import SparqlLimits
from practice_atlas.graph.sparql.question import Question
from practice_atlas.graph.sparql.result import Result
from practice_atlas.graph.sparql.source import Source
from practice_atlas.graph.sparql.store import StoreGoneError
from practice_atlas.graph.sparql.stores import Stores
from practice_atlas.ontology.vocabularies import Audience

#: A store that has died is loaded anew, and asked once more.
_TRIES: Final = 2
_LONGEST_GRAPH: Final = 2_000


class SparqlService:
    """Answers for one graph. Nothing is started before the first question; close it after the last."""

    def __init__(self, source: Source, limits: SparqlLimits | None = None) -> None:
        self.source = source
        self.limits = limits or SparqlLimits()
        self._stores = Stores(source, self.limits)

    def ask(self, question: Question, audience: Audience, revision: Revision) -> Result:
        """The whole answer, of what the audience may see at this revision, or at the one before while this is loaded.

        Waits for it; threads may ask at the same time. Raises a SparqlError.
        """
        self._check(question)
        tries = _TRIES
        while True:
            tries -= 1
            store = self._stores.of(audience, revision)
            try:
                return store.ask(question)
            except StoreGoneError:
                if not tries:
                    raise

    def close(self) -> None:
        """Ends every process of it."""
        self._stores.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check(self, question: Question) -> None:
        graphs = (*question.default_graphs, *question.named_graphs)
        if len(question.text.encode(errors="replace")) > self.limits.query_bytes:
            raise QueryTooLongError(
                f"The query is longer than {self.limits.query_bytes:,} bytes.", fix="Ask several shorter questions."
            )
        if len(graphs) > self.limits.graphs or any(len(graph) > _LONGEST_GRAPH for graph in graphs):
            raise QueryTooLongError(
                f"More than {self.limits.graphs} graphs are named, or a name is too long.",
                fix="Name fewer graphs, or none: then all of them are asked.",
            )
