"""The shipped data set, loaded once, as the public reads it. The report's text is not needed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from practice_atlas.loaders import read_dataset
from tests.architecture.repository import ROOT


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader of the shipped data set in an embedded graph."""
    checked = read_dataset(ROOT / "datasets" / "strong-cities-mena")
    assert checked.problems == ()
    assert checked.dataset is not None
    with open_engine(f"embedded:{tmp_path_factory.mktemp('report')}", writable=True) as engine:
        load(engine, checked.dataset)
        yield Reader(engine)
