"""Recording pairings over HTTP: by editors, checked against the graph, never overwritten, and only for its audience."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from practice_atlas.api.store.audit import Via, What
from practice_atlas.api.store.keys import Scope
from tests.api.recording.conftest import RECORDS, Hub
from tests.api.writing.editing import Editing

_PAIR = {"learner": "city:lina", "mentor": "city:nour", "practice": "practice:youth-council"}


def test_what_is_proposed_is_told_with_what_the_recommendations_said(hub: Hub) -> None:
    answer = hub.editor.send("POST", RECORDS, _PAIR | {"audience": "public", "day": "2025-03-01"})
    made = answer.json()["pairing"]
    found = hub.service.get(answer.headers["location"])
    (named,) = [
        mentor
        for mentor in hub.service.get(
            "/v1/cities/lina/mentors?practice=Youth council&known_at=1&as_of=2025-03-01"
        ).json()["mentors"]
        if mentor["city"]["id"] == "city:nour"
    ]

    assert answer.status_code == 201
    assert found.json()["pairing"] == made
    assert (made["stage"], made["proposed"], made["since"], made["audience"]) == (
        "proposed", "2025-03-01", "2025-03-01", "public",
    )  # fmt: skip
    assert made["may_follow"] == ["agreed", "declined", "called-off"]
    said = made["recommended"]
    assert (said["named"], said["rank"], said["score"], said["band"], said["revision"]) == (
        True, named["rank"], named["score"], named["band"], 1,
    )  # fmt: skip
    assert (said["algorithm"], said["candidates"], said["recorded"]) == ("fixed-weights", 3, "none")
    assert said["as_of"] == "2025-03-01"


def test_of_a_proposal_that_is_recorded_later_nothing_newer_speaks(hub: Hub) -> None:
    """Pella adopted it in 2024: a proposal of the year before was not recommended then."""
    now = hub.propose(mentor="Pella")["recommended"]
    then = hub.propose(learner="Quiet", mentor="Pella", day="2023-03-01")["recommended"]

    assert (now["named"], now["as_of"]) == (True, None)
    assert (then["named"], then["rank"], then["as_of"]) == (False, None, "2023-03-01")


def test_a_mentor_that_nobody_recommended_is_recorded_as_such(hub: Hub) -> None:
    paused, unknown = hub.propose(mentor="Petra"), hub.propose(mentor="Quiet")
    theme = hub.propose(learner="Quiet", practice="theme:youth")

    assert [(one["recommended"]["named"], one["recommended"]["reason"]) for one in (paused, unknown)] == [
        (False, "paused"), (False, None),
    ]  # fmt: skip
    assert paused["recommended"]["score"] is None
    assert (theme["subject"]["id"], theme["recommended"]["named"]) == ("theme:youth", True)


def test_what_they_said_is_what_the_audience_of_the_pairing_may_know(hub: Hub) -> None:
    """One more city is a candidate for the hub: that may not show in what everybody is told."""
    open_ = hub.propose()
    closed = hub.propose(learner="Quiet", audience="hub")

    assert (open_["recommended"]["candidates"], closed["recommended"]["candidates"]) == (3, 4)


def test_from_stage_to_stage_with_its_history(hub: Hub) -> None:
    made = hub.propose(day="2022-03-01")
    hub.move(made, "agreed", "under-way", day="2022-06-01")
    led = hub.move(made, "led-to", day="2023-06-01", led_to=["engagement:day"])
    told = hub.editor.ask("GET", f"{RECORDS}/{made['id']}").json()
    open_ = hub.service.get(f"{RECORDS}/{made['id']}").json()

    assert [thing["id"] for thing in led["led_to"]] == ["engagement:day"]
    assert led["may_follow"] == ["led-to"]
    assert [(change["stage"], change["day"], change["who"]) for change in told["changes"]] == [
        ("proposed", "2022-03-01", "the editor"), ("agreed", "2022-06-01", "the editor"),
        ("under-way", "2022-06-01", "the editor"), ("led-to", "2023-06-01", "the editor"),
    ]  # fmt: skip
    assert {change["who"] for change in open_["changes"]} == {None}


def test_a_stage_that_may_not_follow_is_a_conflict_that_names_those_that_may(hub: Hub) -> None:
    made = hub.propose()

    answer = hub.editor.send("POST", f"{RECORDS}/{made['id']}/stages", {"stage": "under-way"})

    assert answer.status_code == 409
    assert answer.json()["fix"] == "What may follow: agreed, declined, called-off."
    assert hub.service.get(f"{RECORDS}/{made['id']}").json()["pairing"] == made


def test_the_two_are_not_paired_twice_for_the_same(hub: Hub) -> None:
    made = hub.propose()

    answer = hub.editor.send("POST", RECORDS, _PAIR)

    assert answer.status_code == 409
    assert made["id"] in answer.json()["detail"]


@pytest.mark.parametrize(
    ("change", "status", "parameter"),
    [
        ({"learner": "Atlantis"}, 404, "learner"),
        ({"learner": "practice:bus"}, 404, "learner"),
        ({"mentor": "city:lina"}, 422, "mentor"),
        ({"practice": "city:nour"}, 404, "practice"),
        ({"audience": "public", "mentor": "city:hidden"}, 422, "audience"),
        ({"audience": "everybody"}, 422, "audience"),
        ({"day": "2999-01-01"}, 422, "day"),
        ({"day": "soon"}, 422, "day"),
        ({"day": "2025-02-30"}, 422, "day"),
        ({"algorithm": "oracle"}, 422, "algorithm"),
        ({"note": "more"}, 422, "note"),
    ],
)
def test_what_cannot_be_recorded(hub: Hub, change: dict[str, str], status: int, parameter: str) -> None:
    answer = hub.editor.send("POST", RECORDS, _PAIR | change)

    assert (answer.status_code, answer.json()["parameter"]) == (status, parameter), answer.text
    assert hub.editor.ask("GET", RECORDS).json()["total"] == 0


@pytest.mark.parametrize(
    ("led_to", "status", "told"),
    [
        ([], 422, "is not named"),
        (["flow:nowhere"], 404, "Nothing is known"),
        (["city:nour"], 404, "is no engagement or flow or implementation"),
        (["flow:nour-petra-youth-council"], 422, "does not tell of city:lina"),
        (["implementation:pella-elected-youth-council"], 422, "does not tell of city:lina"),
        (["implementation:hidden-youth-council"], 422, "is not for public to see"),
        (["engagement:day"], 422, "was so by 2023-05-31, before that"),
    ],
)
def test_what_it_led_to_has_to_be_of_the_graph_and_about_it(
    hub: Hub, led_to: list[str], status: int, told: str
) -> None:
    made = hub.propose(day="2024-03-01")
    hub.move(made, "agreed", "under-way")

    answer = hub.editor.send("POST", f"{RECORDS}/{made['id']}/stages", {"stage": "led-to", "led_to": led_to})

    assert (answer.status_code, answer.json()["parameter"] in ("led_to", "audience")) == (status, True), answer.text
    assert told in answer.json()["detail"]


def test_nothing_is_led_to_by_other_stages(hub: Hub) -> None:
    made = hub.propose()

    answer = hub.editor.send(
        "POST", f"{RECORDS}/{made['id']}/stages", {"stage": "agreed", "led_to": ["engagement:day"]}
    )

    assert (answer.status_code, answer.json()["parameter"]) == (422, "led_to")


def test_who_decides_on_what_is_no_longer_so_is_told(hub: Hub) -> None:
    made = hub.propose()
    seen = hub.editor.ask("GET", f"{RECORDS}/{made['id']}").headers["etag"]
    where = f"{RECORDS}/{made['id']}/stages"

    first = hub.editor.send("POST", where, {"stage": "agreed"}, **{"If-Match": seen})
    second = hub.editor.send("POST", where, {"stage": "called-off"}, **{"If-Match": seen})
    third = hub.editor.send("POST", where, {"stage": "called-off"}, **{"If-Match": first.headers["etag"]})

    assert (first.status_code, second.status_code, third.status_code) == (200, 412, 200)
    assert second.headers["etag"] == first.headers["etag"].removeprefix("W/") != seen.removeprefix("W/")


def test_editors_alone_record(hub: Hub) -> None:
    made = hub.propose()
    statuses = [
        asking.send("POST", path, body).status_code
        for asking in (hub.member, Editing(hub.service, Scope.HUB))
        for path, body in ((RECORDS, _PAIR), (f"{RECORDS}/{made['id']}/stages", {"stage": "agreed"}))
    ]

    assert statuses == [403] * 4
    assert hub.service.send("POST", RECORDS).status_code == 401


def test_who_may_not_know_of_it_is_told_as_if_it_were_not_there(hub: Hub) -> None:
    nothing = [hub.service.get(path).content for path in (RECORDS, "/v1/pairings/track-record", "/v1/reminders")]
    made = hub.propose(audience="members", day="2020-01-01")
    hub.move(made, "agreed", day="2020-01-02")
    one, other = hub.service.get(f"{RECORDS}/{made['id']}"), hub.service.get(f"{RECORDS}/pairing-0")

    assert [
        hub.service.get(path).content for path in (RECORDS, "/v1/pairings/track-record", "/v1/reminders")
    ] == nothing
    assert (one.status_code, one.json()["detail"].replace(made["id"], "x")) == (
        404, other.json()["detail"].replace("pairing-0", "x"),
    )  # fmt: skip
    assert hub.member.ask("GET", RECORDS).json()["total"] == 1
    assert hub.member.ask("GET", "/v1/reminders?what=pairing").json()["total"] == 1


def test_what_is_closed_later_is_gone_for_the_others(hub: Hub) -> None:
    made = hub.propose()
    before = hub.service.get(RECORDS).json()["total"]
    hub.move(made, "agreed", audience="hub")

    assert (before, hub.service.get(RECORDS).json()["total"], hub.editor.ask("GET", RECORDS).json()["total"]) == (
        1,
        0,
        1,
    )
    assert hub.service.get(f"{RECORDS}?known_at=1").json()["total"] == 0


def test_filters_pages_and_counts(hub: Hub) -> None:
    first = hub.propose(day="2024-01-01")
    second = hub.propose(mentor="Omid", day="2024-02-01")
    third = hub.propose(learner="Quiet", practice="theme:youth", day="2024-03-01")
    hub.move(second, "agreed", day="2024-04-01")

    def asked(query: str) -> list[str]:
        return [one["id"] for one in hub.service.get(f"{RECORDS}?{query}").json()["pairings"]]

    assert asked("") == [second["id"], third["id"], first["id"]]
    assert asked("stage=proposed&stage=agreed&learner=Lina") == [second["id"], first["id"]]
    assert asked("mentor=city:omid") == asked("due=true") == [second["id"]]
    assert asked("due=true&months=120") == []
    assert asked("practice=theme:youth") == [third["id"]]
    assert hub.service.get(f"{RECORDS}?stage=agreed&learner=Lina").json()["stages"] == {"proposed": 1, "agreed": 1}
    page = hub.service.get(f"{RECORDS}?limit=2").json()
    assert asked(f"limit=2&after={page['next']}") == [first["id"]]
    assert hub.service.get(f"{RECORDS}?learner=Atlantis").status_code == 404


def test_as_tables(hub: Hub) -> None:
    made = hub.propose()
    text = hub.service.get(f"{RECORDS}?format=csv")
    book = load_workbook(io.BytesIO(hub.service.get(f"{RECORDS}?format=xlsx").content))

    (row,) = csv.DictReader(io.StringIO(text.content.decode("utf-8-sig")))
    assert (row["id"], row["learner"], row["mentor id"], row["stage"]) == (made["id"], "Lina", "city:nour", "proposed")
    assert text.headers["x-total-count"] == "1"
    assert [cell.value for cell in book["pairings"][2]][:2] == [made["id"], "Lina"]


def test_the_log_says_who_recorded_it(hub: Hub) -> None:
    made = hub.propose()
    hub.move(made, "agreed")

    moved, proposed = hub.service.app.state.stores.get().audit.entries(limit=2)

    assert (moved.what, proposed.what) == (What.PAIRING_MOVED, What.PAIRING_PROPOSED)
    assert (moved.who, moved.via, moved.details["id"]) == ("the editor", Via.HTTP, made["id"])
