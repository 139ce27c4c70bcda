"""A brief of the small network: read once, since the tests only write it in various ways."""

from __future__ import annotations

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.pairings.brief_answers import BriefAnswer
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from tests.support.briefs import LEARNED, asked
from tests.support.pairing import network


@pytest.fixture(scope="session")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BriefAnswer]:
    """Briefs for Lina, by mentor: who taught, who does it, who does a form of it."""
    with open_engine(f"embedded:{tmp_path_factory.mktemp('briefs') / 'graph'}", writable=True) as engine:
        load(engine, network(*LEARNED))
        reader = Reader(engine)
        return {name: asked(reader, mentor=f"city:{name}") for name in ("omid", "nour", "pella")}
