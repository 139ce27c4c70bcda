"""Load from outside: wrk, a process of its own, asks with several connections and notes every answer."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

#: As the limits say: eight callers, each of whom asks anew when he has his answer.
CONNECTIONS: Final = 8
SCRIPT: Final = Path(__file__).with_name("wrk.lua")
#: A caller who waits longer than this is counted as a failure.
_PATIENCE: Final = 30


class LoadError(Exception):
    """Not every question was answered with 200: then the figures say nothing."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a load gave: milliseconds of each answer in order of size, seconds in all, and bytes of the bodies."""

    milliseconds: Sequence[float]
    seconds: float
    bytes: int

    @property
    def rate(self) -> float:
        """Answers a second, all connections together."""
        return len(self.milliseconds) / self.seconds

    @property
    def kilobytes(self) -> float:
        """Of a body, on average."""
        return self.bytes / len(self.milliseconds) / 1000

    def percentile(self, percent: int) -> float:
        """So many of a hundred answers took at most as long."""
        return self.milliseconds[min(len(self.milliseconds) - 1, len(self.milliseconds) * percent // 100)]


def load(base: str, addresses: Sequence[str], *, seconds: int) -> Load:
    """Asks for the addresses in turn, for so long. Raises LoadError for any answer but 200."""
    program = shutil.which("wrk")
    if program is None:
        raise LoadError("wrk is not installed: apt-get install wrk")
    with TemporaryDirectory() as folder:
        asked, notes = Path(folder) / "addresses", Path(folder) / "notes"
        asked.write_text("".join(f"{address}\n" for address in addresses), encoding="utf-8")
        subprocess.run(
            [program, f"-t{CONNECTIONS}", f"-c{CONNECTIONS}", f"-d{seconds}s", f"--timeout={_PATIENCE}s",
             f"--script={SCRIPT}", base],
            env={**os.environ, "ADDRESSES": str(asked), "NOTES": str(notes), "CONNECTIONS": str(CONNECTIONS)},
            stdout=subprocess.DEVNULL,
            check=True,
            timeout=seconds + 2 * _PATIENCE,
        )  # fmt: skip
        return _read(notes)


def _read(notes: Path) -> Load:
    first, *lines = notes.read_text(encoding="utf-8").splitlines()
    failed, microseconds = first.split()
    answers = [line.split(" ", 3) for line in lines]
    wrong = [f"{status} for {path}" for status, _, _, path in answers if status != "200"]
    if wrong or int(failed) or not answers:
        raise LoadError(f"{len(wrong)} of {len(answers)} answers were not 200, {failed} failed: {wrong[:3]}")
    taken = sorted(int(taken) / 1000 for _, _, taken, _ in answers)
    return Load(taken, int(microseconds) / 1e6, sum(int(size) for _, size, _, _ in answers))
