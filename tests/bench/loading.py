"""A process that loads a data set: `python -m tests.bench.loading ADDRESS FOLDER`.

Prints one line of JSON: seconds of each phase, and the most memory that the process had used. A process of its own,
since a process tells its memory only at its highest.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from practice_atlas.loaders import read_dataset


def main(address: str, folder: str) -> None:
    """Reads, checks and loads; a data set that is not in order is a fault of the bench."""
    begun = time.perf_counter()
    checked = read_dataset(Path(folder))
    read = time.perf_counter()
    if checked.dataset is None:
        raise ValueError(f"the synthetic data set is not in order: {checked.problems[:3]}")
    with open_engine(address, writable=True) as engine:
        result = load(engine, checked.dataset)
    done = time.perf_counter()
    told = {
        "read": read - begun,
        "load": done - read,
        "processor": time.process_time(),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "records": len(checked.dataset.records),
        "wrote": not result.difference.empty,
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
