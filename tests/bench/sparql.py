"""Time and memory of the SPARQL store: `python -m tests.bench.sparql [quads]`; a million of them by default."""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pyoxigraph import RdfFormat, Store, serialize

from practice_atlas.graph.rdf.export import quads
from practice_atlas.graph.rdf.writing import SHORT
from practice_atlas.graph.sparql.answering import answered
from practice_atlas.graph.sparql.broker import load
from practice_atlas.graph.sparql.limits import SparqlLimits
from practice_atlas.graph.sparql.question import Question
from tests.bench.synthetic import Size, dataset, tables

#: So many come of a flow with its evidence, its share of engagements and of stages.
QUADS_OF_A_FLOW: Final = 60

#: What researchers would ask of the whole graph.
QUESTIONS: Final = {
    "who taught most": """SELECT ?teacher (COUNT(?flow) AS ?flows) (COUNT(DISTINCT ?learner) AS ?learners)
        { ?flow a atlas:LearningFlow ; atlas:teacher ?teacher ; atlas:learner ?learner }
        GROUP BY ?teacher ORDER BY DESC(?flows) ?teacher LIMIT 20""",
    "practices by country": """SELECT ?country ?practice (COUNT(?flow) AS ?flows)
        { ?flow atlas:learner ?city ; atlas:practice ?practice . ?city atlas:country ?country }
        GROUP BY ?country ?practice ORDER BY DESC(?flows) ?country ?practice LIMIT 50""",
    "receivers who teach": """SELECT (COUNT(DISTINCT ?city) AS ?cities)
        { { SELECT DISTINCT ?city ?practice { ?took atlas:learner ?city ; atlas:practice ?practice } }
          ?gave atlas:teacher ?city ; atlas:practice ?practice }""",
    "shared and never done": """SELECT (COUNT(*) AS ?pairs)
        { { SELECT DISTINCT ?city ?practice { ?flow atlas:learner ?city ; atlas:practice ?practice } }
          MINUS { ?own atlas:implementer ?city ; atlas:practice ?practice } }""",
    "stages by year": """SELECT ?year ?stage (COUNT(*) AS ?n)
        { ?own a atlas:Implementation ; atlas:stageAssertion ?part . ?part atlas:stage ?stage ; atlas:earliest ?day
          BIND (YEAR(?day) AS ?year) }
        GROUP BY ?year ?stage ORDER BY ?year ?stage""",
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What was done, in how many seconds, of which so many on a processor; `rows` of an answer, or quads loaded."""

    what: str
    seconds: float
    processor: float
    rows: int


class _Watch:
    def __init__(self) -> None:
        self._began = time.perf_counter(), time.process_time()

    def __call__(self, what: str, rows: int) -> Measured:
        return Measured(what, time.perf_counter() - self._began[0], time.process_time() - self._began[1], rows)


def measure(wanted: int = 1_000_000) -> Iterator[Measured]:
    """Fills a store with about so many quads, then asks it, each question as the service reads and answers it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "quads.nq"
        count = _write(path, wanted)
        watch = _Watch()
        plain = Store()
        with path.open("rb") as file:
            plain.bulk_load(file, RdfFormat.N_QUADS, lenient=True)
        yield watch("parse and index", len(plain))
        del plain
        watch = _Watch()
        with path.open("rb") as file:
            store = load(file)
        yield watch("the same, and the union of all graphs", count)
    watch = _Watch()
    process = os.fork()
    if process == 0:
        os._exit(0)
    os.waitpid(process, 0)
    yield watch("a copy of the process", 0)
    for name, query in QUESTIONS.items():
        watch = _Watch()
        _, told = answered(store, Question(query).encoded(), SparqlLimits(), SHORT)
        if "problem" in told:
            raise RuntimeError(f"{name}: {told}")
        yield watch(name, told["rows"])


def _write(path: Path, wanted: int) -> int:
    """A synthetic data set of about so many quads; gives how many there are."""
    made = dataset(tables(Size.of(wanted // QUADS_OF_A_FLOW)))
    with path.open("wb") as file:
        serialize(quads(made), file, RdfFormat.N_QUADS)
    with path.open("rb") as file:
        return sum(1 for _ in file)


def main() -> None:
    """Prints a line a measurement, and the time of all questions together."""
    together = 0.0
    for told in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000):
        sys.stdout.write(f"{told.what}: {told.seconds:.2f} s ({told.processor:.2f} on a processor), {told.rows:,}\n")
        sys.stdout.flush()
        together += told.seconds if told.what in QUESTIONS else 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{len(QUESTIONS)} questions together: {together:.2f} s; peak {peak:,.0f} MB of memory\n")


if __name__ == "__main__":
    main()
