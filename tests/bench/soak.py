"""An hour of mixed load, and whether memory grows: `make soak`, or `python -m tests.bench.soak [minutes]`.

Eight callers ask for all kinds of things, in rounds of a minute; after each, memory is looked at. The first tenth warms
up. Growth is told of the last tenth against what came right after the warm-up: medians, since rounds differ.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from tests.bench.machine import load_average, machine
from tests.bench.printing import say, table
from tests.bench.service_addresses import mixed
from tests.bench.service_graph import ServedGraph
from tests.bench.service_load import Load, load
from tests.bench.service_memory import Memory, memory_of
from tests.bench.synthetic import Size
from tests.support.service import ServiceProcess

HEADINGS: Final = ("minute", "answers", "p50 ms", "p95 ms", "p99 ms", "workers MB", "stores MB", "load average")
ROUND: Final = 60
#: Percent.
MOST: Final = 5.0


@dataclass(frozen=True, slots=True)
class Round:
    """A minute of load, and the memory after it."""

    load: Load
    memory: Memory


def main(minutes: int, flows: int = 100_000, seconds: int = ROUND) -> float:
    """Prints every round and the growth; gives it back, in percent."""
    table("Machine", ("what", "figure"), machine())
    with TemporaryDirectory() as folder:
        workers = os.cpu_count() or 1
        with ServedGraph.embedded(Path(folder), flows).served(workers) as service:
            done: list[Round] = []
            rows = (_row(number, one, done) for number, one in enumerate(_rounds(service, minutes, flows, seconds), 1))
            table(f"{minutes} rounds of {seconds} s, {workers} workers, {flows:,} flows", HEADINGS, rows)
    grown = growth([one.memory.workers for one in done])
    say(f"Memory of the workers after the warm-up has grown by {grown:.1f} % (limit: {MOST:.0f} %).")
    return grown


def growth(megabytes: Sequence[float]) -> float:
    """Of the last tenth against the tenth after the warm-up, which is the first tenth; in percent."""
    share = max(1, len(megabytes) // 10)
    settled = megabytes[share:] or megabytes
    return (median(settled[-share:]) / median(settled[:share]) - 1) * 100


def _rounds(service: ServiceProcess, rounds: int, flows: int, seconds: int) -> Iterator[Round]:
    for number in range(rounds):
        paths = mixed(Size.of(flows), seed=number)
        yield Round(load(service.base, paths, seconds=seconds), memory_of(service.process.pid))


def _row(number: int, one: Round, done: list[Round]) -> tuple[str, ...]:
    done.append(one)
    return (
        str(number), f"{len(one.load.milliseconds):,}", *(f"{one.load.percentile(part):.0f}" for part in (50, 95, 99)),
        f"{one.memory.workers:,.0f}", f"{one.memory.stores:,.0f}", load_average(),
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60) > MOST)
