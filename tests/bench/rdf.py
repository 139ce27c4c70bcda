"""Time and size of an RDF export: `python -m tests.bench.rdf [flows]`; `make bench` may call `measure`."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from practice_atlas.graph.rdf import WRITERS, write_rdf
from tests.bench.synthetic import Size, dataset, tables


@dataclass(frozen=True, slots=True)
class Measured:
    """One format: seconds to write it, megabytes on disk, and the most memory the process had used by then."""

    format: str
    seconds: float
    megabytes: float
    peak_megabytes: float


def measure(flows: int = 100_000) -> Iterator[Measured]:
    """Writes a synthetic data set in every format."""
    made = dataset(tables(Size.of(flows)))
    with TemporaryDirectory() as folder:
        for kind in WRITERS:
            path = Path(folder) / kind
            begun = time.perf_counter()
            write_rdf(made, path, kind)
            seconds = time.perf_counter() - begun
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            yield Measured(kind, seconds, path.stat().st_size / 1e6, peak)
            path.unlink()


def main() -> None:
    """Prints a line a format."""
    flows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    for told in measure(flows):
        sys.stdout.write(
            f"{flows} flows, {told.format}: {told.seconds:.1f} s, {told.megabytes:.0f} MB, "
            f"peak {told.peak_megabytes:.0f} MB of memory\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
