"""Stores come with the first question, change with the revision, and come again when they die."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.revisions import Revision, current_revision
from practice_atlas.graph.sparql.errors import DeadlineError, NotReadyError
from practice_atlas.graph.sparql.limits import SparqlLimits
from practice_atlas.graph.sparql.question import Question
from practice_atlas.graph.sparql.service import SparqlService
from practice_atlas.graph.sparql.source import Source
from practice_atlas.graph.writing import load
from practice_atlas.ontology.vocabularies import Audience
from tests.graph.sparql.conftest import LIMITS
from tests.support.sample import sample
from tests.support.two_sources import two_sources

SLOW = Question("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
FLOWS = Question("SELECT ?s { ?s a atlas:LearningFlow }", rows="tsv")


def loaded(address: str, more: bool = False) -> Revision:
    with open_engine(address, writable=True) as engine:
        load(engine, two_sources() if more else sample())
        return current_revision(engine)


def processes(module: str) -> list[psutil.Process]:
    """Those below this one that run a module, without copies that answer a question."""
    return [
        child
        for child in psutil.Process().children()
        if child.status() != psutil.STATUS_ZOMBIE and f"practice_atlas.graph.sparql.{module}" in child.cmdline()
    ]


def mine(module: str, others: set[int]) -> list[psutil.Process]:
    """Those that were not there when the test began."""
    return [process for process in processes(module) if process.pid not in others]


def until(what: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"embedded:{tmp_path / 'graph'}"


@pytest.fixture
def others() -> set[int]:
    """Processes that were there before."""
    return {process.pid for module in ("broker", "export") for process in processes(module)}


def test_nothing_runs_before_the_first_question_and_after_the_last(address: str, others: set[int]) -> None:
    revision = loaded(address)
    with SparqlService(Source(address), LIMITS) as service:
        assert mine("broker", others) == []
        assert service.ask(FLOWS, Audience.PUBLIC, revision).rows == 4
        (broker,) = mine("broker", others)
        assert broker.num_threads() == 1
        assert mine("export", others) == []

    assert not broker.is_running()


def test_a_new_revision_takes_the_place_of_the_old_one(address: str, others: set[int]) -> None:
    """While it is loaded, the one before answers, and says so."""
    first = loaded(address)
    with SparqlService(Source(address), LIMITS) as service:
        assert service.ask(FLOWS, Audience.PUBLIC, first).revision == first
        second = loaded(address, more=True)
        found = service.ask(FLOWS, Audience.PUBLIC, second)
        assert (found.rows, found.revision.number) == (4, 1)

        until(lambda: service.ask(FLOWS, Audience.PUBLIC, second).revision == second)
        assert service.ask(FLOWS, Audience.PUBLIC, second).rows == 5
        until(lambda: bool(service.ask(FLOWS, Audience.PUBLIC, second)) and len(mine("broker", others)) == 1)


def test_an_outdated_store_answers_only_so_long(address: str) -> None:
    """A record that was withdrawn is not told for ever, even where no newer store can be loaded."""
    first = loaded(address)
    limits = replace(LIMITS, stale_seconds=0, patience_seconds=20)
    with SparqlService(Source(address), limits) as service:
        service.ask(FLOWS, Audience.PUBLIC, first)
        second = loaded(address, more=True)

        assert service.ask(FLOWS, Audience.PUBLIC, second).revision == second


def test_a_store_that_died_is_loaded_again(address: str, others: set[int]) -> None:
    revision = loaded(address)
    with SparqlService(Source(address), LIMITS) as service:
        service.ask(FLOWS, Audience.PUBLIC, revision)
        (broker,) = mine("broker", others)
        broker.kill()

        assert service.ask(FLOWS, Audience.PUBLIC, revision).rows == 4
        (again,) = mine("broker", others)
        assert again.pid != broker.pid


def test_a_store_that_ends_as_it_is_asked_is_not_asked_again(
    address: str, others: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The question is sent, nobody reads it, and the process still counts as running."""
    revision = loaded(address)
    with SparqlService(Source(address), LIMITS) as service, ThreadPoolExecutor() as pool:
        service.ask(FLOWS, Audience.PUBLIC, revision)
        (broker,) = mine("broker", others)
        broker.suspend()
        asking = pool.submit(service.ask, FLOWS, Audience.PUBLIC, revision)
        time.sleep(0.3)
        monkeypatch.setattr(subprocess.Popen, "poll", lambda _: None)
        broker.kill()

        assert asking.result().rows == 4


def test_a_store_that_is_ending_is_not_asked_twice(
    address: str, others: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a moment it hears nothing any more and still counts as running."""
    revision = loaded(address)
    with SparqlService(Source(address), LIMITS) as service:
        service.ask(FLOWS, Audience.PUBLIC, revision)
        (broker,) = mine("broker", others)
        broker.kill()
        until(lambda: broker.status() == psutil.STATUS_ZOMBIE)
        monkeypatch.setattr(subprocess.Popen, "poll", lambda _: None)

        assert service.ask(FLOWS, Audience.PUBLIC, revision).rows == 4


def test_a_question_dies_with_its_store_and_is_asked_again(address: str, others: set[int]) -> None:
    revision = loaded(address)
    with SparqlService(Source(address), replace(LIMITS, seconds=4)) as service:
        service.ask(FLOWS, Audience.PUBLIC, revision)
        (broker,) = mine("broker", others)
        killer = subprocess.Popen(["sh", "-c", f"sleep 1; kill -KILL {broker.pid}"])

        with pytest.raises(DeadlineError):
            service.ask(SLOW, Audience.PUBLIC, revision)
        killer.wait()
        assert not broker.is_running()
        assert service.ask(FLOWS, Audience.PUBLIC, revision).rows == 4


def test_a_question_that_hangs_leaves_nothing_behind(address: str, others: set[int]) -> None:
    revision = loaded(address)
    with SparqlService(Source(address), LIMITS) as service:
        with pytest.raises(DeadlineError):
            service.ask(SLOW, Audience.PUBLIC, revision)
        (broker,) = mine("broker", others)

        until(lambda: broker.children() == [], seconds=2)


def test_a_graph_that_cannot_be_read_is_asked_for_again_later(address: str, caplog: pytest.LogCaptureFixture) -> None:
    with SparqlService(Source(address), replace(LIMITS, patience_seconds=30, retry_seconds=1)) as service:
        absent = Revision(1, "", "", "c", {}, {})
        with pytest.raises(NotReadyError):
            service.ask(FLOWS, Audience.PUBLIC, absent)
        assert "No SPARQL store for public" in caplog.text

        revision = loaded(address)
        time.sleep(1)
        assert service.ask(FLOWS, Audience.PUBLIC, revision).rows == 4


def test_who_has_no_patience_is_told_to_come_back(address: str) -> None:
    revision = loaded(address)
    with (
        SparqlService(Source(address), replace(LIMITS, patience_seconds=0.05)) as service,
        pytest.raises(NotReadyError),
    ):
        service.ask(FLOWS, Audience.PUBLIC, revision)


def test_it_can_be_closed_while_it_loads(address: str) -> None:
    revision = loaded(address)
    service = SparqlService(Source(address), replace(LIMITS, patience_seconds=0.05))
    with pytest.raises(NotReadyError):
        service.ask(FLOWS, Audience.PUBLIC, revision)
    began = time.monotonic()
    service.close()

    assert time.monotonic() - began < 5
    with pytest.raises(NotReadyError):
        service.ask(FLOWS, Audience.PUBLIC, revision)


def test_a_store_outlives_no_service(address: str) -> None:
    """Not even one that is killed."""
    loaded(address)
    program = (
        "import sys, time\n"
        "from practice_atlas.graph.engines.address import open_engine\n"
        "from practice_atlas.graph.revisions import current_revision\n"
        "from practice_atlas.graph.sparql.limits import SparqlLimits\n"
        "from practice_atlas.graph.sparql.question import Question\n"
        "from practice_atlas.graph.sparql.service import SparqlService\n"
        "from practice_atlas.graph.sparql.source import Source\n"
        "from practice_atlas.ontology.vocabularies import Audience\n"
        "with open_engine(sys.argv[1]) as engine:\n"
        "    revision = current_revision(engine)\n"
        "service = SparqlService(Source(sys.argv[1]), SparqlLimits(patience_seconds=60))\n"
        "service.ask(Question('ASK { }'), Audience.PUBLIC, revision)\n"
        "print('asked', flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, address], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "asked\n"
        stores = psutil.Process(running.pid).children(recursive=True)
        assert stores
        running.send_signal(signal.SIGKILL)
        running.wait()
        until(lambda: not any(store.is_running() for store in stores), seconds=5)


def test_addresses_begin_as_the_operator_says(address: str) -> None:
    """And the prefixes with them."""
    revision = loaded(address)
    with SparqlService(Source(address, things="https://atlas.example.org/id/"), LIMITS) as service:
        question = Question("SELECT ?flow { ?flow atlas:teacher city:bela }", rows="tsv")

        assert service.ask(question, Audience.PUBLIC, revision).body.decode().splitlines()[1:] == [
            "<https://atlas.example.org/id/flow/bela-dalma>"
        ]


def test_limits_are_what_is_documented() -> None:
    assert SparqlLimits().seconds == 10
    assert SparqlLimits().at_once == 4
