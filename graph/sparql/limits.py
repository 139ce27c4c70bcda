"""How much one question, and all of them together, may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SparqlLimits:
    """Bounds of the SPARQL service. Seconds, bytes and counts; what is larger is refused, never cut short.

    `memory_bytes` is what a question may use beside the store. A question of 1,000 addresses in `IN (…)` takes 1.7 s
    to read alone, the same in `VALUES` 0.1 s: hence no more than 64 KiB of text. `waiting` questions, and no more,
    wait until one of those `at_once` is answered, so that most of the service's turns stay for others.
    `stale_seconds`: how long the store of an earlier revision goes on answering while that of the new one is loaded.
    """

    seconds: float = 10
    query_bytes: int = 65_536
    depth: int = 64
    graphs: int = 100
    rows: int = 100_000
    result_bytes: int = 32_000_000
    memory_bytes: int = 512 * 1024 * 1024
    at_once: int = 4
    waiting: int = 4
    patience_seconds: float = 10
    load_seconds: float = 900
    stale_seconds: float = 600
    retry_seconds: float = 5
