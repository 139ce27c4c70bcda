"""A store at work, as the service sees it: a process that holds it, and a way to ask it."""

from __future__ import annotations

import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import asdict
from typing import IO, Any, Final

from practice_atlas.graph.revisions import NOTHING, Revision
from practice_atlas.graph.sparql.control import READY, send
from practice_atlas.graph.sparql.errors import SparqlError, error_of
from practice_atlas.graph.sparql.exceeded import out_of_memory, past_deadline, too_complicated, too_large
from practice_atlas.graph.sparql.limits import SparqlLimits
from practice_atlas.graph.sparql.question import Question
from practice_atlas.graph.sparql.result import Result

#: How much longer than the deadline an answer is waited for.
_GRACE: Final = 0.2
_CHUNK: Final = 1 << 16
_AT_THE_DEADLINE: Final = frozenset({signal.SIGALRM, signal.SIGXCPU})


class StoreGoneError(SparqlError):
    """The process that holds the store has ended."""


class Store:
    """Asks a store in another process. Threads may ask at the same time."""

    def __init__(self, source: IO[bytes], prefixes: Mapping[str, str], limits: SparqlLimits) -> None:
        """Starts the process, which reads N-Quads from `source` until their end; wait for it before asking."""
        self.revision: Revision = NOTHING
        self.outdated_since: float | None = None
        self._limits = limits
        self._lock = threading.Lock()
        self._gone = False
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  our own program
                [*module("broker"), str(theirs.fileno()), json.dumps(asdict(limits)), json.dumps(dict(prefixes))],
                stdin=source,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=environment(),
                start_new_session=True,  # Ctrl+C is for the service, which ends its stores itself
            )

    def wait(self, seconds: float) -> None:
        """Until the store is loaded. Raises StoreGoneError or TimeoutError."""
        self._control.settimeout(seconds)
        if self._control.recv(len(READY)) != READY:
            raise StoreGoneError("A store could not be loaded.", fix="See the log for why it ended.")
        self._control.settimeout(self._limits.seconds)

    @property
    def alive(self) -> bool:
        """Whether the process still runs, and listens: one that is ending is deaf before it has ended."""
        return not self._gone and self._process.poll() is None

    def ask(self, question: Question) -> Result:
        """The answer. Raises a SparqlError; of these, StoreGoneError says that it was not the question's fault."""
        started = time.monotonic()
        with ExitStack() as open_pipes:
            answer, outcome = self._sent(question, open_pipes)
            body, told = _collected(answer, outcome, started + self._limits.seconds + _GRACE, self._limits)
        if not told:
            self._gone = True  # what became of a copy is told by the process that made it: that one is ending
            raise StoreGoneError("The store ended while it answered.", fix="Ask again.")
        if "signal" in told:
            raise self._ended_by(signal.Signals(told["signal"]), time.monotonic() - started)
        if "fault" in told:
            raise SparqlError(f"A question ended with {told['fault']}", fix="Report it with the question.")
        if "problem" in told:
            raise error_of(told)
        return Result(body, told["format"], told["rows"], self.revision)

    def retire(self) -> None:
        """Lets it end after what it is answering; `close` it when it is no longer alive."""
        with suppress(OSError):  # it may have ended already
            self._control.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """Ends it now."""
        self._process.kill()
        self._process.wait()
        self._control.close()

    def _sent(self, question: Question, open_pipes: ExitStack) -> tuple[int, int]:
        """Sends the question; gives the ends to read the answer and what became of it from."""
        (answer, answers), (outcome, tells) = os.pipe(), os.pipe()
        for descriptor in (answer, outcome):
            open_pipes.callback(os.close, descriptor)
        try:
            with self._lock:
                send(self._control, question.encoded(), answers, tells)
        except OSError as error:
            self._gone = self._gone or isinstance(error, ConnectionError)
            raise StoreGoneError("The store has ended.", fix="Ask again.") from error
        finally:
            os.close(answers)
            os.close(tells)
        return answer, outcome

    def _ended_by(self, number: signal.Signals, seconds: float) -> SparqlError:
        if number in _AT_THE_DEADLINE or seconds >= self._limits.seconds:
            return past_deadline(self._limits)
        if number in (signal.SIGABRT, signal.SIGKILL):
            return out_of_memory(self._limits)
        return too_complicated()


def module(name: str) -> list[str]:
    """The command that starts one of our processes, which imports nothing from the current folder."""
    return [sys.executable, "-P", "-m", f"practice_atlas.graph.sparql.{name}"]


def environment() -> dict[str, str]:
    """The environment without what is ours: a process that answers questions needs no password."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PRACTICE_ATLAS_")}


def _collected(answer: int, outcome: int, until: float, limits: SparqlLimits) -> tuple[bytes, dict[str, Any]]:
    """Reads both to their ends. Raises DeadlineError, or ResultTooLargeError for more than anybody should send."""
    found = {answer: bytearray(), outcome: bytearray()}
    with selectors.DefaultSelector() as waiting:
        for descriptor in found:
            waiting.register(descriptor, selectors.EVENT_READ)
        while waiting.get_map():
            ready = waiting.select(max(0.0, until - time.monotonic()))
            if not ready or time.monotonic() > until:
                raise past_deadline(limits)
            for key, _ in ready:
                part = os.read(key.fd, _CHUNK)
                found[key.fd] += part
                if not part:
                    waiting.unregister(key.fd)
            if len(found[answer]) > limits.result_bytes:
                raise too_large(limits)
    return bytes(found[answer]), _told(bytes(found[outcome]))


def _told(outcome: bytes) -> dict[str, Any]:
    """The last line: how a process ended comes after what it said, which may then be broken off."""
    return dict(json.loads(outcome.splitlines()[-1])) if outcome.strip() else {}
