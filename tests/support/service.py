"""The service as a process of its own, reached over a socket, as its callers have it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

import httpx

from tests.support.neo4j_release import REPOSITORY

READY_SECONDS = 60.0
STOP_SECONDS = 40.0
PROGRAM = ("-c", "from practice_atlas.cli.main import run; run()", "serve")
#: The service with routes that take their time and give much.
DEMANDING = ("-m", "tests.support.demanding_service")


class ServiceProcess:
    """`practice-atlas serve`, or another program that serves; ends with the block. What it says goes to `log`."""

    def __init__(
        self,
        engine: str,
        folder: Path,
        *arguments: str,
        program: tuple[str, ...] = PROGRAM,
        environment: Mapping[str, str] = MappingProxyType({}),
        **settings: object,
    ) -> None:
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.log = folder / f"service-{self.port}.log"
        self._command = [sys.executable, *program, *arguments]
        self._environment: Mapping[str, str] = {
            **os.environ,
            **environment,
            "PRACTICE_ATLAS_ENGINE": engine,
            "PRACTICE_ATLAS_STORE": f"sqlite:{folder / f'store-{self.port}.sqlite'}",
            "PRACTICE_ATLAS_PORT": str(self.port),
            **{f"PRACTICE_ATLAS_{name.upper()}": str(value) for name, value in settings.items()},
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The running process."""
        assert self._process is not None, "it was not started"
        return self._process

    def __enter__(self) -> Self:
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command, cwd=REPOSITORY, env=self._environment, stdout=log, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + READY_SECONDS
        while not self._lives():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.process.kill()
                raise RuntimeError(f"the service did not start:\n{self.log.read_text()}")
            time.sleep(0.05)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.stop()

    def stop(self) -> int:
        """Asks it to end, and waits; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def get(self, path: str, *, timeout: float = 30, **headers: str) -> httpx.Response:
        """One request on a connection of its own."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx.get(self.base + path, headers=named, timeout=timeout, trust_env=False)

    def connect(self, *, seconds: float = 30) -> socket.socket:
        """A bare connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

    def _lives(self) -> bool:
        try:
            return self.get("/v1/health/live", timeout=5).status_code == 200
        except httpx.TransportError:
            return False


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
