"""The service as a process: it ends what it began, runs in several processes, and comes up before its servers do."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil
import pytest
from prometheus_client.parser import text_string_to_metric_families

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from tests.support.demanding_service import SLOW_BEGAN
from tests.support.embedded import embedded
from tests.support.sample import sample
from tests.support.service import DEMANDING, ServiceProcess

WORKERS = 2


@pytest.mark.parametrize("options", [(), ("--workers", "2")], ids=["one process", "several"])
def test_it_stops_when_it_is_told_to(loaded: str, tmp_path: Path, options: tuple[str, ...]) -> None:
    with ServiceProcess(loaded, tmp_path, *options) as service:
        children = psutil.Process(service.process.pid).children(recursive=True)
        code = service.stop()

    assert code == 0, service.log.read_text()
    assert "Traceback" not in service.log.read_text()
    assert _left(children) == []


def _left(processes: Sequence[psutil.Process], seconds: float = 10) -> list[psutil.Process]:
    """Those that still run after a while: Python's own tracker of shared things ends a moment after its parent."""
    deadline = time.monotonic() + seconds
    while (left := [one for one in processes if _runs(one)]) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left


def _runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.alone
def test_answers_of_several_workers_come_at_once(loaded: str, tmp_path: Path) -> None:
    """Not 40 ms later, when the caller's system has confirmed the first part: of fifty the median tells."""
    with ServiceProcess(loaded, tmp_path, "--workers", "2") as service, httpx.Client(trust_env=False) as client:
        seconds = []
        for _ in range(50):
            began = time.perf_counter()
            client.get(f"{service.base}/v1/health/live").raise_for_status()
            seconds.append(time.perf_counter() - began)

    assert statistics.median(seconds) < 0.03


def test_requests_under_way_are_answered_before_it_stops(loaded: str, tmp_path: Path) -> None:
    with (
        ServiceProcess(loaded, tmp_path, program=DEMANDING) as service,
        ThreadPoolExecutor(4) as threads,
    ):
        under_way = [threads.submit(service.get, "/v1/slow?seconds=3") for _ in range(4)]
        _begun(service, 4)
        service.process.terminate()
        time.sleep(0.5)
        refused = threads.submit(service.get, "/v1/health/live")
        answers = [one.result() for one in under_way]
        with pytest.raises(httpx.TransportError):
            refused.result()
        service.process.wait(20)

    assert [answer.status_code for answer in answers] == [200] * 4


def _begun(service: ServiceProcess, answers: int, *, seconds: float = 30) -> None:
    """Waits until so many are worked on: a busy machine takes its time to bring them there."""
    deadline = time.monotonic() + seconds
    while service.log.read_text().count(SLOW_BEGAN) < answers:
        assert time.monotonic() < deadline, service.log.read_text()
        time.sleep(0.05)


def test_it_does_not_wait_for_ever(loaded: str, tmp_path: Path) -> None:
    with (
        ServiceProcess(loaded, tmp_path, program=DEMANDING, stop_seconds=1) as service,
        ThreadPoolExecutor(1) as threads,
    ):
        under_way = threads.submit(service.get, "/v1/slow?seconds=60", timeout=90)
        _begun(service, 1)
        began = time.monotonic()
        service.process.terminate()
        service.process.wait(30)
        seconds = time.monotonic() - began
        try:
            told = under_way.result().status_code, under_way.result().headers["content-type"]
        except httpx.TransportError:  # the connection may be closed before the answer is through
            told = 503, "application/problem+json"

    assert seconds < 20
    assert told == (503, "application/problem+json")
    assert "Traceback" not in service.log.read_text()


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A graph of its own, which is written to."""
    return embedded(tmp_path_factory.mktemp("workers"), sample())


@pytest.fixture(scope="module")
def several(graph: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    """A service of several processes."""
    folder = tmp_path_factory.mktemp("several")
    with ServiceProcess(graph, folder, "--workers", str(WORKERS), metrics="everybody", log_format="json") as service:
        yield service


def _workers(service: ServiceProcess) -> list[psutil.Process]:
    """The processes that answer, without those that watch over them or help them."""
    children = psutil.Process(service.process.pid).children(recursive=True)
    return [child for child in children if any("spawn_main" in word for word in _command(child))]


def _command(child: psutil.Process) -> list[str]:
    """Empty for one that has just ended."""
    try:
        return child.cmdline()
    except psutil.NoSuchProcess:  # or a zombie, which is a kind of it
        return []


def _answered(service: ServiceProcess) -> float:
    families = text_string_to_metric_families(service.get("/metrics").text)
    samples = [sample for family in families for sample in family.samples]
    return sum(
        one.value
        for one in samples
        if one.name == "practice_atlas_requests_total" and one.labels["route"] == "/v1/cities"
    )


def test_figures_are_of_all_workers(several: ServiceProcess) -> None:
    before = _answered(several)
    statuses = [several.get("/v1/cities").status_code for _ in range(40)]
    after = {_answered(several) for _ in range(6)}

    assert len(_workers(several)) >= WORKERS
    assert statuses == [200] * 40
    assert after == {before + 40}


def test_every_worker_sees_what_is_loaded_meanwhile(several: ServiceProcess, graph: str) -> None:
    before = {several.get("/v1/cities").json()["revision"] for _ in range(10)}
    with open_engine(graph, writable=True) as engine:
        load(engine, sample(changed={"city:arda": {"population": 170000}}))
    after = {several.get("/v1/cities").json()["revision"] for _ in range(20)}

    assert len(before) == 1
    assert after == {before.pop() + 1}


def test_a_worker_that_dies_is_replaced(several: ServiceProcess) -> None:
    victim = _workers(several)[0]
    victim.kill()
    deadline = time.monotonic() + 60
    while len([one for one in _workers(several) if one.pid != victim.pid]) < WORKERS:
        assert time.monotonic() < deadline
        time.sleep(0.2)

    assert [several.get("/v1/cities").status_code for _ in range(10)] == [200] * 10


def test_a_demo_leaves_nothing_behind(tmp_path: Path, loaded: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    with ServiceProcess(loaded, tmp_path, "--demo") as service:
        cities = service.get("/v1/cities").json()["total"]
        during = list((tmp_path / "temporary").iterdir())
        service.stop()

    assert cities > 10
    assert during != []
    assert list((tmp_path / "temporary").iterdir()) == []
