"""The committed files are what the model gives, the same on every run and machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from practice_atlas.ontology.derive import ARTEFACTS, Artefact, differing, write
from practice_atlas.ontology.derive.__main__ import main, root_of_repository
from practice_atlas.ontology.derive.marks import COMMAND

ROOT = root_of_repository()


def test_the_committed_files_are_up_to_date() -> None:
    assert list(differing(ROOT)) == []


@pytest.mark.parametrize("artefact", ARTEFACTS, ids=lambda artefact: artefact.path)
def test_each_says_how_it_was_made(artefact: Artefact) -> None:
    text = artefact.text()

    assert COMMAND in text[:1500]
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_every_run_gives_the_same_bytes(seed: str, tmp_path: Path) -> None:
    code = (
        "import sys, pathlib\n"
        "from practice_atlas.ontology.derive import write\n"
        "write(pathlib.Path(sys.argv[1]))"
    )  # fmt: skip

    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, env=os.environ | {"PYTHONHASHSEED": seed})

    assert list(differing(tmp_path)) == []


def test_check_lists_every_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path)
    assert main(["--check"], tmp_path) == 0
    (tmp_path / "docs/data-model.md").write_text("by hand", encoding="utf-8")
    (tmp_path / "ontology/published/schema.json").unlink()

    code = main(["--check"], tmp_path)

    assert code == 1
    assert capsys.readouterr().err.splitlines() == [
        f"ontology/published/schema.json differs from the model; run: {COMMAND}",
        f"docs/data-model.md differs from the model; run: {COMMAND}",
    ]


def test_without_check_it_writes(tmp_path: Path) -> None:
    assert main([], tmp_path) == 0

    assert list(differing(tmp_path)) == []


def test_an_installed_package_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("practice_atlas.ontology.derive.__main__.root_of_repository", lambda: tmp_path)

    with pytest.raises(SystemExit, match="2"):
        main([])

    assert "is no checkout of the repository" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
