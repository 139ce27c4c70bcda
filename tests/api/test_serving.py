"""What a process that serves does for itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from practice_atlas.api.serving import from_environment


def test_threads_of_a_worker_change_often(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = sys.getswitchinterval()
    monkeypatch.setenv("PRACTICE_ATLAS_ENGINE", f"embedded:{tmp_path}")
    try:
        app = from_environment()
        assert sys.getswitchinterval() < usual / 5
    finally:
        sys.setswitchinterval(usual)
    assert app.state.settings.engine == f"embedded:{tmp_path}"
