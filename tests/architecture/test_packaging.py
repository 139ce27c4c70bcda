"""The wheel holds all that an installation needs, and nothing else. It is looked into; test_installed installs it."""

from __future__ import annotations

from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

from practice_atlas import __version__
from tests.architecture.repository import PACKAGE, ROOMS, ROOT, files, name_of


@pytest.fixture(scope="module")
def wheel(wheel_file: Path) -> ZipFile:
    """The wheel, to look into."""
    return ZipFile(wheel_file)


def names(wheel: ZipFile) -> set[str]:
    return set(wheel.namelist())


def test_every_file_of_the_rooms_is_inside(wheel: ZipFile) -> None:
    ours = {f"{PACKAGE}/{name_of(path)}" for path in files() if name_of(path).partition("/")[0] in ROOMS}
    sources = {name for name in ours if "/explorer/" not in name}  # the explorer is shipped as it was built

    assert len(sources) > 100
    assert sorted(sources - names(wheel)) == []


@pytest.mark.parametrize(
    "pattern",
    [
        "__init__.py",
        "py.typed",
        "cli/main.py",
        "visualisations/pages/templates/base.html",
        "visualisations/pages/static/atlas.css",
        "visualisations/pages/static/outlines.json",
        "visualisations/brief/brief.typ",
        "visualisations/brief/fonts/NotoSansArabic-Regular.ttf",
        "visualisations/brief/fonts/OFL.txt",
        "ontology/published/constraints.cypher",
        "ontology/published/context.jsonld",
        "ontology/published/schema.json",
        "ontology/published/shapes.shacl.ttl",
        "ontology/axioms.ttl",
        "datasets/strong-cities-mena/dataset.yaml",
        "datasets/strong-cities-mena/evidence.yaml",
        "datasets/strong-cities-mena/LICENSE",
    ],
)
def test_what_is_read_at_run_time_is_inside(wheel: ZipFile, pattern: str) -> None:
    assert f"{PACKAGE}/{pattern}" in names(wheel)


def test_the_whole_data_set_is_inside_without_the_texts_of_its_sources(wheel: ZipFile) -> None:
    folder = ROOT / "datasets" / "strong-cities-mena"
    inside = {name for name in names(wheel) if name.startswith(f"{PACKAGE}/datasets/strong-cities-mena/")}

    assert {Path(name).name for name in inside} == {path.name for path in folder.iterdir() if path.is_file()}
    assert not [name for name in inside if "/sources/" in name or name.endswith(".txt")]


def test_nothing_else_is_inside(wheel: ZipFile) -> None:
    tops = {name.partition("/")[0] for name in names(wheel)}
    waste = [name for name in names(wheel) if "__pycache__" in name or "/tests/" in name or "/node_modules/" in name]
    rooms = {name.split("/")[1] for name in names(wheel) if name.startswith(f"{PACKAGE}/") and name.count("/") > 1}

    assert {top.partition("-")[0] for top in tops} == {PACKAGE}
    assert waste == []
    assert rooms == {*ROOMS, "datasets"}


def test_what_it_says_of_itself(wheel: ZipFile) -> None:
    (metadata,) = (name for name in names(wheel) if name.endswith(".dist-info/METADATA"))
    (entry_points,) = (name for name in names(wheel) if name.endswith(".dist-info/entry_points.txt"))
    said = Parser().parsestr(wheel.read(metadata).decode())

    assert (said["Name"], said["Version"]) == ("practice-atlas", __version__)
    assert "practice-atlas = practice_atlas.cli.main:run" in wheel.read(entry_points).decode()
    assert not [name for name in names(wheel) if name.endswith(".kgl")]
