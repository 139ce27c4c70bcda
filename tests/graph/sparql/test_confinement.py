"""Without the guard nothing gets out either: what a confined process can still do, tried from inside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.graph.sparql.listening import listening

pytestmark = pytest.mark.alone

#: Confines itself, tries things, and tells what became of each.
PROGRAM = """
import json, os, socket, sys
from pyoxigraph import Store
from practice_atlas.graph.sparql.confinement import ANSWER, OUTCOME, confine, die_by_alarms
from practice_atlas.graph.sparql.limits import SparqlLimits

canary, address, answer, outcome = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
store = Store()
die_by_alarms()
confine(answer, outcome, SparqlLimits(seconds=2, memory_bytes=100_000_000))
told = {}


def tried(name, what):
    try:
        told[name] = repr(what())
    except (OSError, MemoryError) as error:
        told[name] = type(error).__name__ + ": " + str(error)


tried("file", lambda: open(canary).read())
tried("writing", lambda: open(canary + ".new", "w"))
tried("socket", lambda: socket.socket())
tried("pipe", lambda: os.pipe())
tried("memory", lambda: len(bytearray(200_000_000)))
tried("some memory", lambda: len(bytearray(50_000_000)))
tried("service", lambda: list(store.query("SELECT * { SERVICE <%s> { ?s ?p ?o } }" % address)))
tried("silent service", lambda: list(map(str, store.query("SELECT * { SERVICE SILENT <%s> { ?s ?p ?o } }" % address))))


def _is_open(number):
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


told["open"] = [number for number in range(64) if _is_open(number)]
os.write(ANSWER, b"answer")
os.write(OUTCOME, json.dumps(told).encode())
while True:
    pass
"""


def test_a_confined_process_can_only_compute_and_answer(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    canary.write_text("sings", encoding="utf-8")
    (answer, answers), (outcome, tells) = os.pipe(), os.pipe()
    began = time.monotonic()
    with listening() as listener:
        arguments = [str(canary), listener.address, str(answers), str(tells)]
        process = subprocess.Popen([sys.executable, "-c", PROGRAM, *arguments], pass_fds=[answers, tells])
        os.close(answers)
        os.close(tells)
        with open(answer, "rb") as body, open(outcome, "rb") as said:
            assert body.read() == b"answer"
            told = json.loads(said.read())
        process.wait()

    assert process.returncode == -14  # SIGALRM: nobody else ended its loop
    assert time.monotonic() - began > 2
    assert listener.heard == []
    assert told.pop("open") == [0, 1, 2, 3]
    assert told.pop("some memory") == "50000000"
    assert told.pop("memory").startswith("MemoryError")
    assert told.pop("silent service").startswith("[")
    assert {name: "sings" in text or not text.startswith("OSError") for name, text in told.items()} == dict.fromkeys(
        ("file", "writing", "socket", "pipe", "service"), False
    )
    assert not (tmp_path / "canary.new").exists()
