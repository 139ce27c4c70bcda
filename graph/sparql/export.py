"""Writes a graph as N-Quads for a store: `python -m practice_atlas.graph.sparql.export ENGINE AUDIENCE THINGS FD`.

A process of its own, since an export keeps a processor busy for 10 s a million quads, and its memory goes back when it
ends. The quads go to the standard output, in no order; when all are written, the revision that they are of goes to the
descriptor. Without it what was written is not whole.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from typing import Final

from pyoxigraph import RdfFormat, serialize

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.errors import EngineUnavailableError
from practice_atlas.graph.rdf.export import quads
from practice_atlas.graph.rdf.rebasing import rebased
from practice_atlas.graph.records import datasets, passage_places
from practice_atlas.graph.revisions import Revision, current_revision
from practice_atlas.ontology.vocabularies import Audience

#: Answers to people go first.
_NICE: Final = 10


def main() -> None:
    """See the module."""
    engine, audience, things, descriptor = sys.argv[1:]
    os.nice(_NICE)
    revision = export(engine, {item.value: item for item in Audience}[audience], things)
    with open(int(descriptor), "w", encoding="utf-8") as file:
        json.dump(asdict(revision), file)


def export(address: str, audience: Audience, things: str) -> Revision:
    """Writes all that the audience may see to the standard output. Raises EngineUnavailableError where it changed."""
    with open_engine(address) as engine:
        revision = current_revision(engine)
        found = datasets(engine, audience)
        passages = passage_places(engine)
        if current_revision(engine) != revision:
            raise EngineUnavailableError("The graph changed while it was read.", fix="Read it again.")
    said = rebased(quads(found, audience=audience, passages=passages), things)
    serialize(said, sys.stdout.buffer, RdfFormat.N_QUADS)
    sys.stdout.buffer.flush()
    return revision


if __name__ == "__main__":
    main()
