"""Runs the program as a person would: in this process, where speed and coverage matter, or in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from practice_atlas.cli.main import run
from tests.architecture.repository import ROOT


@dataclass(frozen=True)
class Done:
    """How a run ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Atlas:
    """`practice-atlas` on one engine."""

    engine: str
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: object) -> Done:
        """Runs a command to its end."""
        self.capsys.readouterr()
        self.monkeypatch.setenv("PRACTICE_ATLAS_ENGINE", self.engine)
        self.monkeypatch.setattr(sys, "argv", ["practice-atlas", *map(str, arguments)])
        code = 0
        try:
            run()
        except SystemExit as stopped:
            code = stopped.code if isinstance(stopped.code, int) else 1 if stopped.code else 0
        told = self.capsys.readouterr()
        return Done(code, told.out, told.err)


def in_a_process(*arguments: object, engine: str, environment: Mapping[str, str] | None = None) -> Done:
    """Runs a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", "from practice_atlas.cli.main import run; run()", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PRACTICE_ATLAS_ENGINE": engine, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=120,
    )
    return Done(done.returncode, done.stdout, done.stderr)
