"""A real JupyterLab on a free loopback port, with folders of its own, that asks nobody for news or updates."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

_TOKEN: Final = "of-a-test"  # noqa: S105
_SECONDS: Final = 60
_QUIET: Final = (
    "--no-browser",
    "--allow-root",
    "--ServerApp.ip=127.0.0.1",
    "--ServerApp.port_retries=0",
    f"--IdentityProvider.token={_TOKEN}",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)
#: Asks whether one wants news.
_DISABLED: Final = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
#: Cells stay on the page when they are out of sight, so that tests find them.
_TRACKER: Final = {"windowingMode": "none"}


@dataclass(frozen=True, slots=True)
class Lab:
    """Where it is, and the folder whose notebooks it opens."""

    base: str
    folder: Path

    def address(self, notebook: str) -> str:
        """Where a notebook of the folder is opened, alone in a workspace of its own."""
        return f"{self.base}/lab/workspaces/{notebook.partition('.')[0]}/tree/{notebook}?token={_TOKEN}"


@contextmanager
def jupyter(folder: Path, environment: Mapping[str, str]) -> Iterator[Lab]:
    """Started, and stopped with its kernels."""
    home, notebooks = folder / "home", folder / "notebooks"
    settings = home / "config" / "labconfig"
    settings.mkdir(parents=True)
    notebooks.mkdir()
    (settings / "page_config.json").write_text(json.dumps(_DISABLED), encoding="utf-8")
    tracker = home / "settings" / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    tracker.parent.mkdir(parents=True)
    tracker.write_text(json.dumps(_TRACKER), encoding="utf-8")
    own = {"JUPYTER_CONFIG_DIR": home / "config", "JUPYTER_DATA_DIR": home / "data", "IPYTHONDIR": home / "ipython"}
    own |= {"JUPYTER_RUNTIME_DIR": home / "runtime", "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces", "HOME": home}
    own |= {"JUPYTERLAB_SETTINGS_DIR": home / "settings"}
    port = _free_port()
    base, log = f"http://127.0.0.1:{port}", folder / "jupyter.log"
    command = [sys.executable, "-m", "jupyterlab", *_QUIET, f"--ServerApp.port={port}"]
    with log.open("wb") as said:
        process = subprocess.Popen(
            [*command, f"--ServerApp.root_dir={notebooks}"],
            env={**os.environ, **{name: str(path) for name, path in own.items()}, **environment},
            cwd=notebooks,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(process, base, log)
        yield Lab(base, notebooks)
    finally:
        process.terminate()
        process.wait(30)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], base: str, log: Path) -> None:
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{base}/api", timeout=5):  # noqa: S310
                return
        except (URLError, TimeoutError):
            time.sleep(0.1)
    text = log.read_text(encoding="utf-8", errors="replace")
    raise AssertionError(f"JupyterLab does not start; `make notebook` installs it.\n{text[-3_000:]}")
