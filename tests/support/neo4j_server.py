"""A real Neo4j Community server for tests, started from its jars on a free port of this machine. No Docker."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from practice_atlas.graph.engines.address import PASSWORD, USER, open_engine
from practice_atlas.graph.engines.contract import Engine
from tests.support.neo4j_release import Release, selected_release

READY_SECONDS = 120.0
STOP_SECONDS = 30.0
TEST_PASSWORD = "only-for-tests"  # noqa: S105  nothing else is behind it
_OPENED_PACKAGES = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


class Neo4jServer:
    """A server with its files below `home`; it stops with the test run, however that ends.

    `heap` is the greatest size of the heap; `settings` are lines of neo4j.conf beside those needed here.
    """

    def __init__(
        self,
        home: Path,
        *,
        release: Release | None = None,
        heap: str = "768m",
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self.release = release or selected_release()
        self._home = home
        self._heap = heap
        self._port = _free_port()
        self._settings = dict(settings or {})
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"neo4j://127.0.0.1:{self._port}"

    @property
    def environment(self) -> dict[str, str]:
        """What `open_engine` and a process of ours need beside the address."""
        return {USER: "neo4j", PASSWORD: TEST_PASSWORD}

    @property
    def running(self) -> bool:
        """Whether it was started, and was not killed since."""
        return self._process is not None and self._process.poll() is None

    def engine(self, *, writable: bool = True) -> Engine:
        return open_engine(self.address, writable=writable, environment=self.environment)

    def start(self) -> Self:
        """Start and wait until a query is answered. Raises RuntimeError with the end of the log when that fails."""
        self._write_configuration()
        with self._console.open("ab") as console:
            self._process = subprocess.Popen(self._command(), stdout=console, stderr=console)
        deadline = time.monotonic() + READY_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"Neo4j {self.release.version} did not start:\n{self._end_of_logs()}")
            time.sleep(0.2)
        return self

    def kill(self) -> None:
        """End the server at once, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """Ask the server to shut down, and end it when it does not."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()
            self._process = None

    def restart(self) -> None:
        """Start again on the same files and port, after kill() or stop()."""
        self.stop()
        self.start()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()  # nobody needs its files: a shutdown would only cost time

    @property
    def _console(self) -> Path:
        return self._home / "console.log"

    def _command(self) -> list[str]:
        # The kernel ends the server with this process, even one that was killed and could not clean up.
        leash = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
        return [
            *leash,
            self.release.java(),
            f"-Xmx{self._heap}",
            *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED_PACKAGES),
            "-cp",
            self.release.class_path(),
            self.release.main_class,
            f"--home-dir={self._home}",
            f"--config-dir={self._home / 'conf'}",
        ]

    def _write_configuration(self) -> None:
        settings = {
            "server.bolt.listen_address": f"127.0.0.1:{self._port}",
            "server.http.enabled": "false",
            "server.https.enabled": "false",
            "server.memory.pagecache.size": "64m",
            "dbms.usage_report.enabled": "false",
            **self._settings,
        }
        folder = self._home / "conf"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "neo4j.conf").write_text("".join(f"{key}={value}\n" for key, value in settings.items()))

    def _answers(self) -> bool:
        """Whether a query is answered; sets the password on the way, which a new server demands."""
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self._port)) != 0:
                return False
        return self._accepts(TEST_PASSWORD) or self._accepts("neo4j")

    def _accepts(self, password: str) -> bool:
        address = self.address.replace("neo4j://", "bolt://")
        with neo4j.GraphDatabase.driver(address, auth=("neo4j", password), connection_timeout=2) as driver:
            try:
                if password == TEST_PASSWORD:
                    driver.execute_query("RETURN 1 AS one")
                else:
                    change = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
                    driver.execute_query(change, old=password, new=TEST_PASSWORD, database_="system")
            except (Neo4jError, DriverError):
                return False
        return password == TEST_PASSWORD

    def _end_of_logs(self) -> str:
        logs = [path for path in (self._console, self._home / "logs" / "neo4j.log") if path.exists()]
        return "\n".join(line for path in logs for line in path.read_text(errors="replace").splitlines()[-20:])


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
