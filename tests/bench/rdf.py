"""How long an RDF export takes and how large it is: `python -m tests.bench.rdf [flows]`; `make bench` calls `measure`.

The data set is synthetic and shaped like a real one: few cities teach many, every statement cites its own evidence, one
source for each thousand flows.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from practice_atlas.graph.rdf import WRITERS, write_rdf
from practice_atlas.ontology.dataset import Dataset, DatasetInfo
from practice_atlas.ontology.dates import When
from practice_atlas.ontology.model import City, Evidence, Implementation, LearningFlow, Practice, Record, Source
from practice_atlas.ontology.model.implementation import StageAssertion
from practice_atlas.ontology.vocabularies import FlowKind, Stage

_INFO = DatasetInfo(id="bench", title="Bench", publisher="Bench", licence="CC0-1.0", version="1")


@dataclass(frozen=True, slots=True)
class Measured:
    """One format: seconds to write it, megabytes on disk, and the most memory the process had used by then."""

    format: str
    seconds: float
    megabytes: float
    peak_megabytes: float


def measure(flows: int = 100_000) -> Iterator[Measured]:
    """Writes a synthetic data set in every format."""
    dataset = synthetic(flows)
    with TemporaryDirectory() as folder:
        for kind in WRITERS:
            path = Path(folder) / kind
            begun = time.perf_counter()
            write_rdf(dataset, path, kind)
            seconds = time.perf_counter() - begun
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            yield Measured(kind, seconds, path.stat().st_size / 1e6, peak)
            path.unlink()


def synthetic(flows: int) -> Dataset:
    """Flows between a tenth as many cities, always the same ones."""
    return Dataset.of(_INFO, _records(flows, random.Random(20_240_117)))


def _records(flows: int, chance: random.Random) -> Iterator[Record]:
    cities, practices = max(flows // 10, 10), max(flows // 200, 5)
    for number in range(flows // 1000 + 1):
        yield Source(id=f"source:s{number}", title=f"Report {number}", published=When.parse(str(1990 + number % 35)))
    for number in range(practices):
        yield Practice(id=f"practice:p{number}", name=f"Practice {number}")
    for number in range(cities):
        yield City(
            id=f"city:c{number}",
            name=f"City {number}",
            country="country:ma",
            latitude=round(chance.uniform(-60, 60), 4),
            longitude=round(chance.uniform(-180, 180), 4),
        )
    for number in range(flows):
        yield from _flow(number, cities, practices, chance)


def _flow(number: int, cities: int, practices: int, chance: random.Random) -> Iterator[Record]:
    teacher = int(cities * chance.random() ** 3)
    learner = (teacher + 1 + chance.randrange(cities - 1)) % cities
    practice = f"practice:p{int(practices * chance.random() ** 2)}"
    evidence = f"evidence:e{number}"
    when = When.parse(f"{2000 + number % 25}-{1 + number % 12:02}")
    yield Evidence(
        id=evidence,
        source=f"source:s{number // 1000}",
        starts=f"in the spring {number}",
        ends="of the year",
        says=f"City {learner} learned from city {teacher}, which showed it how its council works.",
    )
    yield LearningFlow(
        id=f"flow:f{number}",
        learner=f"city:c{learner}",
        teacher=f"city:c{teacher}",
        practice=practice,
        flow_kind=list(FlowKind)[number % 3],
        when=when,
        evidence=(evidence,),
    )
    if number % 5 == 0:
        stages = (
            StageAssertion(stage=Stage.DESIGNING, when=when, evidence=()),
            StageAssertion(stage=Stage.ADOPTED, evidence=()),
        )
        yield Implementation(
            id=f"implementation:i{number}",
            name=f"Council {number}",
            actor=f"city:c{learner}",
            practice=practice,
            stages=stages,
            evidence=(evidence,),
        )


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
