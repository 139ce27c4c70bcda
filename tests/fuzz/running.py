"""Runs Schemathesis against a target in a process of its own, and reads what it found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from tests.fuzz.target import Target
from tests.support.neo4j_release import REPOSITORY

CONFIGURATION = Path(__file__).with_name("schemathesis.toml")


@dataclass(frozen=True, slots=True)
class Found:
    """What a run did and found; `told` is what Schemathesis printed, with a curl command for every failure.

    `operations` were to be asked, `tested` were; `accepted` is how many requests of each were answered with what was
    asked for; `filtered` are refusals that are right (refusals.py).
    """

    role: str
    seed: int
    seconds: float
    operations: int
    tested: int
    cases: int
    failures: tuple[str, ...]
    filtered: int
    accepted: dict[str, int]
    told: str

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Operations whose every request was refused for what it asked; refusals for want of a key are not counted."""
        return tuple(operation for operation, times in self.accepted.items() if not times)

    @classmethod
    def of(cls, role: str, report: dict[str, Any], told: str, log: str) -> Self:
        """From the report that Schemathesis writes as JSON, and what the service said meanwhile."""
        operations = report["operations"] or {"selected": 0, "tested": 0}
        unread = () if operations["tested"] else ("nothing was asked",)
        groups = [f"{group['title']}: {', '.join(group['operations'])}" for group in report["failures"]]
        errors = [f"{group['title']}, {group['count']} times" for group in report["errors"]]
        faults = [f"the service: {line}" for line in log.splitlines() if "ERROR" in line]
        return cls(
            role=role,
            seed=report["seed"],
            seconds=report["running_time"],
            operations=operations["selected"] or 0,  # where the description could not even be read, nothing is told
            tested=operations["tested"] or 0,
            cases=report["test_cases"]["generated"] or 0,
            failures=(*groups, *errors, *faults, *unread),
            filtered=report["filtered"],
            accepted={
                operation: sum(rate["accepted"] for rate in phases.values())
                for operation, phases in report["valid_rates"].items()
            },
            told=told,
        )


def fuzzed(target: Target, folder: Path, seed: int, *options: str) -> Found:
    """One run; `options` are those of `schemathesis run`."""
    report = folder / f"{target.role}.json"
    command = [sys.executable, "-m", "schemathesis.cli", "--no-color", "--config-file", str(CONFIGURATION), "run"]
    command += [f"{target.base}/v1/openapi.json", f"--seed={seed}", f"--report-json-path={report}", *options]
    command += [f"--header={name}:{value}" for name, value in target.headers.items()]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=environment)
    told = done.stdout + done.stderr
    if not report.is_file():
        raise RuntimeError(f"Schemathesis wrote no report:\n{told}")
    return Found.of(target.role.value, json.loads(report.read_text()), told, target.log.read_text())
