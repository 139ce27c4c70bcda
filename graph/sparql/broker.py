"""Holds one store and makes a copy of itself for each question: `python -m practice_atlas.graph.sparql.broker`.

The store is that of one revision for one audience, read once as N-Quads from the standard input, and never changed.
There is one thread alone, so that a fork copies nothing half done. The copies share the store's memory: a fork takes
20 ms at a million triples. It ends when its control socket does, after the last question under way.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Final

from pyoxigraph import RdfFormat, Store

from practice_atlas.graph.sparql.answering import answer_and_exit, answered
from practice_atlas.graph.sparql.control import READY, Asked, receive
from practice_atlas.graph.sparql.formats import ROWS, TRIPLES
from practice_atlas.graph.sparql.limits import SparqlLimits
from practice_atlas.graph.sparql.question import Question

#: How much later than the deadline a copy is killed that the kernel has not ended by then.
_GRACE: Final = 0.1
#: Others go first: pages are asked for by people who wait.
_NICE: Final = 5


def load(source: IO[bytes]) -> Store:
    """The store of these N-Quads. Its default graph is the union of the others, in which a repeated triple is one.

    Our own export wrote them, so they are not validated again: 3.8 s instead of 5 s for a million.
    """
    store = Store()
    store.bulk_load(source, RdfFormat.N_QUADS, lenient=True)
    store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?graph { ?s ?p ?o } }")
    return store


@dataclass(frozen=True, slots=True)
class _Running:
    outcome: int
    until: float


class Broker:
    """Answers what comes through a control socket, each question in a process of its own."""

    def __init__(self, store: Store, control: socket.socket, limits: SparqlLimits, prefixes: Mapping[str, str]) -> None:
        self._store = store
        self._control = control
        self._limits = limits
        self._prefixes = prefixes
        self._running: dict[int, _Running] = {}
        self._open = True

    def run(self) -> None:
        """Until the control socket ends and all questions are answered."""
        woken, wakes = os.pipe()
        os.set_blocking(wakes, False)
        signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        while self._open or self._running:
            ready = self._wait(woken)
            if woken in ready:
                os.read(woken, 4096)
            self._reap()
            self._stop_late_ones()
            if self._control.fileno() in ready:
                self._accept()

    def _wait(self, woken: int) -> list[int]:
        soonest = min((item.until for item in self._running.values()), default=None)
        timeout = None if soonest is None else max(0.0, soonest - time.monotonic())
        return select.select([woken, self._control.fileno()] if self._open else [woken], [], [], timeout)[0]

    def _accept(self) -> None:
        asked = receive(self._control)
        if asked is None:
            self._open = False
            return
        process = os.fork()
        if process == 0:
            self._answer(asked)
        os.close(asked.answer)
        self._running[process] = _Running(asked.outcome, time.monotonic() + self._limits.seconds + _GRACE)

    def _answer(self, asked: Asked) -> None:
        signal.set_wakeup_fd(-1)
        answer_and_exit(self._store, asked.message, asked.answer, asked.outcome, self._limits, self._prefixes)

    def _reap(self) -> None:
        """Says of each that ended how it did, where it could not say so itself."""
        while self._running:
            process, ended = os.waitpid(-1, os.WNOHANG)
            if process == 0:
                return
            outcome = self._running.pop(process).outcome
            if os.WIFSIGNALED(ended):
                _tell(outcome, {"signal": os.WTERMSIG(ended)})
            os.close(outcome)

    def _stop_late_ones(self) -> None:
        now = time.monotonic()
        for process, item in self._running.items():
            if item.until <= now:
                os.kill(process, signal.SIGKILL)


def _tell(outcome: int, told: dict[str, int]) -> None:
    try:
        os.write(outcome, b"\n" + json.dumps(told).encode())
    except BrokenPipeError:  # who asked did not wait
        return


def _rehearse(limits: SparqlLimits, prefixes: Mapping[str, str]) -> None:
    """Asks in every format. What is imported or made when it is first used, a copy could no longer open."""
    for form in (*ROWS, *TRIPLES):
        text = "BASE <urn:x:> CONSTRUCT WHERE { ?s ?p ?o }" if form in TRIPLES else 'SELECT ("1"^^xsd:integer AS ?x) {}'
        question = Question(text, rows=form.name, triples=form.name)
        answered(Store(), question.encoded(), limits, prefixes)


def main() -> None:
    """`broker CONTROL-DESCRIPTOR LIMITS-AS-JSON PREFIXES-AS-JSON < N-QUADS`."""
    control = socket.socket(fileno=int(sys.argv[1]))
    limits = SparqlLimits(**json.loads(sys.argv[2]))
    prefixes: dict[str, str] = json.loads(sys.argv[3])
    os.nice(_NICE)
    logging.disable()  # rdflib tells its log of every number it cannot read
    store = load(sys.stdin.buffer)
    _rehearse(limits, prefixes)
    gc.collect()
    gc.freeze()
    control.sendall(READY)
    Broker(store, control, limits, prefixes).run()


if __name__ == "__main__":
    main()
