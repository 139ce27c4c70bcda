"""Reads the data sets named on the command line, and prints the seconds and megabytes that each took, as JSON.

Runs in a process of its own: the memory of a process is only told at its highest, and that of the tests is of no
interest.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from practice_atlas.loaders import read_dataset


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(paths: list[str]) -> None:
    """Measures each path after the other."""
    measured = {}
    before = _megabytes()
    for path in paths:
        start = time.process_time()
        checked = read_dataset(Path(path))
        measured[path] = {
            "seconds": time.process_time() - start,
            "megabytes": _megabytes() - before,
            "loaded": checked.dataset is not None,
        }
    sys.stdout.write(json.dumps(measured))


if __name__ == "__main__":
    main(sys.argv[1:])
