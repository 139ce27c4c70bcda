"""The source's own words, where the operator has its text."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from practice_atlas.api.quotations import source_text
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from tests.support.sample import sample

TEXT = "Inspired by Arda, Elin made a council in 2025."


def _asked(tmp_path: Path, *, file: str = "report.txt", sha256: str | None = None, folder: bool = True) -> str | None:
    held = sha256 or hashlib.sha256(TEXT.encode()).hexdigest()
    data = sample(changed={"source:report": {"file": file, "sha256": held}})
    with open_engine(f"embedded:{tmp_path / 'graph'}", writable=True) as engine:
        load(engine, data)
        return source_text(Reader(engine), "evidence:council", tmp_path if folder else None)


def test_the_text_that_the_curator_used(tmp_path: Path) -> None:
    """Found by its name, checked by its hash."""
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")

    assert _asked(tmp_path) == TEXT


def test_another_text_is_not_quoted(tmp_path: Path) -> None:
    """Offsets mean nothing in it."""
    (tmp_path / "report.txt").write_text("Another text.", encoding="utf-8")

    assert _asked(tmp_path) is None


@pytest.mark.parametrize("folder", [True, False])
def test_without_the_text_there_is_no_quotation(tmp_path: Path, folder: bool) -> None:
    """Neither with a folder that lacks it, nor without one."""
    assert _asked(tmp_path, folder=folder) is None


def test_a_file_elsewhere_is_not_reached(tmp_path: Path) -> None:
    """Only the name counts, never a path to it."""
    (tmp_path.parent / "elsewhere.txt").write_text(TEXT, encoding="utf-8")

    assert _asked(tmp_path, file="../elsewhere.txt") is None
