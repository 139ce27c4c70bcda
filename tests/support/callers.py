"""Callers of a service who go on asking from several threads, and what each was answered."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

import httpx

from tests.support.service import ServiceProcess


class Callers:
    """Ask each path in turn until the block ends. What asking raises is raised at the end."""

    def __init__(self, service: ServiceProcess, paths: Sequence[str], *, threads: int, timeout: float = 60) -> None:
        self.answers: list[httpx.Response] = []
        self._base, self._paths, self._timeout = service.base, paths, timeout
        self._over = threading.Event()
        self._pool = ThreadPoolExecutor(threads)
        self._threads = threads
        self._futures: list[Future[None]] = []

    def __enter__(self) -> Self:
        self._futures = [self._pool.submit(self._ask, number) for number in range(self._threads)]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._pool.shutdown()
        if error is None:
            for future in self._futures:
                future.result()

    def wait_for(self, holds: Callable[[httpx.Response], bool], *, answers: int = 1, seconds: float = 90) -> None:
        """Wait until so many answers from now on are like that."""
        began, deadline = len(self.answers), time.monotonic() + seconds
        while sum(map(holds, self.answers[began:])) < answers:
            assert time.monotonic() < deadline, [answer.status_code for answer in self.answers[began:]][-20:]
            time.sleep(0.05)

    def _ask(self, number: int) -> None:
        with httpx.Client(base_url=self._base, timeout=self._timeout, trust_env=False) as client:
            while not self._over.is_set():
                answer = client.get(self._paths[number % len(self._paths)])
                self.answers.append(answer)
                number += 1
                if answer.status_code != 200:
                    time.sleep(0.05)  # who was told to come again leaves the machine to those who start the server
