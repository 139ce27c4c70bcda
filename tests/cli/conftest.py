"""The sample on disk, and in a graph that commands read."""

from __future__ import annotations

from pathlib import Path

import pytest

from practice_atlas.loaders import write_dataset
from tests.cli.running import Atlas
from tests.support.embedded import embedded
from tests.support.sample import sample


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as YAML files. Not to be changed."""
    target = tmp_path_factory.mktemp("sample") / "sample"
    write_dataset(sample(), target, "yaml")
    return target


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a graph that holds the sample. Not to be changed."""
    return embedded(tmp_path_factory.mktemp("loaded"), sample())


@pytest.fixture
def atlas(loaded: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Atlas:
    """The program on the loaded graph."""
    return Atlas(loaded, monkeypatch, capsys)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Atlas:
    """The program on a graph that is not there yet."""
    return Atlas(f"embedded:{tmp_path / 'graph'}", monkeypatch, capsys)
