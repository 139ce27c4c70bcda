"""Readers of the sample, and of a sample in which every text is hostile."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from tests.support.sample import sample


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The sample, as anybody may see it."""
    with open_engine(f"embedded:{tmp_path_factory.mktemp('views') / 'graph'}", writable=True) as engine:
        load(engine, sample())
        yield Reader(engine)
