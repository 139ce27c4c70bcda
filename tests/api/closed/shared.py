"""Links to what each audience may see of a graph, at the same addresses whatever the graph."""

from __future__ import annotations

import hashlib
from typing import Final

from sqlalchemy import update

from practice_atlas.api.store import Store
from practice_atlas.api.store.shares import Frozen
from practice_atlas.api.store.tables import SHARES
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.snapshot import snapshot
from practice_atlas.ontology.vocabularies import Audience
from practice_atlas.visualisations.explorer_file import slice_file
from practice_atlas.visualisations.filters import Filters
from practice_atlas.visualisations.network_data import network_data
from tests.support.recorded import ANN
from tests.support.shared import SOON

#: By the audience's level.
TOKENS: Final = tuple(f"{audience.value:x<43}" for audience in Audience)


def put_links(engine: Engine, store: Store) -> None:
    """One for each audience, of all that it may see."""
    for audience in Audience:
        taken = snapshot(engine, audience)
        reader = Reader(engine, audience)
        made = slice_file(reader, taken, network_data(taken), limit=5_000, filters=Filters())
        frozen = Frozen(
            made.html, "network", audience, made.chosen, made.holds, made.shown, made.total, taken.revision.number
        )
        share, _ = store.shares.make(frozen, SOON, key="nobody's", by=ANN)
        with store.database.writing() as connection:
            known = hashlib.sha256(TOKENS[audience.level].encode()).digest()
            connection.execute(update(SHARES).where(SHARES.c.id == share.id).values(hash=known))
