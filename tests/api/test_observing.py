"""What is told of requests: ids, lines in the log, figures. Never a secret, never what a caller wrote."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from practice_atlas.api.logs import REQUEST_ID, JsonLines, PlainLines, log_configuration
from practice_atlas.api.settings import LogFormat, MetricsFor, Settings
from practice_atlas.api.store import open_store
from practice_atlas.api.store.keys import Scope
from practice_atlas.graph.engines.errors import QueryTimeoutError
from tests.api.client import Client, serving


@contextmanager
def _with_key(address: str, folder: Path, **settings: Any) -> Iterator[tuple[Client, str]]:
    """A service, and the secret of an administrator's key."""
    store_address = f"sqlite:{folder / 'store.sqlite'}"
    with open_store(store_address) as store:
        _, secret = store.keys.make("Ann's laptop", Scope.ADMIN)
    with serving(Settings(engine=address, store=store_address, **settings)) as client:
        yield client, secret


def test_a_sane_id_is_taken_over_and_others_are_replaced(service: Client) -> None:
    given = service.get("/v1/cities", x_request_id="from-the-proxy.1").headers["x-request-id"]
    made = [service.get("/v1/cities", x_request_id=bad).headers["x-request-id"] for bad in ("", "a b", "a" * 65, "<b>")]

    assert given == "from-the-proxy.1"
    assert len(set(made)) == 4
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in made)


def test_a_problem_names_its_request(service: Client) -> None:
    answer = service.get("/v1/cities/Atlantis", x_request_id="abc")

    assert answer.json()["request_id"] == answer.headers["x-request-id"] == "abc"


def test_each_request_is_a_line_without_what_the_caller_wrote(
    sample_address: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with _with_key(sample_address, tmp_path) as (client, secret), caplog.at_level(logging.INFO, "practice_atlas"):
        client.get(f"/v1/cities/Elin?key={secret}&as_of=2024", authorization=f"Bearer {secret}")
        client.get(f"/nothing/{secret}", x_api_key="wrong")
        client.send("HEAD", "/")
    lines = [record for record in caplog.records if record.name == "practice_atlas.requests"]
    told: list[dict[str, Any]] = [{**vars(record)["told"], "ms": 0} for record in lines]

    assert told == [
        {"method": "GET", "route": "/v1/cities/{id}", "status": 200, "ms": 0, "key": "Ann's laptop"},
        {"method": "GET", "route": "none", "status": 401, "ms": 0, "key": None},
        {"method": "HEAD", "route": "/", "status": 200, "ms": 0, "key": None},
    ]
    assert secret not in caplog.text
    assert "wrong" not in caplog.text


def _record(message: str, **more: Any) -> logging.LogRecord:
    record = logging.LogRecord("a.b", logging.WARNING, __file__, 1, message, (), None)
    record.__dict__.update(more)
    return record


def test_json_lines_are_one_object_each() -> None:
    line = JsonLines().format(_record("first\nsecond", request_id="r1", told={"status": 200, "key": None}))

    assert "\n" not in line
    told = json.loads(line)
    assert {name: told[name] for name in ("level", "logger", "message", "request_id", "status")} == {
        "level": "warning", "logger": "a.b", "message": "first\nsecond", "request_id": "r1", "status": 200,
    }  # fmt: skip
    assert "key" not in told


def test_plain_lines_cannot_be_forged() -> None:
    line = PlainLines().format(_record("x\n2026-01-01 INFO all is well\x1b[31m"))

    assert "\n" not in line
    assert "\x1b" not in line


@pytest.mark.parametrize("form", LogFormat)
def test_what_is_logged_during_a_request_names_it(form: LogFormat, capsys: pytest.CaptureFixture[str]) -> None:
    logger = logging.getLogger("practice_atlas.test")
    configuration = log_configuration(Settings(engine="embedded:x", log_format=form))
    handler = logging.StreamHandler()
    handler.addFilter(configuration["filters"]["request"]["()"]())
    handler.setFormatter(configuration["formatters"]["lines"]["()"]())
    logger.addHandler(handler)
    token = REQUEST_ID.set("r77")
    try:
        logger.warning("something")
    finally:
        REQUEST_ID.reset(token)
        logger.removeHandler(handler)

    assert "r77" in capsys.readouterr().err


def _figures(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    samples = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
    return {(sample.name, tuple(sorted(sample.labels.items()))): sample.value for sample in samples}


def test_figures_by_route_method_and_status(sample_address: str) -> None:
    settings = Settings(engine=sample_address, metrics=MetricsFor.EVERYBODY, rate_per_address=5)
    with serving(settings) as client:
        for path in ("/v1/cities/Elin", "/v1/cities/Arda", "/v1/cities/Atlantis", "/nothing", "/x/y"):
            client.get(path)
        client.get("/v1/cities")
        answer = client.get("/metrics")
    figures = _figures(answer.text)

    def requests(route: str, status: str) -> float:
        return figures["practice_atlas_requests_total", (("method", "GET"), ("route", route), ("status", status))]

    assert answer.headers["content-type"].startswith("text/plain")
    assert requests("/v1/cities/{id}", "200") == 2
    assert requests("/v1/cities/{id}", "404") == 1
    assert requests("none", "404") == 2
    assert figures["practice_atlas_refused_total", (("status", "429"),)] == 1
    assert figures["practice_atlas_questions_total", ()] == 3
    assert figures["practice_atlas_revision", ()] == 1
    assert figures["practice_atlas_request_seconds_count", (("route", "/v1/cities/{id}"),)] == 3
    assert "Atlantis" not in answer.text


def test_failures_of_the_engine_are_counted(sample_address: str) -> None:
    settings = Settings(engine=sample_address, metrics=MetricsFor.EVERYBODY, longest_answer=1e-9)
    with serving(settings) as client:
        client.app.state.engine._told(QueryTimeoutError("slow", fix="ask less"))
        figures = _figures(client.get("/metrics").text)

    assert figures["practice_atlas_engine_errors_total", (("kind", "QueryTimeoutError"),)] == 1


@pytest.mark.parametrize(
    ("whom", "without", "with_key"),
    [(MetricsFor.NOBODY, 404, 404), (MetricsFor.ADMIN, 401, 200), (MetricsFor.EVERYBODY, 200, 200)],
)
def test_figures_are_for_whom_the_operator_says(
    sample_address: str, tmp_path: Path, whom: MetricsFor, without: int, with_key: int
) -> None:
    with _with_key(sample_address, tmp_path, metrics=whom) as (client, secret):
        assert client.get("/metrics").status_code == without
        assert client.get("/metrics", authorization=f"Bearer {secret}").status_code == with_key
