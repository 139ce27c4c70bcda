"""Long work goes on without its client, one load at a time, and says in the end what came of it."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from practice_atlas.api.settings import Settings
from practice_atlas.api.store.keys import Scope
from practice_atlas.api.writing import work as working
from practice_atlas.api.writing import worker as workers
from practice_atlas.api.writing.work import SMALL, Bench
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.ontology.dataset import Dataset
from tests.api.client import Client, serving
from tests.api.writing.editing import JSON, Editing, document
from tests.bench.synthetic import Size, dataset, tables
from tests.support.sample import sample

LATER = {"Prefer": "wait=1, respond-async"}
LOAD = "/v1/datasets/load"


@pytest.fixture(scope="module")
def large() -> Dataset:
    """More than is answered at once: some 8,000 records."""
    found = dataset(tables(Size(cities=300, practices=30, flows=3000)))
    assert len(json.dumps(document(found))) > SMALL
    return found


def test_who_prefers_gets_a_job_at_once_and_its_result_later(editor: Editing) -> None:
    changed = sample(changed={"city:bela": {"name": "Béla"}})

    begun = editor.load(changed, **LATER)
    told = editor.finished(begun.json()["id"])

    assert begun.status_code == 202
    assert begun.headers["location"] == f"/v1/jobs/{told['id']}"
    assert int(begun.headers["retry-after"]) >= 1
    assert (told["state"], told["kind"], told["who"]) == ("done", "load", "the editor")
    assert (told["result"]["revision"], "city:bela" in told["result"]["changed"]) == (2, True)
    assert told["progress"]["done"] == told["progress"]["total"]
    assert told["created"] <= told["started"] <= told["finished"]


def test_what_is_large_becomes_a_job_by_itself(empty: Client, large: Dataset) -> None:
    editor = Editing(empty)
    begun, ended = [], []
    for query in ("?dry_run=true", ""):
        begun.append(editor.load(large, query))
        ended.append(editor.finished(begun[-1].json()["id"]))
    dry, done = ended

    assert [answer.status_code for answer in begun] == [202, 202]
    assert (dry.get("problem"), done.get("problem")) == (None, None)
    assert (dry["kind"], done["kind"]) == ("load, dry-run", "load")
    assert (dry["result"]["counts"]["added"], done["result"]["counts"]["added"]) == (len(large.records),) * 2
    assert done["result"]["revision"] == 1
    assert editor.revision() == 1


def test_a_job_that_fails_says_all_that_is_wrong(editor: Editing) -> None:
    wrong = document(sample())
    wrong["records"] += [{"id": "city:x", "nam": "X"}, {"id": "city:y", "country": "Atlantis"}]

    job = editor.send("POST", LOAD, wrong, **LATER).json()["id"]
    problem = editor.finished(job)["problem"]

    assert (problem["status"], problem["count"]) == (422, len(problem["problems"]))
    assert {item["rule"] for item in problem["problems"]} == {"field.unknown", "field.missing", "country.unknown"}
    assert editor.revision() == 1


def test_jobs_are_for_editors_and_listed_newest_first(editor: Editing) -> None:
    first = editor.load(sample(), **LATER).json()["id"]
    editor.finished(first)
    second = editor.send("POST", "/v1/datasets/check", document(sample()), **LATER).json()["id"]

    listed = editor.ask("GET", "/v1/jobs?limit=2").json()
    assert [job["id"] for job in listed] == [second, first]
    assert editor.ask("GET", "/v1/jobs/nothing").status_code == 404
    assert Editing(editor.client, Scope.HUB).ask("GET", f"/v1/jobs/{first}").status_code == 403


def test_who_waits_too_long_is_sent_to_the_job(editor: Editing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "LONGEST", 0.0)

    answer = editor.load(sample(changed={"city:bela": {"name": "Béla"}}))

    assert answer.status_code == 202
    assert editor.finished(answer.json()["id"])["result"]["revision"] == 2


class Held:
    """Keeps a service's loads waiting, once they hold the graph, until `go` is set."""

    def __init__(self, client: Client, monkeypatch: pytest.MonkeyPatch, *, patience: float = 0.3) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        client.app.state.worker._graphs._patience = patience
        progress = Bench.progress

        def held(bench: Bench, step: str, done: int, total: int) -> None:
            if step == "Checking records":
                self.begun.set()
                assert self.go.wait(60)
            progress(bench, step, done, total)

        monkeypatch.setattr(Bench, "progress", held)


def test_of_two_loads_at_once_the_second_is_told_what_runs(editor: Editing, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(editor.client, monkeypatch)
    first = editor.soon("POST", LOAD, json.dumps(document(sample(without=("waiver:title",)))).encode(), JSON)
    assert held.begun.wait(30)

    second = editor.load(sample(changed={"city:bela": {"name": "Béla"}}))
    third = editor.ask("DELETE", "/v1/datasets/sample/records/waiver:title", None, None, **LATER)
    running = editor.ask("GET", "/v1/jobs").json()
    held.go.set()

    assert [answer.status_code for answer in (second, third)] == [409, 409]
    assert second.json()["job"] == third.json()["job"]
    assert second.headers["retry-after"]
    assert [job["state"] for job in running if job["id"] == second.json()["job"]] == ["running"]
    assert first.result().json()["withdrawn"] == ["waiver:title"]
    assert editor.revision() == 2


def test_a_load_waits_for_a_short_one(editor: Editing, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(editor.client, monkeypatch, patience=30)
    first = editor.soon("POST", LOAD, json.dumps(document(sample(without=("waiver:title",)))).encode(), JSON)
    assert held.begun.wait(30)
    second = editor.soon("POST", "/v1/datasets/sample/records", b'{"withdraw": ["flow:hidden"]}', JSON)

    held.go.set()

    assert (first.result().json()["revision"], second.result().json()["revision"]) == (2, 3)


def test_another_program_that_writes_is_waited_for_and_told(editor: Editing, settings: Settings) -> None:
    editor.client.app.state.worker._graphs._patience = 0.5
    with open_engine(settings.engine, writable=True):
        refused = editor.ask("DELETE", "/v1/datasets/sample/records/waiver:title")
        dry = editor.ask("DELETE", "/v1/datasets/sample/records/waiver:title?dry_run=true")

    assert (refused.status_code, dry.status_code) == (409, 200)
    assert str(settings.engine.partition(":")[2]) not in refused.text
    assert editor.ask("DELETE", "/v1/datasets/sample/records/waiver:title").status_code == 200


@pytest.mark.usefixtures("editor")
def test_the_graph_is_given_back_after_each_load(settings: Settings) -> None:
    with open_engine(settings.engine, writable=True) as engine:
        assert engine.describe().engine == "embedded"


def test_there_is_a_limit_to_what_is_under_way(editor: Editing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_MOST", 1)
    held = Held(editor.client, monkeypatch)
    first = editor.soon("POST", LOAD, json.dumps(document(sample())).encode(), JSON)
    assert held.begun.wait(30)

    assert editor.send("POST", "/v1/datasets/check", document(sample())).status_code == 409
    held.go.set()
    assert first.result().status_code == 200


@pytest.fixture
def stopped(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What became of a load that was under way when its service was stopped."""
    told: dict[str, Any] = {}
    with serving(settings.model_copy(update={"stop_seconds": 0})) as client:
        editor = Editing(client)
        assert editor.load(sample()).status_code == 200
        held = Held(client, monkeypatch)
        job = editor.load(sample(without=("waiver:title",)), **LATER).json()["id"]
        assert held.begun.wait(30)
        timer = threading.Timer(1.0, held.go.set)
        timer.start()
    timer.join()
    monkeypatch.undo()
    with serving(settings) as client:
        editor = Editing(client, Scope.ADMIN)
        told["job"] = editor.finished(job)
        told["revision"] = editor.revision()
    return told


def test_a_service_that_stops_takes_back_what_it_could_not_finish(stopped: dict[str, Any]) -> None:
    assert stopped["job"]["state"] == "failed"
    assert stopped["job"]["problem"]["status"] == 503
    assert "stopped" in stopped["job"]["problem"]["detail"]
    assert stopped["revision"] == 1


def test_a_fault_of_ours_is_told_as_such_and_loads_nothing(
    editor: Editing, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_bench: Bench, step: str, _done: int, _total: int) -> None:
        if step == "Checking records":
            raise RuntimeError("secret words")

    monkeypatch.setattr(Bench, "progress", broken)
    answer = editor.load(sample(without=("waiver:title",)))
    job = editor.ask("GET", "/v1/jobs?limit=1").json()[0]["id"]
    monkeypatch.undo()

    assert answer.status_code == 500
    assert "secret" not in answer.text + editor.ask("GET", f"/v1/jobs/{job}").text
    assert "secret words" in caplog.text
    assert editor.revision() == 1


def test_a_disk_that_is_full_is_told(editor: Editing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "not there"))

    refused = editor.load(sample())

    assert refused.status_code == 507
    assert str(tmp_path) not in refused.text
    assert editor.ask("GET", "/v1/jobs?limit=1").json()[0]["state"] == "failed"
    monkeypatch.undo()
    assert editor.revision() == 1
