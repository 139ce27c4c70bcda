"""What a service uses: memory, that of its workers and of the stores that answer SPARQL, and processors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import psutil

_MEGABYTE: Final = 2**20
_STORES: Final = "practice_atlas.graph.sparql."


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes, of which what processes share is counted once (PSS)."""

    workers: float
    stores: float


def processor_seconds_of(process_id: int) -> float:
    """Of a process and those it has started: what is comparable where a machine has other work."""
    own = psutil.Process(process_id)
    times = (process.cpu_times() for process in (own, *own.children(recursive=True)))
    return sum(time.user + time.system for time in times)


def memory_of(process_id: int) -> Memory:
    """Of a process and those it has started. Processes that end meanwhile have none."""
    workers = stores = 0.0
    for process in (own := psutil.Process(process_id), *own.children(recursive=True)):
        try:
            command, used = " ".join(process.cmdline()), process.memory_full_info().pss / _MEGABYTE
        except (psutil.NoSuchProcess, psutil.ZombieProcess):
            continue
        if _STORES in command:
            stores += used
        elif "practice_atlas.graph.rdf" not in command:
            workers += used
    return Memory(workers, stores)
