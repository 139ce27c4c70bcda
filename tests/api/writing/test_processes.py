"""The service as a process of its own: left by clients, killed, stopped, and asked while it loads."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest

from practice_atlas.api.store import Store, open_store
from practice_atlas.api.store.jobs import State
from practice_atlas.api.store.keys import Scope
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Statement
from practice_atlas.graph.revisions import current_revision
from practice_atlas.graph.writing import load
from practice_atlas.ontology.dataset import Dataset
from tests.api.writing.editing import JSON, document
from tests.bench.synthetic import Size, dataset, tables
from tests.support.neo4j_server import Neo4jServer
from tests.support.sample import sample
from tests.support.service import ServiceProcess

LOAD = "/v1/datasets/load"
SIZE = Size(cities=100, practices=20, flows=400)


class Place:
    """An embedded graph with the sample, and a store with an editor's key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.engine = f"embedded:{folder / 'graph'}"
        self.store = f"sqlite:{folder / 'store.sqlite'}"
        with open_engine(self.engine, writable=True) as engine:
            self.before = load(engine, dataset(tables(SIZE, 1))).revision.content
        with self.opened() as store:
            _, self.key = store.keys.make("editor", Scope.EDITOR)

    def opened(self) -> Store:
        return open_store(self.store)

    def process(self, **settings: Any) -> ServiceProcess:
        return ServiceProcess(self.engine, self.folder, store=self.store, rate_per_key=0, **settings)

    def content(self) -> str:
        with open_engine(self.engine) as engine:
            return current_revision(engine).content


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def send(service: ServiceProcess, key: str, wanted: Dataset, **headers: str) -> httpx.Response:
    body = json.dumps(document(wanted)).encode()
    named = {"X-API-Key": key, "Content-Type": JSON, **headers}
    return httpx.post(service.base + LOAD, content=body, headers=named, timeout=120, trust_env=False)


def other() -> Dataset:
    return dataset(tables(SIZE, 2))


def finished(service: ServiceProcess, key: str, job: str) -> dict[str, Any]:
    deadline = time.monotonic() + 120
    while True:
        told: dict[str, Any] = service.get(f"/v1/jobs/{job}", X_API_Key=key).json()
        if told["state"] in ("done", "failed"):
            return told
        assert time.monotonic() < deadline, told
        time.sleep(0.1)


def begun(place: Place) -> str:
    """The newest job, once a process works on it."""
    deadline = time.monotonic() + 60
    with place.opened() as store:
        while time.monotonic() < deadline:
            jobs = store.jobs.all(limit=1)
            if jobs and jobs[0].state is State.RUNNING:
                return jobs[0].id
            time.sleep(0.02)
    raise AssertionError("no job was begun")


def test_a_load_goes_on_when_its_client_leaves(place: Place) -> None:
    with place.process() as service:
        body = json.dumps(document(other())).encode()
        head = (
            f"POST {LOAD} HTTP/1.1\r\nHost: x\r\nX-API-Key: {place.key}\r\nContent-Type: {JSON}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", service.port)) as connection:
            connection.sendall(head.encode() + body)
            job = begun(place)
        told = finished(service, place.key, job)

    assert (told["state"], told["result"]["revision"]) == ("done", 2)
    assert place.content() != place.before


@pytest.mark.long
@pytest.mark.parametrize("after", [0.0, 0.2, 0.4])
def test_a_killed_service_leaves_one_revision_and_a_job_that_failed(place: Place, after: float) -> None:
    with place.process() as service:
        job = send(service, place.key, other(), Prefer="respond-async").json()["id"]
        time.sleep(after)
        service.process.kill()
        service.process.wait()

    with place.opened() as store:
        told = store.jobs.get(job)  # no silence has to be waited for: its process is gone
    left = place.content()
    if after and told.state is State.DONE:  # on a quick machine
        assert left != place.before
    else:
        assert told.state is State.FAILED
        assert "ended" in told.problems[0]["message"]
    with place.process() as service:
        assert service.get("/v1/health", X_API_Key=place.key).json()["revision"] == (1 if left == place.before else 2)
        again = finished(service, place.key, send(service, place.key, other(), Prefer="respond-async").json()["id"])
        assert (again["state"], again["result"]["revision"]) == ("done", 2)
        assert place.content() != place.before


def test_a_service_that_is_stopped_finishes_or_says_that_it_did_not(place: Place) -> None:
    with place.process(stop_seconds=1) as service:
        job = send(service, place.key, other(), Prefer="respond-async").json()["id"]
        begun(place)
        code = service.stop()

    with place.opened() as store:
        told = store.jobs.get(job)
    assert code in (0, -15)
    assert told.state in (State.DONE, State.FAILED)
    assert (place.content() == place.before) == (told.state is State.FAILED)


def test_answers_during_loads_are_each_of_one_revision(tmp_path: Path) -> None:
    """Every city is called by the number of its version; an answer that mixes two would show two numbers."""
    place = Place(tmp_path)
    cities = [record.id for record in sample().records.values() if record.kind == "city"]
    versions = [sample(changed={name: {"name": f"{name[5:]} v{number}"} for name in cities}) for number in range(6)]
    seen: Counter[str] = Counter()
    torn: list[str] = []
    over = threading.Event()

    def ask(service: ServiceProcess) -> None:
        while not over.is_set():
            answer = service.get("/v1/search?q=v&limit=50", X_API_Key=place.key)
            if answer.status_code != 200:
                seen[str(answer.status_code)] += 1
                continue
            hits = [hit["thing"] for hit in answer.json()["hits"]]
            numbers = {thing["name"].split()[-1] for thing in hits if thing["id"] in cities}
            seen.update(numbers)
            torn.extend([answer.text] if len(numbers) > 1 else [])

    with open_engine(place.engine, writable=True) as engine:
        engine.write([Statement("MATCH (n) DETACH DELETE n")])
    with place.process() as service:
        send(service, place.key, versions[0])
        readers = [threading.Thread(target=ask, args=(service,)) for _ in range(3)]
        for reader in readers:
            reader.start()
        told = [send(service, place.key, version).status_code for version in versions[1:]]
        time.sleep(0.5)
        over.set()
        for reader in readers:
            reader.join()

    assert told == [200] * 5
    assert torn == []
    assert len([number for number in seen if number.startswith("v")]) >= 2, seen


@pytest.mark.long
@pytest.mark.neo4j
def test_of_two_loads_by_two_processes_on_neo4j_none_is_mixed(neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    place = Place(tmp_path)
    alone = [place.before]
    with open_engine(place.engine, writable=True) as engine:
        alone.append(load(engine, dataset(tables(SIZE, 2))).revision.content)
    with neo4j_server.engine() as engine:
        engine.write([Statement("MATCH (n) DETACH DELETE n")])
        load(engine, dataset(tables(Size(cities=20, practices=5, flows=40), 3)))
    named: dict[str, Any] = {
        name.removeprefix("PRACTICE_ATLAS_").lower(): value for name, value in neo4j_server.environment.items()
    }
    services = [
        ServiceProcess(neo4j_server.address, tmp_path, store=place.store, rate_per_key=0, **named) for _ in range(2)
    ]
    with services[0], services[1]:
        answers: list[dict[str, Any]] = []

        def ask(service: ServiceProcess, seed: int) -> None:
            job = send(service, place.key, dataset(tables(SIZE, seed)), Prefer="respond-async")
            assert job.status_code == 202, job.text
            answers.append(finished(service, place.key, job.json()["id"]))

        askers = [threading.Thread(target=ask, args=pair) for pair in zip(services, (1, 2), strict=True)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
        revision = services[0].get("/v1/health", X_API_Key=place.key).json()["revision"]

    done = [answer for answer in answers if answer["state"] == "done"]
    assert len(answers) == 2
    assert len(done) == revision - 1 >= 1
    assert [answer["problem"]["status"] for answer in answers if answer["state"] == "failed"] in ([], [409])
    with neo4j_server.engine(writable=False) as engine:
        assert current_revision(engine).content in alone
