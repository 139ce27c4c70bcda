"""How long recommendations take, what their index needs, and how evenly mentors are named."""

from __future__ import annotations

import gc
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from random import Random
from typing import Any

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.pairings.algorithms import chosen
from practice_atlas.graph.pairings.learners import city_learner
from practice_atlas.graph.pairings.mentors import mentors
from practice_atlas.graph.pairings.next_practices import next_practices
from practice_atlas.graph.pairings.opportunities import MOST, Wanted, opportunities
from practice_atlas.graph.pairings.taxonomy import taxonomy
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.flow_columns import flow_columns
from practice_atlas.graph.questions.implementation_columns import implementation_columns
from practice_atlas.graph.reading import Reader
from tests.bench.synthetic import Size

HEADINGS = ("what", "p50", "p95", "slowest", "limit")
_DAY = date(2022, 12, 31)


def rows(address: str, size: Size, times: int) -> Iterator[tuple[str, ...]]:
    """The index of a revision, then each question of things at random, then how a full list shares out mentors."""
    yield from _index(address)
    with open_engine(address) as engine:
        names: dict[str, Any] = {}
        for name, limit, ask in _questions(size, Random(11)):
            took = sorted(_milliseconds(engine, ask, names) for _ in range(times))
            p95 = took[int(len(took) * 0.95)]
            told = f"{limit} ms: {'kept' if p95 <= limit else 'missed'}" if limit else ""
            yield name, f"{took[len(took) // 2]:.1f} ms", f"{p95:.1f} ms", f"{took[-1]:.0f} ms", told
        yield from _shares(engine)


def _index(address: str) -> Iterator[tuple[str, ...]]:
    """What recommendations need beside the columns that other questions have read already."""
    first, *others = (_index_seconds(address) for _ in range(6))
    others.sort()
    middle, most = others[len(others) // 2], others[-1]
    kept = f"1 s: {'kept' if middle <= 1 else 'missed'}"
    yield "index of a revision, five times", f"{middle:.2f} s", "", f"{most:.2f} s", kept
    yield "the first of a process", f"{first:.2f} s", "", "", ""
    more = _kept_megabytes(address)
    yield "its memory", f"{more:.0f} MB", "", "", f"100 MB: {'kept' if more <= 100 else 'missed'}"


def _index_seconds(address: str) -> float:
    with open_engine(address) as engine:
        reader = Reader(engine)
        flow_columns(reader)
        implementation_columns(reader)
        taxonomy(reader)  # the library that compares words is imported with it, once for all revisions
        began = time.perf_counter()
        opportunities(reader, own_weights(), many=1)
        return time.perf_counter() - began


def _kept_megabytes(address: str) -> float:
    """What a revision keeps for recommendations, as Python counts it: what was needed in passing is gone."""
    with open_engine(address) as engine:
        reader = Reader(engine)
        flow_columns(reader)
        implementation_columns(reader)
        tracemalloc.start()
        try:
            opportunities(reader, own_weights(), many=1)
            gc.collect()
            return tracemalloc.get_traced_memory()[0] / 2**20
        finally:
            tracemalloc.stop()


def _questions(size: Size, random: Random) -> Iterator[tuple[str, float, Callable[[Reader], object]]]:
    weights = own_weights()

    def city() -> str:
        return f"city:c{random.randrange(size.cities)}"

    def practice() -> str:
        return f"practice:p{random.randrange(size.practices)}"

    def ten(reader: Reader, as_of: date | None) -> object:
        learner = city_learner(reader, city(), as_of)
        return mentors(reader, learner, chosen("fixed-weights", weights), weights, practice=practice(), as_of=as_of)

    yield "ten mentors, explained", 10, lambda reader: ten(reader, None)
    yield "the same as of 2022", 0, lambda reader: ten(reader, _DAY)
    yield "next practices", 0, lambda reader: next_practices(reader, city_learner(reader, city()), weights)
    yield "opportunities of a practice", 300, lambda reader: opportunities(reader, weights, wanted=Wanted(practice()))
    yield "opportunities, all", 300, lambda reader: opportunities(reader, weights)
    yield "the same as of 2022", 0, lambda reader: opportunities(reader, weights, as_of=_DAY)


def _shares(engine: Engine) -> Iterator[tuple[str, ...]]:
    """With the cap, how much more than an equal share the most named mentor has."""
    answer = opportunities(Reader(engine), own_weights(), many=MOST, wanted=Wanted(per_city=MOST, per_practice=MOST))
    named = Counter(one.mentor.city.id for one in answer.opportunities if not one.beyond_cap)
    without = Counter((one.instead_of or one.mentor.city).id for one in answer.opportunities)
    for name, counted in (("with the cap", named), ("without it", without)):
        most = max(counted.values(), default=0)
        yield (
            f"largest share of {len(answer.opportunities)} opportunities, {name}",
            f"{most}",
            "",
            "",
            f"cap {answer.cap}",
        )


def _milliseconds(engine: Engine, ask: Callable[[Reader], object], names: dict[str, Any]) -> float:
    """Readers share `names`, as those of the service do."""
    begun = time.perf_counter()
    reader = Reader(engine)
    reader.share(names)
    ask(reader)
    reader.leave()
    return (time.perf_counter() - begun) * 1000
