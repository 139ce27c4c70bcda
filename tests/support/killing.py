"""Killing a writer at a moment nobody chose, and what it had promised by then."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping

from tests.support.neo4j_release import REPOSITORY


def kill_a_writer(address: str, environment: Mapping[str, str], *, after: float) -> int:
    """Kill an endless writer `after` seconds past its first revision; the last revision it had reported."""
    command = [sys.executable, "-m", "tests.support.endless_writer", address]
    with subprocess.Popen(
        command, cwd=REPOSITORY, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()
        assert first, "the writer ended before its first revision"
        time.sleep(after)
        writer.kill()
        reported = [first, *writer.stdout.readlines()]
    return max(int(line) for line in reported if line.endswith("\n"))
