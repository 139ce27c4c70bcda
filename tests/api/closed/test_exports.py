"""Every format of export and the view as one file: of a graph that holds what is closed, as of one that never did."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from practice_atlas.cli.export import Format
from practice_atlas.cli.main import app
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from practice_atlas.ontology.audiences import visible
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.vocabularies import Audience
from tests.api.closed.world import ALL, CLOSED, MARK
from tests.support.packed import unpacked
from tests.support.sample import INFO

#: Times and hashes of the two graphs.
_OWN = re.compile(r"\b[0-9a-f]{12,64}\b|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)?|nonce-[\w=+/-]+")


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Addresses of graphs: of everything, and of what each audience may see."""
    seen = {audience.value: visible(ALL, audience) for audience in Audience}
    found = {}
    for name, held in {"all": ALL, **seen}.items():
        found[name] = f"embedded:{tmp_path_factory.mktemp(name)}"
        with open_engine(found[name], writable=True) as engine:
            load(engine, Dataset.of(INFO, held.values()))
    return found


def _written(path: Path) -> str:
    """What is in a file or folder, whatever it is packed in."""
    if path.is_dir():
        return "\n".join(f"{item.name}: {item.read_text()}" for item in sorted(path.iterdir()))
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as book:
            return "\n".join(f"{name}: {book.read(name).decode()}" for name in sorted(book.namelist()))
    return unpacked(path.read_text())


def _run(*arguments: str) -> None:
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.MEMBERS])
@pytest.mark.parametrize("kind", [*Format, "view"])
def test_nothing_closed_is_written(graphs: dict[str, str], kind: str, audience: Audience, tmp_path: Path) -> None:
    written = []
    for name in ("all", audience.value):
        path = tmp_path / f"{name}.{kind}"
        form = ["view", str(path)] if kind == "view" else ["export", str(path), "--format", kind]
        _run(*form, "--engine", graphs[name], "--audience", audience.value)
        written.append(_OWN.sub("~", _written(path)))

    assert len(written[0]) > 1_000
    assert [mark for mark in CLOSED if mark.level > audience.level and f"{MARK}{mark}" in written[0]] == []
    assert written[0] == written[1]
