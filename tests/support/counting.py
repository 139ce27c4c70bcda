"""An engine that counts what it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from practice_atlas.graph.engines.contract import Engine, EngineDescription, Statement


class CountingEngine:
    """Passes everything on to an engine; `reads` are the queries so far."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.name = engine.name
        self.reads: list[str] = []

    def read(
        self, query: str, parameters: Mapping[str, Any] | None = None, *, timeout: float | None = None
    ) -> list[dict[str, Any]]:
        self.reads.append(query)
        return self._engine.read(query, parameters, timeout=timeout)

    def write(self, statements: Iterable[Statement]) -> None:
        self._engine.write(statements)

    def prepare(self, statements: Sequence[str]) -> None:
        self._engine.prepare(statements)

    def describe(self) -> EngineDescription:
        return self._engine.describe()

    def close(self) -> None:
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
