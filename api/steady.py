"""The engine as the service holds it: opened late, asked within the request's time, and left alone while it is away.

While a server is away, the driver tries for five to eight seconds before it gives up. So whoever found it away spares
the next callers that wait: for a second they are told at once, then one of them tries again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

from practice_atlas.api.late import PAUSE, Late
from practice_atlas.api.limits.deadline import time_left
from practice_atlas.graph.engines.contract import Engine, EngineDescription, Statement
from practice_atlas.graph.engines.errors import EngineError, EngineUnavailableError, QueryTimeoutError
from practice_atlas.graph.questions.kept import made_for_everybody

Answered = TypeVar("Answered")


class SteadyEngine:
    """An engine for as long as the service runs. `failed` hears of every failure, for the metrics."""

    def __init__(
        self, opening: Callable[[], Engine], name: str, failed: Callable[[EngineError], None] = lambda _: None
    ) -> None:
        self.name = name
        self._late: Late[Engine] = Late(opening)
        self._told = failed
        self._away: EngineUnavailableError | None = None
        self._again = 0.0

    def read(
        self, query: str, parameters: Mapping[str, Any] | None = None, *, timeout: float | None = None
    ) -> list[dict[str, Any]]:
        """See the contract; the request's time goes before the caller's, but for what is made for everybody."""
        left = None if made_for_everybody() else time_left()
        if left is not None and left <= 0:
            raise QueryTimeoutError("The question took longer than allowed.", fix="Ask for less, or allow more time.")
        allowed = min((limit for limit in (left, timeout) if limit is not None), default=None)
        return self._steadily(lambda engine: engine.read(query, parameters, timeout=allowed))

    def write(self, statements: Iterable[Statement]) -> None:
        """See the contract."""
        self._steadily(lambda engine: engine.write(statements))

    def prepare(self, statements: Sequence[str]) -> None:
        """See the contract."""
        self._steadily(lambda engine: engine.prepare(statements))

    def describe(self) -> EngineDescription:
        """See the contract."""
        return self._steadily(lambda engine: engine.describe())

    def close(self) -> None:
        """See the contract."""
        self._late.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _steadily(self, work: Callable[[Engine], Answered]) -> Answered:
        if self._away is not None and time.monotonic() < self._again:
            raise self._away.with_traceback(None)
        try:
            answer = work(self._late.get())
        except EngineUnavailableError as error:
            self._away, self._again = error, time.monotonic() + PAUSE
            self._told(error)
            raise
        except EngineError as error:
            self._told(error)
            raise
        self._away = None
        return answer
