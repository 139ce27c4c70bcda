"""What is recorded bears on the recommendations: the mentor's load, who is not proposed again, and kept answers."""

from __future__ import annotations

from typing import Any

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from tests.api.recording.conftest import RECORDS, Hub
from tests.support.pairing import network

MENTORS = "/v1/cities/lina/mentors?practice=Youth council"
ADDRESSES = (
    MENTORS,
    "/v1/pairings?learner=lina&practice=Youth council",
    "/v1/cities/lina/next-practices",
    "/v1/replication-opportunities",
    "/v1/pairings/brief?learner=lina&mentor=nour&practice=Youth council&format=json",
    "/mentors?learner=lina&practice=Youth council",
    "/next?learner=lina",
    "/opportunities",
    "/pairings",
    "/follow-up",
)


def capacity(answer: Any, mentor: str = "city:nour") -> Any:
    (found,) = [one for one in answer["mentors"] if one["city"]["id"] == mentor]
    (part,) = [reason for reason in found["reasons"] if reason["part"] == "capacity"]
    return part


def test_a_mentor_with_whom_it_is_agreed_has_less_room(hub: Hub) -> None:
    made = hub.propose("Quiet")
    proposed = capacity(hub.service.get(MENTORS).json())
    hub.move(made, "agreed")
    agreed = capacity(hub.service.get(MENTORS).json())
    hub.move(made, "called-off")
    off = capacity(hub.service.get(MENTORS).json())

    assert proposed["figures"] == off["figures"] == {"mentees": 0.0, "recorded": 0.0}
    assert agreed["figures"] == {"mentees": 1.0, "recorded": 1.0}
    assert (proposed["value"], agreed["value"]) == (1.0, 0.5)


def test_a_mentor_who_is_busy_by_what_is_recorded_is_not_proposed(hub: Hub) -> None:
    hub.move(hub.propose("Quiet"), "agreed")

    answer = hub.service.get(f"{MENTORS}&most_mentees=0").json()

    assert {"city:nour"} == {city["id"] for group in answer["not_proposed"] if group["reason"] == "busy"
                             for city in group["cities"]}  # fmt: skip


def test_the_same_two_are_not_proposed_again_for_the_same(hub: Hub) -> None:
    made = hub.propose(day="2025-01-01")
    answer = hub.service.get(MENTORS).json()
    wider = hub.service.get("/v1/cities/lina/mentors?practice=Youth engagement").json()

    assert "city:nour" not in [mentor["city"]["id"] for mentor in answer["mentors"]]
    (group,) = [group for group in answer["not_proposed"] if group["reason"] == "paired"]
    assert [city["id"] for city in group["cities"]] == ["city:nour"]
    assert [(one["id"], one["stage"], one["since"]) for one in answer["going"]] == [
        (made["id"], "proposed", "2025-01-01")
    ]
    assert "city:nour" in [mentor["city"]["id"] for mentor in wider["mentors"]]
    assert hub.service.get(ADDRESSES[4]).status_code == 200  # a brief is for the two who are paired

    hub.move(made, "declined")
    assert "city:nour" in [mentor["city"]["id"] for mentor in hub.service.get(MENTORS).json()["mentors"]]


def test_nor_as_a_next_practice_nor_as_an_opportunity(hub: Hub) -> None:
    def pairs() -> set[tuple[str, str]]:
        found = hub.service.get("/v1/cities/lina/next-practices").json()["practices"]
        return {(one["practice"]["id"], mentor["city"]["id"]) for one in found for mentor in one["mentors"]}

    def opportunity() -> Any:
        found = hub.service.get("/v1/replication-opportunities?practice=Youth council").json()["opportunities"]
        return next(one for one in found if one["learner"]["id"] == "city:lina")

    before = pairs()
    assert ("practice:youth-council", "city:nour") in before
    assert opportunity()["mentor"]["city"]["id"] == "city:nour"
    hub.propose()
    answer = hub.service.get("/v1/replication-opportunities?practice=Youth council").json()

    assert before - pairs() == {("practice:youth-council", "city:nour")}
    assert opportunity()["mentor"]["city"]["id"] != "city:nour"
    assert answer["paired"] == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_kept_answer_is_given_after_something_was_recorded(hub: Hub, address: str) -> None:
    before = hub.service.get(address)
    again = hub.service.get(address)
    made = hub.propose("Quiet", day="2020-01-01")
    hub.move(made, "agreed", day="2020-01-01")
    after = hub.service.get(address)
    same = hub.service.get(address)

    assert (before.status_code, after.status_code) == (200, 200)
    assert before.content == again.content
    assert after.content == same.content != before.content
    assert after.headers["etag"] != before.headers["etag"]
    assert hub.service.get(address, if_none_match=before.headers["etag"]).status_code == 200
    assert hub.service.get(address, if_none_match=after.headers["etag"]).status_code == 304


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_recorded_for_others_changes_nothing(hub: Hub, address: str) -> None:
    before = hub.service.get(address)
    made = hub.propose("Quiet", audience="members", day="2020-01-01")
    hub.move(made, "agreed", day="2020-01-01")
    hub.propose(audience="hub")
    after = hub.service.get(address)

    assert (after.content, after.headers["etag"]) == (before.content, before.headers["etag"])


def test_the_version_of_what_is_recorded_is_told_by_audience(hub: Hub) -> None:
    hub.move(hub.propose("Quiet", audience="members"), "agreed")
    open_, member = hub.service.get(MENTORS).json(), hub.member.ask("GET", MENTORS).json()

    assert open_["recorded"] == "none"
    assert member["recorded"] == hub.member.ask("GET", RECORDS).json()["recorded"] != "none"
    assert (capacity(open_)["value"], capacity(member)["value"]) == (1.0, 0.5)


def test_as_it_was_known_then_and_as_of_a_day(hub: Hub) -> None:
    known = hub.service.get(f"{MENTORS}&known_at=1")
    hub.move(hub.propose("Quiet", day="2024-01-01"), "agreed", day="2024-06-01")

    def mentees(day: str) -> Any:
        return capacity(hub.service.get(f"{MENTORS}&as_of={day}").json())["figures"]["recorded"]

    assert hub.service.get(f"{MENTORS}&known_at=1").content == known.content
    assert (mentees("2024-03"), mentees("2024-07")) == (0.0, 1.0)


def test_a_pairing_whose_city_is_closed_later_is_closed_too(hub: Hub) -> None:
    made = hub.propose("Quiet")
    before = hub.service.get(RECORDS).json()["total"]
    closed = {"id": "city:quiet", "name": "Quiet", "country": "country:ma", "audience": "members"}
    with open_engine(hub.service.app.state.settings.engine, writable=True) as engine:
        load(engine, network(closed))

    assert (before, hub.service.get(RECORDS).json()["total"]) == (1, 0)
    assert hub.service.get(f"{RECORDS}/{made['id']}").status_code == 404
    assert hub.member.ask("GET", RECORDS).json()["total"] == 1
