"""How long each question takes: over many things chosen at random, after a few to warm up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.questions.entity import entity, evidence
from practice_atlas.graph.questions.flows import flows, who_implements
from practice_atlas.graph.questions.lineage import lineage
from practice_atlas.graph.questions.lists import things_of
from practice_atlas.graph.questions.missing import missing
from practice_atlas.graph.questions.paging import Page, cursor
from practice_atlas.graph.questions.path import path
from practice_atlas.graph.questions.search import search
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import FlowKind
from tests.bench.synthetic import Size

#: A question asked of one thing chosen at random.
Ask = Callable[[Reader], object]
WARM_UP = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """Milliseconds of one question: half are faster than `median`, 95 of 100 than `p95`."""

    question: str
    median: float
    p95: float
    worst: float


HEADINGS = ("question", "p50 ms", "p95 ms", "slowest ms")


def asked(engine: Engine, size: Size, *, times: int) -> Iterator[Asked]:
    """Asks every question; the same seed, the same things on every engine."""
    for name, ask in _questions(size, Random(11)).items():
        taken = sorted([_milliseconds(engine, ask) for _ in range(WARM_UP + times)][WARM_UP:])
        yield Asked(name, taken[len(taken) // 2], taken[int(len(taken) * 0.95)], taken[-1])


def hubs(engine: Engine, *, times: int = 3) -> Iterator[Asked]:
    """The same of the one most popular practice and city: what the worst page costs."""
    questions: dict[str, Ask] = {
        "lineage of the most travelled practice": lambda reader: lineage(reader, "practice:p0"),
        "who implements it": lambda reader: who_implements(reader, "practice:p0"),
        "the practice itself": lambda reader: entity(reader, "practice:p0"),
        "the city that taught most": lambda reader: entity(reader, "city:c0"),
        "flows from that city": lambda reader: flows(reader, teacher="city:c0"),
    }
    for name, ask in questions.items():
        taken = sorted(_milliseconds(engine, ask) for _ in range(times))
        yield Asked(name, taken[times // 2], taken[-1], taken[-1])


def _milliseconds(engine: Engine, ask: Ask) -> float:
    begun = time.perf_counter()
    ask(Reader(engine))
    return (time.perf_counter() - begun) * 1000


def _day(days: int) -> str:
    """The page of flows after so many days before the end of 2025."""
    return cursor((-(date(2025, 12, 31).toordinal() - days), "flow:f0"))


def _name(number: int) -> str:
    """The page of cities after one of these names."""
    return cursor((f"City {number}", ""))


def _questions(size: Size, random: Random) -> dict[str, Ask]:
    def city() -> str:
        return f"city:c{random.randrange(size.cities)}"

    def practice() -> str:
        return f"practice:p{random.randrange(size.practices)}"

    def number(most: int) -> int:
        return random.randrange(most)

    return {
        "city": lambda reader: entity(reader, city()),
        "city as of 2022": lambda reader: entity(reader, city(), as_of=date(2022, 12, 31)),
        "practice": lambda reader: entity(reader, practice()),
        "engagement": lambda reader: entity(reader, f"engagement:e{number(size.engagements)}"),
        "institution": lambda reader: entity(reader, "institution:hub"),
        "evidence": lambda reader: evidence(reader, f"evidence:i{number(size.implementations)}"),
        "lineage": lambda reader: lineage(reader, practice()),
        "lineage as of 2022": lambda reader: lineage(reader, practice(), as_of=date(2022, 12, 31)),
        "who implements": lambda reader: who_implements(reader, practice()),
        "flows, all, first page": lambda reader: flows(reader),
        "flows, all, a later page": lambda reader: flows(reader, page=Page(after=_day(number(3_000)))),
        "flows by kind": lambda reader: flows(reader, kind=FlowKind.ADAPTED),
        "flows as of 2022": lambda reader: flows(reader, as_of=date(2022, 12, 31)),
        "flows from a city": lambda reader: flows(reader, teacher=city()),
        "flows to a city": lambda reader: flows(reader, learner=city()),
        "flows of a practice": lambda reader: flows(reader, practice=practice()),
        "path between two cities": lambda reader: path(reader, city(), city()),
        "missing of a city": lambda reader: missing(reader, city()),
        "missing of a practice": lambda reader: missing(reader, practice()),
        "search, a name": lambda reader: search(reader, f"City {number(size.cities)}"),
        "search, a beginning": lambda reader: search(reader, f"Pract{'ice'[: number(4)]}"),
        "search, nothing like it": lambda reader: search(reader, f"Zwolle {number(99)}"),
        "list of cities": lambda reader: things_of(reader, "city", page=Page(after=_name(number(size.cities)))),
        "list of practices": lambda reader: things_of(reader, "practice"),
    }
