"""Single records: made, replaced, withdrawn and restored, each as a revision of its own."""

from __future__ import annotations

import json

import pytest

from practice_atlas.api.store.keys import Scope
from practice_atlas.ontology.dataset import Dataset, DatasetInfo
from tests.api.writing.editing import JSON, Editing
from tests.support.sample import records, sample

RECORDS = "/v1/datasets/sample/records"
NEW = {"id": "city:fera", "name": "Fera", "country": "country:ly", "population": 1200, "latitude": 1.5}


def test_a_record_is_made_replaced_withdrawn_and_restored(editor: Editing) -> None:
    path = f"{RECORDS}/city:fera"

    made = editor.send("PUT", path, NEW).json()
    same = editor.send("PUT", path, NEW).json()
    replaced = editor.send("PUT", path, NEW | {"name": "Féra"}).json()
    withdrawn = editor.ask("DELETE", path).json()
    gone = editor.ask("GET", "/v1/entities/city:fera").status_code
    restored = editor.ask("POST", f"{path}/restore").json()

    assert (made["added"], made["revision"]) == (["city:fera"], 2)
    assert (same["counts"]["unchanged"], same["revision"]) == (len(sample().records) + 1, 2)
    assert (replaced["changed"], replaced["revision"]) == (["city:fera"], 3)
    assert (withdrawn["withdrawn"], withdrawn["revision"]) == (["city:fera"], 4)
    assert gone == 404
    assert (restored["added"], restored["revision"]) == (["city:fera"], 5)
    assert editor.ask("GET", "/v1/entities/city:fera").json()["record"]["name"] == "Féra"


def test_a_dry_run_tells_the_same_and_writes_nothing(editor: Editing) -> None:
    path = f"{RECORDS}/city:fera"
    told = editor.send("PUT", f"{path}?dry_run=true", NEW).json()

    assert (told["dry_run"], told["added"], told["revision"]) == (True, ["city:fera"], 1)
    assert editor.revision() == 1
    assert editor.ask("DELETE", f"{RECORDS}/waiver:title?dry_run=true").json()["withdrawn"] == ["waiver:title"]
    assert editor.revision() == 1
    assert editor.ask("DELETE", f"{RECORDS}/waiver:title").status_code == 200
    assert editor.ask("POST", f"{RECORDS}/waiver:title/restore?dry_run=true").json()["added"] == ["waiver:title"]
    assert editor.revision() == 2


def test_what_is_referred_to_cannot_be_withdrawn(editor: Editing) -> None:
    refused = editor.ask("DELETE", f"{RECORDS}/theme:youth")

    assert refused.status_code == 422
    assert {(item["rule"], item["record"]) for item in refused.json()["problems"]} == {
        ("reference.withdrawn", "practice:youth-council"),
        ("reference.withdrawn", "practice:youth-engagement"),
    }
    assert editor.revision() == 1


def test_records_that_refer_to_each_other_change_together(editor: Editing) -> None:
    youth = {"id": "practice:youth-council", "name": "Youth council", "themes": ["theme:voice"],
             "broader": "practice:youth-engagement"}  # fmt: skip
    engagement = {"id": "practice:youth-engagement", "name": "Youth engagement", "themes": ["theme:voice"]}
    batch = {
        "records": [youth, engagement, {"id": "theme:voice", "name": "Voice"}],
        "withdraw": ["theme:youth", "waiver:title"],
    }

    told = editor.send("POST", RECORDS, batch).json()

    assert told["added"] == ["theme:voice"]
    assert told["withdrawn"] == ["theme:youth", "waiver:title"]
    assert {"practice:youth-council", "practice:youth-engagement"} <= set(told["changed"])
    assert editor.revision() == 2


def test_every_fault_of_a_batch_is_told_at_its_place(editor: Editing) -> None:
    batch = {
        "records": [NEW | {"country": "Atlantis", "population": True}, {"id": "town:x"}, {"id": "city:y", "nam": "Y"}]
    }

    refused = editor.send("POST", RECORDS, batch)

    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    places = {(item["file"], item["column"], item["rule"]) for item in refused.json()["problems"]}
    assert places >= {
        ("request", "/records/0/population", "number.form"),
        ("request", "/records/1/id", "identifier.form"),
        ("request", "/records/2/nam", "field.unknown"),
        ("request", "/records/2/name", "field.missing"),
    }
    assert refused.json()["count"] == len(refused.json()["problems"])
    assert editor.revision() == 1


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        (f"{RECORDS}/city:fera", b"[]", 400),
        (f"{RECORDS}/city:fera", b"{", 400),
        (f"{RECORDS}/city:fera", b"\xff", 400),
        (f"{RECORDS}/city:fera", b'{"id": "city:other"}', 422),
        (f"{RECORDS}/city:fera", b'{"name": "a", "name": "b"}', 422),
        (f"{RECORDS}/city:fera", b'{"name": "\\u0000", "country": "country:ly"}', 422),
        (f"{RECORDS}/city:fera", b'{"name": "\\ud800", "country": "country:ly"}', 400),
        (f"{RECORDS}/city:fera", b'{"name": ' + b"[" * 50_000, 400),
        (f"{RECORDS}/nonsense", b"{}", 422),
        ("/v1/datasets/nothing/records/city:fera", b'{"name": "F", "country": "country:ly"}', 404),
        ("/v1/datasets/..%2Fx/records/city:fera", b'{"name": "F", "country": "country:ly"}', 404),
    ],
)
def test_what_is_no_record(editor: Editing, path: str, body: bytes, status: int) -> None:
    refused = editor.ask("PUT", path, body, JSON)

    assert refused.status_code == status, refused.text
    assert editor.revision() == 1


@pytest.mark.parametrize(
    ("batch", "status"),
    [
        ({}, 400),
        ({"records": {}}, 400),
        ({"records": [1]}, 400),
        ({"withdraw": [{}]}, 400),
        ({"put": []}, 400),
        ({"records": [NEW], "withdraw": ["city:fera"]}, 400),
        ({"records": [NEW, NEW]}, 422),
        ({"records": [NEW] * 501}, 413),
        ({"withdraw": ["city:nowhere"]}, 404),
    ],
)
def test_what_is_no_batch(editor: Editing, batch: object, status: int) -> None:
    assert editor.send("POST", RECORDS, batch).status_code == status
    assert editor.revision() == 1


def test_what_was_not_withdrawn_is_not_restored(editor: Editing) -> None:
    assert editor.ask("POST", f"{RECORDS}/city:arda/restore").status_code == 422
    assert editor.ask("POST", f"{RECORDS}/city:never/restore").status_code == 404


def test_if_match_keeps_from_writing_over_what_was_not_seen(editor: Editing) -> None:
    etag = editor.ask("GET", "/v1/health").headers["etag"]
    path = f"{RECORDS}/city:fera"

    first = editor.send("PUT", path, NEW, **{"If-Match": etag})
    stale = editor.send("PUT", path, NEW | {"name": "Other"}, **{"If-Match": etag})
    again = editor.send("PUT", path, NEW | {"name": "Other"}, **{"If-Match": stale.headers["etag"]})
    loaded = editor.load(sample(), **{"If-Match": etag})
    dry = editor.ask("DELETE", f"{path}?dry_run=true", None, None, **{"If-Match": etag})

    assert (first.status_code, stale.status_code, again.status_code) == (200, 412, 200)
    assert (loaded.status_code, dry.status_code) == (412, 412)
    assert first.headers["etag"] == stale.headers["etag"]
    assert editor.revision() == 3


def test_what_another_data_set_states_stays_and_may_be_referred_to(editor: Editing) -> None:
    info = DatasetInfo(id="other", title="Other", publisher="Test", licence="CC0-1.0", version="1")
    shared = {"id": "city:arda", "name": "Arda", "names": ["أردة@ar", "Arde@fr"], "country": "country:lb",
              "latitude": 33.5, "longitude": 35.4, "population": 160000, "geonames": 1}  # fmt: skip
    assert editor.load(Dataset.of(info, records(shared))).status_code == 200

    clash = editor.send("PUT", "/v1/datasets/other/records/city:arda", shared | {"name": "Else"})
    added = editor.send(
        "PUT", "/v1/datasets/other/records/practice:a", {"name": "A", "broader": "practice:youth-council"}
    )
    gone = editor.ask("DELETE", "/v1/datasets/other/records/city:arda")

    assert (clash.status_code, clash.json()["problems"][0]["rule"]) == (422, "identifier.clash")
    assert (added.status_code, added.json()["added"]) == (200, ["practice:a"])
    assert gone.status_code == 200
    assert editor.ask("GET", "/v1/entities/city:arda").status_code == 200


def test_history_and_log_know_what_was_done_and_by_whom(editor: Editing) -> None:
    editor.ask("DELETE", f"{RECORDS}/waiver:title")
    editor.ask("POST", f"{RECORDS}/waiver:title/restore")
    editor.ask("DELETE", f"{RECORDS}/waiver:title?dry_run=true")
    store = editor.client.app.state.stores.get()

    entries = [entry for entry in store.audit.entries() if entry.after]
    past = store.history.revisions(editor.client.app.state.engine)

    assert [(entry.what, entry.who, entry.before, entry.after) for entry in entries] == [
        ("restore", "the editor", 2, 3),
        ("withdraw", "the editor", 1, 2),
        ("load", "the editor", 0, 1),
    ]
    assert entries[1].details["records"] == ["waiver:title"]
    assert [revision.known is not None for revision in past] == [True, True, True]


@pytest.mark.parametrize("scope", [Scope.READER, Scope.MEMBER, Scope.HUB])
def test_who_is_no_editor_may_not_write(editor: Editing, scope: Scope) -> None:
    other = Editing(editor.client, scope)
    answers = [
        other.send("PUT", f"{RECORDS}/city:fera", NEW),
        other.ask("DELETE", f"{RECORDS}/waiver:title"),
        other.ask("POST", f"{RECORDS}/waiver:title/restore"),
        other.send("POST", RECORDS, {"records": [NEW]}),
        other.load(sample()),
        other.send("POST", "/v1/datasets/check", {}),
        other.ask("GET", "/v1/jobs"),
        other.ask("GET", "/v1/jobs/x"),
    ]

    assert [answer.status_code for answer in answers] == [403] * 8
    assert editor.revision() == 1


def test_an_admin_may_and_nobody_in_particular_may_not(editor: Editing) -> None:
    admin = Editing(editor.client, Scope.ADMIN)

    assert admin.send("PUT", f"{RECORDS}/city:fera", NEW).status_code == 200
    body = json.dumps(NEW).encode()
    unnamed = editor.client.soon("PUT", f"{RECORDS}/city:fera", body, {"Content-Type": JSON}).result()
    assert unnamed.status_code == 401
    assert "www-authenticate" in unnamed.headers
