"""Neo4j is killed and started again, and made slow, while many ask and somebody loads: nothing torn, nothing lost."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil
import pytest

from practice_atlas.graph.engines.contract import Engine, Statement
from practice_atlas.graph.engines.errors import EngineUnavailableError
from practice_atlas.graph.revisions import current_revision, revisions
from practice_atlas.graph.writing import load
from practice_atlas.ontology.dataset import Dataset
from tests.support.callers import Callers
from tests.support.neo4j_server import Neo4jServer
from tests.support.sample import ROWS, sample
from tests.support.service import ServiceProcess

pytestmark = [pytest.mark.neo4j, pytest.mark.alone, pytest.mark.long, pytest.mark.timeout(400)]
CITIES = [row["id"] for row in ROWS if row["id"].startswith("city:")]
#: Each tells names of cities; that of a timeline takes several reads.
PATHS = ("/v1/search?q=v&limit=50", "/v1/cities?limit=50&facets=country", "/v1/cities/city:dalma", "/v1/matrix")
LONGEST = 8
VERSION = re.compile(r" v(\d+)\b")


def version(number: int) -> Dataset:
    """The sample in which every city is called by a number: an answer that mixes two of them would show it."""
    return sample(changed={city: {"name": f"{city.partition(':')[2]} v{number}"} for city in CITIES})


class Loading:
    """Loads one version after the other, whatever happens to the server; which revision is which version."""

    def __init__(self, engine: Engine) -> None:
        self.version_of: dict[int, int] = {}
        self._engine = engine
        self._over = threading.Event()
        self.load(1)

    def load(self, number: int) -> None:
        """One version; after a failure it is known only later whether it is there."""
        self.version_of[load(self._engine, version(number)).revision.number] = number

    def until_over(self) -> None:
        """Load without a pause. After a failure the next version goes over whatever was left."""
        number = 1
        while not self._over.is_set():
            number += 1
            try:
                self.load(number)
            except EngineUnavailableError:  # not for certain: the driver may try until the server is there again
                self._learn(number)

    def _learn(self, unsure: int) -> None:
        """What became of a load that broke off: its revision is there whole, or not at all."""
        while not self._over.is_set():
            try:
                newest = current_revision(self._engine)
                break
            except EngineUnavailableError:
                time.sleep(0.2)
        else:
            return
        if newest.number not in self.version_of:
            self.version_of[newest.number] = unsure

    def stop(self) -> None:
        self._over.set()


@pytest.fixture
def server(fragile_server: Neo4jServer) -> Neo4jServer:
    """A server with nothing in it, which the tests kill and start."""
    with fragile_server.engine() as engine:
        engine.write([Statement("MATCH (n) DETACH DELETE n")])
    return fragile_server


@pytest.fixture
def service(server: Neo4jServer, tmp_path: Path) -> Iterator[ServiceProcess]:
    """A service before it, never restarted."""
    with ServiceProcess(
        server.address, tmp_path, environment=server.environment, longest_answer=LONGEST, rate_per_address=0
    ) as running:
        yield running


def until(holds: Callable[[], bool], seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def is_well(answer: httpx.Response) -> bool:
    return answer.status_code == 200


def is_away(answer: httpx.Response) -> bool:
    return answer.status_code == 503


def check(answers: list[httpx.Response], version_of: Mapping[int, int]) -> Counter[int]:
    """That no answer is wrong, and each told in words what it is; how many of each status there were."""
    for answer in answers:
        if answer.status_code == 200:
            told = {int(number) for number in VERSION.findall(answer.text)}
            assert told == {version_of[answer.json()["revision"]]}, answer.text
        else:
            assert answer.status_code in (503, 504), answer.text
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.status_code == 504 or int(answer.headers["retry-after"]) > 0
    return Counter(answer.status_code for answer in answers)


def test_killed_and_started_while_many_ask_and_somebody_loads(server: Neo4jServer, service: ServiceProcess) -> None:
    with server.engine() as engine, ThreadPoolExecutor(1) as pool:
        loading = Loading(engine)
        until(lambda: is_well(service.get("/v1/cities")))
        loads = pool.submit(loading.until_over)
        try:
            with Callers(service, PATHS, threads=6) as callers:
                callers.wait_for(is_well, answers=12)
                server.kill()
                callers.wait_for(is_away)
                server.start()
                callers.wait_for(is_well, answers=12)
        finally:
            loading.stop()
        loads.result()
        there = {revision.number for revision in revisions(engine)}
        last = service.get("/v1/cities?limit=50")

    counted = check([*callers.answers, last], loading.version_of)
    assert counted[200] >= 24
    assert counted[503] > 0
    assert there == set(loading.version_of) == set(range(1, len(there) + 1))
    assert last.json()["revision"] == max(there)
    assert "Traceback" not in service.log.read_text()


def test_slow_it_is_waited_for(server: Neo4jServer, service: ServiceProcess) -> None:
    """The server works a fifth of the time. Answers come later, and are right."""
    with server.engine() as engine:
        loading = Loading(engine)
        until(lambda: is_well(service.get("/v1/cities")))
        (process,) = [child for child in psutil.Process().children(recursive=True) if _serves(child, server)]
        with Callers(service, PATHS, threads=4) as callers:
            deadline = time.monotonic() + 60
            while sum(map(is_well, list(callers.answers))) < 30:
                assert time.monotonic() < deadline
                process.send_signal(signal.SIGSTOP)
                time.sleep(0.2)
                process.send_signal(signal.SIGCONT)
                time.sleep(0.05)

    assert check(callers.answers, loading.version_of)[200] >= 30


def _serves(process: psutil.Process, server: Neo4jServer) -> bool:
    port = int(server.address.rpartition(":")[2])
    return any(one.status == psutil.CONN_LISTEN and one.laddr.port == port for one in process.net_connections("tcp"))
