"""Figures of the service for Prometheus, at /metrics where the operator wants them.

With several workers, each keeps its figures in files of a shared folder (PROMETHEUS_MULTIPROC_DIR, which
`serve --workers` makes and takes away), and whichever is asked adds them up.
"""

from __future__ import annotations

import os
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
#: Seconds. The questions of a small graph take one thousandth, those over all of a large one some seconds.
_BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_PREFIX: Final = "practice_atlas"


class Metrics:
    """The figures of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = Counter(
            f"{_PREFIX}_requests",
            "Requests answered, by route, method and status.",
            ("route", "method", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            f"{_PREFIX}_request_seconds",
            "Seconds until an answer was sent, by route.",
            ("route",),
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.questions = Counter(f"{_PREFIX}_questions", "Questions put to the graph.", registry=self.registry)
        self.answered_again = Counter(
            f"{_PREFIX}_answered_again", "Answers that had been kept of the same revision.", registry=self.registry
        )
        self.torn = Counter(
            f"{_PREFIX}_torn_answers", "Answers given up since the graph changed meanwhile.", registry=self.registry
        )
        self.engine_errors = Counter(
            f"{_PREFIX}_engine_errors", "Failures of the graph's engine, by kind.", ("kind",), registry=self.registry
        )
        self.refused = Counter(
            f"{_PREFIX}_refused",
            "Requests refused before they reached a route, by status: 401 key, 408 and 413 body, 429 rate, 503 turn, "
            "504 time.",
            ("status",),
            registry=self.registry,
        )
        self.revision = Gauge(
            f"{_PREFIX}_revision",
            "The revision that was last answered from.",
            multiprocess_mode="mostrecent",
            registry=self.registry,
        )

    def text(self) -> bytes:
        """All figures, of all workers, in Prometheus' text format."""
        if not os.environ.get(FOLDER):
            return generate_latest(self.registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)
