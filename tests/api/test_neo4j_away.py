"""Neo4j goes away and comes back, is there too late, and says nothing: the service says so, and is well again."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from practice_atlas.graph.writing import load
from tests.support.neo4j_server import Neo4jServer
from tests.support.sample import sample
from tests.support.service import ServiceProcess

pytestmark = [pytest.mark.alone, pytest.mark.long, pytest.mark.neo4j, pytest.mark.timeout(300)]
#: Seconds that a question may take here: more than the driver tries, 5 and the pause that it is in, 8.4 at most.
LONGEST = 10


@pytest.fixture(scope="module")
def server(fragile_server: Neo4jServer) -> Neo4jServer:
    """A server with the sample, which the tests end and start."""
    with fragile_server.engine() as engine:
        load(engine, sample())
    return fragile_server


@pytest.fixture(scope="module")
def service(server: Neo4jServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    """A service before it, never restarted."""
    folder = tmp_path_factory.mktemp("service")
    with ServiceProcess(
        server.address, folder, environment=server.environment, longest_answer=LONGEST, rate_per_address=0
    ) as running:
        yield running


def _until(holds: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def _timed(service: ServiceProcess, path: str) -> tuple[httpx.Response, float]:
    began = time.monotonic()
    return service.get(path), time.monotonic() - began


def test_it_goes_away_and_comes_back(server: Neo4jServer, service: ServiceProcess) -> None:
    before = service.get("/v1/cities")
    server.kill()
    first, first_seconds = _timed(service, "/v1/cities")
    second, second_seconds = _timed(service, "/v1/cities")
    ready, live = service.get("/v1/health/ready"), service.get("/v1/health/live")
    server.start()
    _until(lambda: service.get("/v1/cities").status_code == 200)
    after, again = service.get("/v1/cities"), service.get("/v1/health/ready")

    assert before.status_code == 200
    assert [answer.status_code for answer in (first, second, ready, live)] == [503, 503, 503, 200]
    assert all(answer.headers["retry-after"] for answer in (first, second, ready))
    assert first_seconds < LONGEST + 2
    assert second_seconds < 1  # nobody tries again so soon
    assert server.address.rpartition(":")[2] not in first.text
    assert (after.json(), again.status_code) == (before.json(), 200)


def test_pages_say_so_too(server: Neo4jServer, service: ServiceProcess) -> None:
    server.kill()
    page = service.get("/")
    server.start()
    _until(lambda: service.get("/").status_code == 200)

    assert page.status_code == 503
    assert "Not available at the moment" in page.text


def test_a_server_that_says_nothing_makes_nobody_wait_for_ever(server: Neo4jServer, service: ServiceProcess) -> None:
    """Stopped, not ended: connections stand, and nothing comes. The time of a question is up, then all is well."""
    (process,) = [
        child
        for child in psutil.Process().children(recursive=True)
        if server.address.rpartition(":")[2] in _open(child)
    ]
    assert service.get("/v1/cities").status_code == 200
    process.send_signal(signal.SIGSTOP)
    try:
        late, seconds = _timed(service, "/v1/cities")
        ready, ready_seconds = _timed(service, "/v1/health/ready")
        live = service.get("/v1/health/live")
    finally:
        process.send_signal(signal.SIGCONT)
    _until(lambda: service.get("/v1/cities").status_code == 200)

    assert late.status_code == 504
    assert seconds < LONGEST + 4
    assert ready.status_code == 503
    assert ready_seconds < 6
    assert live.status_code == 200


def _open(process: psutil.Process) -> set[str]:
    """The ports that a process listens on."""
    return {str(one.laddr.port) for one in process.net_connections("tcp") if one.status == psutil.CONN_LISTEN}


def test_a_service_starts_before_its_server(server: Neo4jServer, tmp_path: Path) -> None:
    server.kill()
    with ServiceProcess(server.address, tmp_path, environment=server.environment) as early:
        before = early.get("/v1/cities")
        server.start()
        _until(lambda: early.get("/v1/cities").status_code == 200)

    assert before.status_code == 503
    assert "503" in early.log.read_text()
