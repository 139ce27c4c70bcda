"""The rules of the rooms. Each test lists every violation at once."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from typing import Final

import pytest

from tests.architecture.repository import PACKAGE, ROOMS, ROOT, files, imports, name_of, python

#: What each room may import of ours, besides itself.
ALLOWED: Final[dict[str, tuple[str, ...]]] = {
    "ontology": (),
    "loaders": ("ontology",),
    "graph": ("ontology",),
    "visualisations": ("ontology", "graph"),
    "api": ("ontology", "loaders", "graph", "visualisations"),
    "cli": ("ontology", "loaders", "graph", "visualisations", "api"),
}
#: Packages that one file alone may import, so that an engine can be changed in one place.
ONLY_IN: Final = {"kglite": "graph/engines/embedded.py", "neo4j": "graph/engines/neo4j.py"}
#: Folders of tests that stand for no room.
BESIDE_ROOMS: Final = {
    "architecture", "backtest", "bench", "browser", "contract", "data", "derived", "docker", "fuzz", "golden",
    "injections", "shared", "support",
}  # fmt: skip
#: Folders below a room's tests that hold a subject rather than a part of the room.
SUBJECTS: Final = {"api/closed", "loaders/bad", "loaders/libreoffice"}
LONGEST: Final = 350
MEDIAN: Final = 130
_CODE: Final = {".py", ".html", ".css", ".js", ".ts", ".cypher"}


def room_of(module: str) -> str | None:
    """The room of `practice_atlas.<room>.…`."""
    parts = module.split(".")
    return parts[1] if parts[0] == PACKAGE and len(parts) > 1 and parts[1] in ROOMS else None


def test_every_room_is_there() -> None:
    assert {name_of(path).partition("/")[0] for path in python(*ROOMS)} == set(ROOMS)


def test_rooms_import_only_what_they_may() -> None:
    violations = [
        f"{name_of(path)}:{line} imports {module}"
        for path in python(*ROOMS)
        for line, module in imports(path)
        for own in [name_of(path).partition("/")[0]]
        if (other := room_of(module)) and other != own and other not in ALLOWED[own]
    ]

    assert violations == []


def test_rooms_do_not_import_tests() -> None:
    violations = [
        f"{name_of(path)}:{line} imports {module}"
        for path in python(*ROOMS, "src")
        for line, module in imports(path)
        if module.split(".")[0] == "tests"
    ]

    assert violations == []


@pytest.mark.parametrize("package", sorted(ONLY_IN))
def test_an_engine_is_imported_in_one_file(package: str) -> None:
    importers = {
        name_of(path)
        for path in python(*ROOMS)
        for _, module in imports(path)
        if module.split(".")[0] == package
    }  # fmt: skip

    assert importers == {ONLY_IN[package]}


def test_rooms_are_imported_by_their_full_name() -> None:
    violations = [
        f"{name_of(path)}:{line} imports {module}; write {PACKAGE}.{module}"
        for path in python(*ROOMS, "src", "tests")
        for line, module in imports(path)
        if module.split(".")[0] in ROOMS
    ]

    assert violations == []


def test_files_are_short(record_testsuite_property: Callable[[str, object], None]) -> None:
    lengths = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in files()
        if path.suffix in _CODE and name_of(path).partition("/")[0] in (*ROOMS, "src", "tests")
        if "published/" not in name_of(path)
    }
    middle = median(length for name, length in lengths.items() if name.endswith(".py"))
    record_testsuite_property("median lines of a Python file", f"{middle} (guide: {MEDIAN})")

    too_long = {name: length for name, length in lengths.items() if length > LONGEST}

    assert too_long == {}, f"more than {LONGEST} lines (the median file has {middle}, the guide says {MEDIAN})"


def test_every_folder_of_tests_mirrors_a_room() -> None:
    folders = {path.parent.relative_to(ROOT / "tests").as_posix() for path in python("tests")} - {"."}
    strange = [folder for folder in folders if folder.partition("/")[0] not in {*ROOMS, *BESIDE_ROOMS}]
    unmirrored = [
        folder
        for folder in folders
        if folder.partition("/")[0] in ROOMS and folder not in SUBJECTS and not (ROOT / folder).is_dir()
    ]

    assert strange + unmirrored == []
