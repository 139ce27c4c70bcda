"""Filling a store: one process reads the graph, another holds what it reads. Nothing of it goes through the service."""

from __future__ import annotations

import json
import os
import subprocess

from practice_atlas.graph.revisions import Revision
from practice_atlas.graph.sparql.limits import SparqlLimits
from practice_atlas.graph.sparql.source import Source
from practice_atlas.graph.sparql.store import Store, StoreGoneError, module
from practice_atlas.ontology.vocabularies import Audience


class Loading:
    """A store that is being filled with what an audience may see of a graph."""

    def __init__(self, source: Source, audience: Audience, limits: SparqlLimits) -> None:
        """Starts both processes."""
        self._limits = limits
        self._revision, written = os.pipe()
        try:
            self._export = subprocess.Popen(  # noqa: S603  our own program
                [*module("export"), source.address, audience.value, source.things, str(written)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                pass_fds=[written],
                env={**os.environ, **source.environment},
                start_new_session=True,
            )
        finally:
            os.close(written)
        assert self._export.stdout is not None  # noqa: S101  asked for above
        with self._export.stdout as quads:
            self._store = Store(quads, source.prefixes, limits)

    def store(self) -> Store:
        """Waits for the store, which knows the revision it is of. Raises StoreGoneError or TimeoutError."""
        try:
            self._store.wait(self._limits.load_seconds)
            with open(self._revision, encoding="utf-8") as file:
                written = file.read()
            if self._export.wait(self._limits.load_seconds) or not written:
                raise StoreGoneError("The graph could not be read for a store.", fix="See the log for why.")
        except BaseException:
            self.cancel()
            raise
        self._store.revision = Revision(**json.loads(written))
        return self._store

    def cancel(self) -> None:
        """Ends both processes; who waits for the store is told that it is gone."""
        self._export.kill()
        self._export.wait()
        self._store.close()
