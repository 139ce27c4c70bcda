"""What is made behind the requests: all that first questions need, once a revision, and nothing that stops them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from threading import Event

import pytest

from practice_atlas.api.limits.deadline import allow
from practice_atlas.api.steady import SteadyEngine
from practice_atlas.api.warming import Warming
from practice_atlas.graph.catalogue import overview
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.engines.errors import QueryTimeoutError
from practice_atlas.graph.pairings.algorithms import chosen
from practice_atlas.graph.pairings.learners import city_learner
from practice_atlas.graph.pairings.mentors import mentors
from practice_atlas.graph.pairings.next_practices import next_practices
from practice_atlas.graph.pairings.opportunities import opportunities
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions import kept as module
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.lists import Asked, things_of
from practice_atlas.graph.questions.matrix import matrix
from practice_atlas.graph.questions.neighbourhood import neighbourhood
from practice_atlas.graph.questions.path import path
from practice_atlas.graph.questions.prepared import PREPARED
from practice_atlas.graph.questions.quality import quality
from practice_atlas.graph.questions.search import search
from practice_atlas.graph.questions.statistics import statistics
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.revisions import current_revision
from practice_atlas.graph.writing import load
from practice_atlas.ontology.vocabularies import Audience
from tests.bench.synthetic import Size, dataset, tables
from tests.support.counting import CountingEngine

PATIENCE = 60.0

FIRST: dict[str, Callable[[Reader], object]] = {
    "neighbourhood": lambda reader: neighbourhood(reader, "city:c0"),
    "quality": quality,
    "matrix": matrix,
    "statistics": lambda reader: statistics(reader, "cities"),
    "list": lambda reader: things_of(reader, "implementation", Asked(facets=("stage", "country"), sort="-day")),
    "path": lambda reader: path(reader, "city:c0", "city:c1"),
    "mentors": lambda reader: mentors(
        reader,
        city_learner(reader, "city:c3"),
        chosen("fixed-weights", own_weights()),
        own_weights(),
        practice="practice:p1",
    ),
    "next practices": lambda reader: next_practices(reader, city_learner(reader, "city:c3"), own_weights()),
    "opportunities": lambda reader: opportunities(reader, own_weights()),
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    address = f"embedded:{tmp_path_factory.mktemp('graph')}"
    with open_engine(address, writable=True) as engine:
        load(engine, dataset(tables(Size.of(200))))
        yield engine


@pytest.mark.parametrize("name", FIRST)
def test_after_preparing_the_first_question_reads_no_more_than_the_second(engine: Engine, name: str) -> None:
    counting = CountingEngine(engine)
    for make in PREPARED:
        make(Reader(counting))

    first, second = (_reads(counting, FIRST[name]) for _ in range(2))

    assert first == second


def test_everything_is_made_behind_the_requests(engine: Engine) -> None:
    counting = CountingEngine(engine)
    made = Event()
    warming = Warming(counting, Audience.PUBLIC, large=1, prepared=[*PREPARED, lambda _: made.set()])
    warming.start()
    try:
        assert made.wait(PATIENCE)
        first, second = (_reads(counting, FIRST["neighbourhood"]) for _ in range(2))
        assert first == second
    finally:
        warming.close()


def test_a_small_graph_is_left_alone(engine: Engine) -> None:
    made = Event()
    warming = Warming(engine, Audience.PUBLIC, large=10**6, prepared=[lambda _: made.set()])
    warming.start()
    try:
        _until(lambda: warming.ready(Audience.PUBLIC))
        assert not made.is_set()
    finally:
        warming.close()


def test_another_audience_and_another_revision_are_made_when_somebody_asks(tmp_path: Path) -> None:
    seen: list[tuple[Audience, int]] = []
    with open_engine(f"embedded:{tmp_path}", writable=True) as engine:
        load(engine, dataset(tables(Size.of(20))))
        make = [lambda reader: seen.append((reader.audience, reader.revision().number))]
        warming = Warming(engine, Audience.PUBLIC, large=1, prepared=make)
        warming.start()
        try:
            _until(lambda: seen == [(Audience.PUBLIC, 1)])
            warming.seen(current_revision(engine), Audience.HUB)
            _until(lambda: (Audience.HUB, 1) in seen)
            load(engine, dataset(tables(Size.of(20), seed=2)))
            warming.seen(current_revision(engine), Audience.PUBLIC)
            _until(lambda: set(seen) >= {(Audience.PUBLIC, 2), (Audience.HUB, 2)})
        finally:
            warming.close()
    assert len(seen) == len(set(seen)), "something was made twice"


def test_who_wants_something_else_does_not_wait(engine: Engine) -> None:
    begun, enough = Event(), Event()

    def slow(_: Reader) -> bool:
        begun.set()
        return enough.wait(PATIENCE)

    warming = Warming(engine, Audience.PUBLIC, large=1, prepared=[lambda reader: kept(reader, "slow", slow)])
    warming.start()
    try:
        assert begun.wait(PATIENCE)
        assert kept(Reader(engine), "quick", lambda _: "at once") == "at once"
        assert not enough.is_set()
    finally:
        enough.set()
        warming.close()


def test_what_somebody_makes_who_asked_is_waited_for_and_told(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    begun, enough, tries = Event(), Event(), 0

    def slow(_: Reader) -> bool:
        begun.set()
        return enough.wait(PATIENCE)

    def wanted(reader: Reader) -> bool:
        nonlocal tries
        tries += 1
        return kept(reader, "asked", slow)

    warming = Warming(engine, Audience.PUBLIC, large=1, prepared=[wanted])
    with ThreadPoolExecutor(1) as other:
        other.submit(kept, Reader(engine), "asked", slow)
        try:
            assert begun.wait(PATIENCE)
            warming.start()
            _until(lambda: tries > 2)
            assert warming.at_work
            assert not warming.ready(Audience.PUBLIC)
            enough.set()
            _until(lambda: warming.ready(Audience.PUBLIC) and not warming.at_work)
        finally:
            enough.set()
            warming.close()


def _reads(counting: CountingEngine, ask: Callable[[Reader], object]) -> list[str]:
    counting.reads.clear()
    ask(Reader(counting))
    return list(counting.reads)


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.01)


def test_what_is_kept_is_made_to_its_end_whoever_asked(engine: Engine) -> None:
    steady = SteadyEngine(lambda: engine, engine.name)

    def late() -> int:
        reader = Reader(steady, revision=current_revision(engine))
        allow(-1)
        with pytest.raises(QueryTimeoutError):
            search(reader, "a")
        return kept(reader, "for everybody", lambda reader: len(reader.rows(overview.SOURCES)))

    assert copy_context().run(late) > 0
