"""A process that remembers a graph: `python -m tests.api.store.remembering STORE GRAPH`.

Prints a line before each kind of record, and at the end whether it was new.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

from practice_atlas.api.store import open_store
from practice_atlas.graph.engines.address import open_engine
from tests.architecture.repository import ROOT


def start(store: str, graph: str, environment: Mapping[str, str]) -> subprocess.Popen[str]:
    """Such a process, not waited for."""
    command = [sys.executable, "-m", "tests.api.store.remembering", store, graph]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True)


def _say(*words: object) -> None:
    sys.stdout.write(f"{' '.join(map(str, words))}\n")
    sys.stdout.flush()


def _main(store: str, graph: str) -> None:
    with open_store(store) as opened, open_engine(graph) as engine:
        done = opened.history.remember(engine, progress=lambda _step, number, _total: _say("kind", number))
        _say("new" if done.new else "known", done.begun)


if __name__ == "__main__":
    _main(*sys.argv[1:])
