"""The committed files about the service are what the service gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from practice_atlas.api.derive import ARTEFACTS
from practice_atlas.api.derive.__main__ import main
from practice_atlas.api.derive.marks import COMMAND
from practice_atlas.api.settings import CHAPTERS, Settings


def test_the_committed_files_are_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0, capsys.readouterr().err


def test_check_lists_every_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], tmp_path) == 0
    for artefact in ARTEFACTS:
        (tmp_path / artefact.path).write_text("by hand", encoding="utf-8")

    assert main(["--check"], tmp_path) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{artefact.path} differs from the service; run: {COMMAND}" for artefact in ARTEFACTS
    ]


def test_every_setting_has_a_chapter_and_a_meaning() -> None:
    told = [name for chapter in CHAPTERS for name in chapter.model_fields]

    assert sorted(told) == sorted(Settings.model_fields)
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
