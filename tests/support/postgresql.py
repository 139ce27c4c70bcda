"""A real PostgreSQL for tests: a cluster of its own in a temporary folder, on a free port of this machine.

PostgreSQL refuses to run as root, so a test run by root lets the system's user `postgres` run it.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from practice_atlas.api.store.address import PASSWORD

READY_SECONDS = 60.0
USER = "atlas"
TEST_PASSWORD = "only-for-tests"  # noqa: S105  nothing else is behind it
#: Where Debian keeps the server's programs, which are on nobody's PATH.
_DEBIAN = Path("/usr/lib/postgresql")


class PostgresServer:
    """A server with its files in a folder of its own; it stops with the test run, however that ends."""

    def __init__(self) -> None:
        self._programs = _programs()
        self._folder = Path(tempfile.mkdtemp(prefix="practice-atlas-postgresql-"))
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What `open_store` and a process of ours need beside the address."""
        return {PASSWORD: TEST_PASSWORD}

    def new_store(self) -> str:
        """The address of a new, empty database."""
        name = f"store_{secrets.token_hex(6)}"
        with psycopg.connect(self._connection("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql://{USER}@127.0.0.1:{self._port}/{name}"

    def start(self) -> Self:
        """Make the cluster where there is none yet, start, and wait until a query is answered.

        Raises RuntimeError with the server's log when that fails.
        """
        if not (self._folder / "data").exists():
            self._make()
        options = {"listen_addresses": "127.0.0.1", "port": self._port, "unix_socket_directories": "", "fsync": "off"}
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        command = [*_as_somebody("--pdeathsig", "INT"), f"{self._programs}/postgres", "-D", f"{self._folder}/data"]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command + settings, stdout=log, stderr=log, cwd=self._folder)
        deadline = time.monotonic() + READY_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start:\n{(self._folder / 'log').read_text()[-3000:]}")
            time.sleep(0.1)
        return self

    def kill(self) -> None:
        """End the server at once, as a power cut would."""
        if self._process is not None:
            pid = int((self._folder / "data" / "postmaster.pid").read_text().split()[0])
            os.kill(pid, 3)  # SIGQUIT: without a checkpoint, and without leaving its children behind
            self._process.wait(READY_SECONDS)
            self._process = None

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        shutil.rmtree(self._folder)

    def _make(self) -> None:
        password = self._folder / "password"
        password.write_text(TEST_PASSWORD)
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres")
            shutil.chown(password, "postgres")
        make = [f"{self._programs}/initdb", "-D", f"{self._folder}/data", "-U", USER, "-A", "scram-sha-256"]
        how = [f"--pwfile={password}", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
        done = subprocess.run([*_as_somebody(), *make, *how], capture_output=True, text=True, cwd=self._folder)
        if done.returncode:
            raise RuntimeError(f"No PostgreSQL cluster could be made:\n{done.stderr}")

    def _connection(self, database: str) -> str:
        return (
            f"host=127.0.0.1 port={self._port} user={USER} password={TEST_PASSWORD} dbname={database} connect_timeout=2"
        )

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self._connection("postgres")):
                return True
        except psycopg.OperationalError:
            return False


def _as_somebody(*leash: str) -> list[str]:
    """The words before a command that make it run as a user whom PostgreSQL accepts.

    With a leash the kernel ends it with this process, even one that was killed and could not clean up.
    """
    if os.geteuid() == 0:
        return ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups", *leash]
    return ["setpriv", *leash] if leash and shutil.which("setpriv") else []


def _programs() -> Path:
    """The folder of the newest server installed. Raises RuntimeError that says how to install one."""
    found = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise RuntimeError("PostgreSQL is not installed; make machine installs it.")
    return found[-1].parent if found else Path(str(on_path)).resolve().parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
