"""The service over the sample data, one for all tests of this folder: it only reads."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice_atlas.api.settings import Settings
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from tests.api.client import Client, serving
from tests.support.overview import overview_sample
from tests.support.sample import sample


@pytest.fixture(scope="session")
def sample_address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An embedded graph of the sample."""
    address = f"embedded:{tmp_path_factory.mktemp('sample') / 'graph'}"
    with open_engine(address, writable=True) as engine:
        load(engine, sample())
    return address


@pytest.fixture(scope="session")
def overview_address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An embedded graph of the sample for questions over the whole network."""
    address = f"embedded:{tmp_path_factory.mktemp('overview') / 'graph'}"
    with open_engine(address, writable=True) as engine:
        load(engine, overview_sample())
    return address


@pytest.fixture(scope="session")
def service(sample_address: str) -> Iterator[Client]:
    """The service, for anybody."""
    with serving(Settings(engine=sample_address)) as client:
        yield client
