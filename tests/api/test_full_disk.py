"""The disk of graph and store is full while somebody loads: nothing is lost, everybody is told, and room is enough.

The files of the service may not grow beyond a size, which to it is a disk without room; then the limit is lifted.
"""

from __future__ import annotations

import json
import resource
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from practice_atlas.api.store import open_store
from practice_atlas.api.store.keys import Scope
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from tests.api.writing.editing import JSON, document
from tests.bench.synthetic import Size, dataset, tables
from tests.support.service import ServiceProcess

#: A program that outlives the signal which such a limit sends.
PATIENT = (
    "-c",
    "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); from practice_atlas.cli.main import run; run()",
    "serve",
)
FEW, MANY = Size(cities=10, practices=5, flows=20), Size(cities=400, practices=20, flows=1_500)


@pytest.fixture
def key(tmp_path: Path) -> str:
    """An editor's key, of a store that has room in its files for some more entries."""
    with open_engine(f"embedded:{tmp_path / 'graph'}", writable=True) as engine:
        load(engine, dataset(tables(FEW, 1)))
    with open_store(f"sqlite:{tmp_path / 'store.sqlite'}") as store:
        return store.keys.make("editor", Scope.EDITOR)[1]


@pytest.fixture
def service(tmp_path: Path, key: str) -> Iterator[ServiceProcess]:
    """The service over them."""
    del key
    store = f"sqlite:{tmp_path / 'store.sqlite'}"
    whole = {"PYTHONDONTWRITEBYTECODE": "1"}  # half a module would stay in the cache, for everybody
    with ServiceProcess(
        f"embedded:{tmp_path / 'graph'}", tmp_path, program=PATIENT, environment=whole, store=store
    ) as running:
        yield running


def limited(service: ServiceProcess, size: int) -> None:
    """How large its files may become."""
    resource.prlimit(service.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def send(service: ServiceProcess, key: str) -> httpx.Response:
    body = json.dumps(document(dataset(tables(MANY, 1)))).encode()
    headers = {"X-API-Key": key, "Content-Type": JSON}
    return httpx.post(f"{service.base}/v1/datasets/load", content=body, headers=headers, timeout=120, trust_env=False)


@pytest.mark.long
@pytest.mark.parametrize(
    ("room", "statuses"),
    [pytest.param(300_000, {503, 507}, id="none for the graph"), pytest.param(4_096, {503}, id="none for the store")],
)
def test_a_load_without_room(service: ServiceProcess, key: str, tmp_path: Path, room: int, statuses: set[int]) -> None:
    before = service.get("/v1/cities?limit=50")
    file = (tmp_path / "graph" / "graph.kgl").read_bytes()
    limited(service, room)

    refused = send(service, key)
    meanwhile = service.get("/v1/cities?limit=50")
    left = (tmp_path / "graph" / "graph.kgl").read_bytes()
    limited(service, resource.RLIM_INFINITY)
    again = send(service, key)
    after = service.get("/v1/health", X_API_Key=key)

    assert refused.status_code in statuses, refused.text
    assert refused.headers["content-type"] == "application/problem+json"
    assert str(tmp_path) not in refused.text
    assert (meanwhile.status_code, meanwhile.json()) == (200, before.json())
    assert left == file
    assert again.status_code == 200, again.text
    assert after.json()["revision"] == again.json()["revision"] == 2
    assert sorted(path.name for path in (tmp_path / "graph").glob("*.tmp*")) == []
