"""How long a load takes, how much memory it needs, and how both grow."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.machine import load_average
from tests.bench.synthetic import Size, tables, write_csv, write_yaml
from tests.support.neo4j_release import REPOSITORY

WRITERS = {"csv": write_csv, "yaml": write_yaml}


@dataclass(frozen=True, slots=True)
class Loaded:
    """One load in a process of its own: seconds of its phases and its highest memory."""

    what: str
    read: float
    load: float
    processor: float
    megabytes: float
    records: int
    busy: str

    @property
    def seconds(self) -> float:
        return self.read + self.load

    def row(self) -> tuple[str, ...]:
        """As a row under HEADINGS."""
        return (
            self.what, f"{self.records:,}", f"{self.read:.1f}", f"{self.load:.1f}", f"{self.seconds:.1f}",
            f"{self.processor:.1f}", f"{self.megabytes:,.0f}", self.busy,
        )  # fmt: skip


HEADINGS = ("load", "records", "read and check s", "load s", "together s", "processor s", "peak MB", "load average")


def files(folder: Path, flows: int, *formats: str) -> dict[str, Path]:
    """The synthetic data set as files, by format."""
    made = tables(Size.of(flows))
    for kind in formats:
        WRITERS[kind](made, folder / f"{kind}-{flows}")
    return {kind: folder / f"{kind}-{flows}" for kind in formats}


def timed(what: str, address: str, folder: Path, environment: Mapping[str, str] | None = None) -> Loaded:
    """Load in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.loading", address, str(folder)],
        cwd=REPOSITORY,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    told.pop("wrote")
    return Loaded(what=what, busy=load_average(), **told)
