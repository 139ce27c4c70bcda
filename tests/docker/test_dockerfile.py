"""The Dockerfile without Docker: its steps are carried out in a folder, and what comes out is started.

No Docker engine is to be had where these tests run. What is not tested is the base image itself.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.neo4j_release import REPOSITORY

DOCKERFILE = REPOSITORY / "Dockerfile"


@dataclass(frozen=True, slots=True)
class Step:
    word: str
    rest: str


@dataclass(slots=True)
class Stage:
    """One image in the making: its root folder, where it works, and its environment."""

    root: Path
    place: Path
    environment: dict[str, str] = field(default_factory=dict)


def steps() -> list[Step]:
    lines = [line for line in DOCKERFILE.read_text().splitlines() if line and not line.startswith("#")]
    return [Step(*line.split(" ", 1)) for line in lines]


def test_it_does_not_run_as_root() -> None:
    users = [number for number, step in enumerate(steps()) if step.word == "USER"]
    commands = [number for number, step in enumerate(steps()) if step.word == "CMD"]

    assert [steps()[number].rest for number in users] == ["1000:1000"]
    assert users < commands


def test_there_are_no_secrets_and_no_downloads_but_packages() -> None:
    assert {step.word for step in steps()} <= {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "EXPOSE", "CMD"}
    assert [step.rest for step in steps() if step.word == "RUN" and ("://" in step.rest or "curl" in step.rest)] == []
    assert [step.rest for step in steps() if step.word == "ENV" and "PASSWORD" in step.rest] == []


def test_it_uses_the_same_uv_as_the_makefile() -> None:
    pinned = next(
        line.split(":= ")[1] for line in (REPOSITORY / "Makefile").read_text().splitlines() if "UV_VERSION :=" in line
    )

    assert any(step.rest.endswith(f" uv=={pinned}") for step in steps())


@pytest.mark.long
@pytest.mark.timeout(600)
def test_its_steps_make_a_service_that_starts(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "unused", tmp_path / "unused")
    stages: dict[str, Stage] = {}
    command: list[str] = []

    for number, step in enumerate(steps()):
        match step.word:
            case "FROM":
                root = tmp_path / f"stage{len(stages)}"
                stage = Stage(root, root, {"PATH": os.environ["PATH"]})
                stages[step.rest.partition(" AS ")[2] or str(number)] = stage
            case "WORKDIR":
                stage.place = _inside(stage, step.rest)
                stage.place.mkdir(parents=True)
            case "COPY":
                _copy(stage, stages, step.rest.split())
            case "RUN":
                _run(stage, step.rest.split())
            case "ENV":
                name, _, value = step.rest.partition("=")
                stage.environment[name] = value.replace("/app", str(stage.place)).replace(
                    "/state", str(stage.root / "state")
                )
            case "CMD":
                command = json.loads(step.rest)

    assert command[:2] == ["practice-atlas", "serve"]
    program = shutil.which(command[0], path=stage.environment["PATH"])
    assert program is not None
    assert str(tmp_path) in program
    graph = {"PRACTICE_ATLAS_ENGINE": f"embedded:{stage.root / 'state' / 'graph'}"}
    done = subprocess.run(
        [program, *command[1:], "--check"],
        cwd=stage.place,
        env={**stage.environment, **graph},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert not list(stage.place.glob(".venv/lib/*/site-packages/pytest")), "development packages are in the image"


def _inside(stage: Stage, path: str) -> Path:
    return stage.root / path.removeprefix("/") if path.startswith("/") else stage.place / path


def _copy(stage: Stage, stages: dict[str, Stage], words: list[str]) -> None:
    options = dict(word.removeprefix("--").split("=") for word in words if word.startswith("--"))
    *sources, target = [word for word in words if not word.startswith("--")]
    for source in sources:
        origin = _inside(stages[options["from"]], source) if "from" in options else REPOSITORY / source
        destination = _inside(stage, target)
        if origin.is_dir():
            shutil.copytree(origin, destination, symlinks=True, ignore=shutil.ignore_patterns("__pycache__", "sources"))
        else:
            shutil.copy(origin, destination)


def _run(stage: Stage, words: list[str]) -> None:
    # The package clients' own settings (certificates, mirrors) are the machine's.
    environment = {**os.environ, **stage.environment}
    done = subprocess.run(words, cwd=stage.place, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}{done.stderr}"
