"""Whether the bench of the service itself works, on little data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from tests.bench.service_addresses import LIMITS, MOST, addresses, mixed
from tests.bench.service_first import FIRST, at_once, seconds
from tests.bench.service_graph import ServedGraph
from tests.bench.service_load import LoadError, load
from tests.bench.service_memory import memory_of
from tests.bench.service_quads import HEADINGS, quads
from tests.bench.soak import growth
from tests.bench.synthetic import Size
from tests.support.service import ServiceProcess

SIZE = Size.of(200)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> ServedGraph:
    return ServedGraph.embedded(tmp_path_factory.mktemp("graph"), SIZE.flows)


@pytest.fixture(scope="module")
def service(graph: ServedGraph) -> Iterator[ServiceProcess]:
    with graph.served(workers=1) as running:
        yield running


def test_each_question_is_asked_for_different_things() -> None:
    asked = addresses(Size.of(100_000))

    assert set(asked) == set(LIMITS)
    assert {len(paths) - len(set(paths)) for paths in asked.values()} == {0}
    assert min(map(len, asked.values())) > MOST / 2


def test_every_kind_of_address_is_answered(service: ServiceProcess) -> None:
    kinds = {path.rpartition(".")[2] if path.startswith("/id/") else path.split("?")[0].split(":")[0]: path
             for path in mixed(SIZE)}  # fmt: skip

    found = {path: service.get(path).status_code for path in kinds.values()}

    assert len(found) > 12
    assert found == dict.fromkeys(found, 200)


def test_answers_are_noted_one_by_one(service: ServiceProcess) -> None:
    took = load(service.base, ["/v1/health/live", "/v1/cities?limit=1"], seconds=1)

    assert took.milliseconds == sorted(took.milliseconds)
    assert 0 < took.percentile(50) <= took.percentile(99) <= took.milliseconds[-1]
    assert took.rate > 1
    assert took.kilobytes > 0.01


def test_an_answer_that_is_not_200_is_told(service: ServiceProcess) -> None:
    with pytest.raises(LoadError, match="404 for /v1/cities/city:nowhere"):
        load(service.base, ["/v1/cities/city:nowhere"], seconds=1)


def test_first_questions_are_measured_of_a_service_that_has_just_started(graph: ServedGraph) -> None:
    assert 0 < at_once(partial(graph.served, 1), "type-ahead") < 60
    assert set(LIMITS) - set(FIRST) == {"filtered list"}  # told as those of cities and of flows


@pytest.mark.parametrize("name", FIRST)
def test_every_first_question_is_answered(service: ServiceProcess, name: str) -> None:
    assert 0 < seconds(service, name) < 60


def test_memory_is_that_of_the_running_service(service: ServiceProcess) -> None:
    assert 30 < memory_of(service.process.pid).workers < 3_000


def test_growth_is_told_of_what_comes_after_the_warm_up() -> None:
    assert growth([10.0, *[100.0] * 10, *[103.0] * 9]) == pytest.approx(3)
    assert growth([10.0] * 4) == 0


def test_quads_are_counted_and_timed() -> None:
    told = [dict(zip(HEADINGS, row, strict=True)) for row in quads(6_000)]

    assert told[0]["what"].startswith("N-Quads")
    assert 5_000 < int(told[0]["how many"].replace(",", "")) < 9_000
    assert [row["limit"] for row in told if row["limit"]] == ["5: kept", "8: kept", "2: kept"]
