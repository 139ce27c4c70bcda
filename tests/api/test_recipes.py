"""The recipes of the documentation, run as they stand: a real curl against a real service with the report."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from practice_atlas.loaders import read_dataset
from tests.architecture.repository import ROOT
from tests.support.service import ServiceProcess

PAGES = ("lists.md",)
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RECIPES = [
    (page, block)
    for page in PAGES
    for block in _BLOCK.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))
]  # fmt: skip


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    """The report, served."""
    folder = tmp_path_factory.mktemp("served")
    dataset = read_dataset(ROOT / "datasets" / "strong-cities-mena").dataset
    assert dataset is not None
    with open_engine(f"embedded:{folder / 'graph'}", writable=True) as engine:
        load(engine, dataset)
    with ServiceProcess(f"embedded:{folder / 'graph'}", folder) as running:
        yield running


def test_there_are_recipes() -> None:
    assert len(RECIPES) >= 5
    assert all("curl " in block for _, block in RECIPES)


@pytest.mark.parametrize(("page", "block"), RECIPES)
def test_a_recipe_works(service: ServiceProcess, tmp_path: Path, page: str, block: str) -> None:
    """Each command succeeds and answers something; -f makes curl fail where the service refuses."""
    environment = {**os.environ, "ATLAS": service.base, "no_proxy": "127.0.0.1"}
    for command in block.replace("\\\n", " ").splitlines():
        done = subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, env=environment, capture_output=True, timeout=60, check=False
        )
        assert done.returncode == 0, (page, command, done.stderr.decode())
        assert done.stdout or any(file.stat().st_size for file in tmp_path.iterdir()), (page, command)
        if "If-None-Match" in command:
            assert done.stdout == b"304"
        elif done.stdout.startswith(b"{"):
            assert b'"total":0,' not in done.stdout, (page, command)
