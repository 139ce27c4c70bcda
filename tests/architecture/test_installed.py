"""The wheel, installed into an empty environment where there is no Node and no checkout, serves the explorer."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen
from zipfile import ZipFile

import pytest

from practice_atlas import __version__
from tests.architecture.repository import PACKAGE, ROOT
from tests.support.service import free_port

STATIC = ROOT / "visualisations" / "pages" / "static"


@pytest.fixture(scope="module")
def installed(wheel_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel and what it needs, in the versions of the lock; nothing for development."""
    folder = tmp_path_factory.mktemp("installed")
    uv = Path(sys.executable).with_name("uv")
    lock = ROOT / "requirements.lock"
    run(sys.executable, "-m", "venv", "--without-pip", str(folder / "venv"))
    python = folder / "venv" / "bin" / "python"
    run(str(uv), "--quiet", "pip", "install", "--python", str(python), "--constraint", str(lock), str(wheel_file))
    return folder


@pytest.fixture(scope="module")
def served(installed: Path) -> Iterator[str]:
    """The address of the service of that environment, over the data set that the wheel brings."""
    (data,) = (installed / "venv").glob("lib/python*/site-packages/practice_atlas/datasets/strong-cities-mena")
    port = free_port()
    program = str(installed / "venv" / "bin" / "practice-atlas")
    environment = alone(installed) | {"PRACTICE_ATLAS_PORT": str(port)}
    run(program, "load", str(data), environment=environment, folder=installed)
    process = subprocess.Popen([program, "serve"], cwd=installed, env=environment)
    base, deadline = f"http://127.0.0.1:{port}", time.monotonic() + 60
    while not _answers(base):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.1)
    yield base
    process.terminate()
    assert process.wait(40) == 0


def alone(installed: Path) -> dict[str, str]:
    """Nothing of this process's environment: no path to Node, to a checkout, or to somebody's settings."""
    binaries = str(installed / "venv" / "bin")
    return {"PATH": binaries, "HOME": str(installed), "PRACTICE_ATLAS_ENGINE": f"embedded:{installed / 'graph'}"}


def run(*command: str, environment: dict[str, str] | None = None, folder: Path = ROOT) -> str:
    """What a command says; it has to succeed."""
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _answers(base: str) -> bool:
    try:
        with urlopen(f"{base}/v1/health/live", timeout=5):  # noqa: S310
            return True
    except urllib.error.URLError:
        return False


def fetched(address: str) -> bytes:
    """What is at an address."""
    with urlopen(address, timeout=30) as answer:  # noqa: S310
        body: bytes = answer.read()
        return body


def test_there_is_neither_node_nor_anything_for_development(installed: Path) -> None:
    has = "import importlib.util as u, shutil; print(shutil.which('node'), shutil.which('npm'), u.find_spec('pytest'))"
    where = f"import {PACKAGE}; print({PACKAGE}.__version__, {PACKAGE}.__file__)"
    python = str(installed / "venv" / "bin" / "python")

    assert run(python, "-c", has, environment=alone(installed), folder=installed).split() == ["None"] * 3
    version, file = run(python, "-c", where, environment=alone(installed), folder=installed).split()
    assert version == __version__
    assert file.startswith(str(installed))


@pytest.mark.parametrize("file", ["explorer.js", "explorer.NOTICES.txt", "atlas.css", "icon.svg"])
def test_it_serves_the_explorer_as_it_was_built_with_its_notices(served: str, file: str) -> None:
    assert fetched(f"{served}/static/{file}") == (STATIC / file).read_bytes()


def test_the_network_is_shown_and_saved_as_one_file(served: str) -> None:
    page, file = fetched(f"{served}/network").decode(), fetched(f"{served}/v1/views/explorer.html").decode()

    assert '<script src="/static/explorer.js" defer>' in page
    assert "Fes" in page
    assert (STATIC / "explorer.js").read_text(encoding="utf-8") in file


def test_notices_name_what_is_inside_and_there_are_no_source_maps(wheel_file: Path) -> None:
    with ZipFile(wheel_file) as wheel:
        names = wheel.namelist()
        script = wheel.read(f"{PACKAGE}/visualisations/pages/static/explorer.js").decode()
        notices = wheel.read(f"{PACKAGE}/visualisations/pages/static/explorer.NOTICES.txt").decode()

    assert [name for name in names if name.endswith((".map", ".ts"))] == []
    assert "sourceMappingURL" not in script
    assert all(name in notices for name in ("d3-geo", "d3-zoom", "topojson-client"))
    assert [name for name in names if "LICENSE" in name]
