"""The service over the sample data, one for all tests of this folder: it only reads."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice_atlas.api.settings import Settings
from tests.api.client import Client, serving
from tests.support.embedded import embedded
from tests.support.overview import overview_sample
from tests.support.sample import sample


@pytest.fixture(scope="session")
def sample_address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An embedded graph of the sample."""
    return embedded(tmp_path_factory.mktemp("sample"), sample())


@pytest.fixture(scope="session")
def overview_address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An embedded graph of the sample for questions over the whole network."""
    return embedded(tmp_path_factory.mktemp("overview"), overview_sample())


@pytest.fixture(scope="session")
def service(sample_address: str) -> Iterator[Client]:
    """The service, for anybody."""
    with serving(Settings(engine=sample_address)) as client:
        yield client
