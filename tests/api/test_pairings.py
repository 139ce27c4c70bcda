"""Mentors over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice_atlas.api.settings import Settings
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from tests.api.client import Client, serving
from tests.support.pairing import network


@pytest.fixture(scope="module")
def mentoring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The service on a small network."""
    folder = tmp_path_factory.mktemp("pairings")
    with open_engine(f"embedded:{folder / 'graph'}", writable=True) as engine:
        load(engine, network())
    with serving(Settings(engine=f"embedded:{folder / 'graph'}", store=f"sqlite:{folder / 'store'}")) as client:
        yield client


def test_a_citys_mentors(mentoring: Client) -> None:
    path = "/v1/cities/Lina/mentors?practice=Youth council&limit=2"
    answer = mentoring.get(path)
    told = answer.json()

    assert answer.status_code == 200, told
    assert [mentor["city"]["name"] for mentor in told["mentors"]] == ["Nour", "Omid"]
    assert (told["total"], told["revision"], told["algorithm"], told["version"]) == (3, 1, "fixed-weights", "1")
    assert mentoring.get(path).content == answer.content
    assert mentoring.get(path, if_none_match=answer.headers["etag"]).status_code == 304


def test_the_same_by_its_other_address_and_for_a_new_city(mentoring: Client) -> None:
    named = mentoring.get("/v1/pairings?learner=Lina&practice=Youth council").json()
    described = mentoring.get(
        "/v1/pairings?country=lb&population=100000&need=theme:youth&need=Night bus&avoid=europe&prefer=asia&language=ar"
    ).json()

    alike = mentoring.get("/v1/pairings?country=country:LB&need=theme:youth").json()
    assert alike["mentors"] == mentoring.get("/v1/pairings?country=lb&need=theme:youth").json()["mentors"]
    assert named == mentoring.get("/v1/cities/city:lina/mentors?practice=Youth council").json()
    assert {mentor["city"]["name"] for mentor in described["mentors"]} == {"Nour", "Omid"}
    assert described["learner"]["city"] is None
    assert [subject["id"] for subject in described["subjects"]] == ["theme:youth", "practice:bus"]


def test_known_at_and_as_of(mentoring: Client) -> None:
    now = mentoring.get("/v1/cities/Lina/mentors?practice=Youth council&as_of=2019").json()
    then = mentoring.get("/v1/cities/Lina/mentors?practice=Youth council&known_at=1").json()

    assert (now["mentors"], now["insufficient"]) == ([], "not-by-then")
    assert len(then["mentors"]) == 3


def test_algorithms_need_no_graph(mentoring: Client) -> None:
    told = mentoring.get("/v1/algorithms").json()

    assert [item["name"] for item in told["algorithms"] if item["default"]] == ["fixed-weights"]
    (hazard,) = (item for item in told["algorithms"] if item["name"] == "explainable-hazard")
    assert hazard["answers"] == ["next-practices", "backtest"]
    assert hazard["takes"].startswith("200 adoptions")
    assert sum(told["weights"].values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("path", "status", "parameter"),
    [
        ("/v1/cities/Atlantis/mentors", 404, "id"),
        ("/v1/cities/theme:youth/mentors", 404, "id"),
        ("/v1/cities/Lina/mentors?practice=Teleport", 404, "practice"),
        ("/v1/cities/Lina/mentors?algorithm=oracle", 422, "algorithm"),
        ("/v1/cities/Lina/mentors?limit=51", 422, "limit"),
        ("/v1/cities/Lina/mentors?as_of=yesterday", 422, "as_of"),
        ("/v1/cities/Lina/mentors?avoid=narnia", 404, "avoid"),
        ("/v1/cities/Lina/mentors?avoid=europe&prefer=europe", 422, "avoid"),
        ("/v1/cities/Quiet/mentors", 422, "practice"),
        ("/v1/pairings", 422, "learner"),
        ("/v1/pairings?learner=Lina&country=lb", 422, "learner"),
        ("/v1/pairings?country=xx&need=theme:youth", 404, "country"),
        ("/v1/pairings?country=lbn&need=theme:youth", 422, "country"),
        ("/v1/pairings?country=lb&need=city:lina", 404, "need"),
        ("/v1/pairings?country=lb&population=0", 422, "population"),
    ],
)
def test_what_cannot_be_asked_is_told(mentoring: Client, path: str, status: int, parameter: str) -> None:
    refused = mentoring.get(path)

    assert (refused.status_code, refused.json()["parameter"]) == (status, parameter), refused.json()
    assert refused.json()["detail"]


def test_what_a_city_could_do_next(mentoring: Client) -> None:
    answer = mentoring.get("/v1/cities/Lina/next-practices?limit=1")
    told = answer.json()

    assert answer.status_code == 200, told
    assert [practice["practice"]["name"] for practice in told["practices"]] == ["Youth council"]
    assert told["practices"][0]["mentors"][0]["city"]["name"] == "Nour"
    assert mentoring.get("/v1/cities/Lina/next-practices?as_of=2015").json()["insufficient"] == "not-by-then"


def test_replication_opportunities(mentoring: Client) -> None:
    whole = mentoring.get("/v1/replication-opportunities").json()
    few = mentoring.get("/v1/replication-opportunities?region=asia&per_city=1&per_practice=1&limit=5").json()
    lebanon = mentoring.get("/v1/replication-opportunities?country=Lebanon&practice=Youth council").json()

    assert whole["total"] >= len(whole["opportunities"]) > 0
    assert len({one["practice"]["id"] for one in few["opportunities"]}) == len(few["opportunities"]) <= 5
    assert {one["learner"]["name"] for one in lebanon["opportunities"]} == {"Lina"}


@pytest.mark.parametrize(
    ("path", "status", "parameter"),
    [
        ("/v1/cities/Atlantis/next-practices", 404, "id"),
        ("/v1/cities/Lina/next-practices?limit=51", 422, "limit"),
        ("/v1/replication-opportunities?theme=Youth council", 404, "theme"),
        ("/v1/replication-opportunities?region=narnia", 404, "region"),
        ("/v1/replication-opportunities?per_city=0", 422, "per_city"),
        ("/v1/replication-opportunities?as_of=soon", 422, "as_of"),
    ],
)
def test_what_cannot_be_recommended_is_told(mentoring: Client, path: str, status: int, parameter: str) -> None:
    refused = mentoring.get(path)

    assert (refused.status_code, refused.json()["parameter"]) == (status, parameter), refused.json()
