"""Briefs over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice_atlas.api.settings import Settings
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.pairings.brief_answers import BriefAnswer
from practice_atlas.graph.writing import load
from tests.api.client import Client, serving
from tests.support.briefs import LEARNED
from tests.support.pairing import network

PATH = "/v1/pairings/brief?learner=Lina&mentor=Omid&practice=Youth council"


@pytest.fixture(scope="module")
def mentoring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The service on a small network."""
    folder = tmp_path_factory.mktemp("briefs")
    with open_engine(f"embedded:{folder / 'graph'}", writable=True) as engine:
        load(engine, network(*LEARNED))
    with serving(Settings(engine=f"embedded:{folder / 'graph'}", store=f"sqlite:{folder / 'store'}")) as client:
        yield client


@pytest.mark.parametrize(
    ("form", "media"), [("html", "text/html; charset=utf-8"), ("pdf", "application/pdf"), ("json", "application/json")]
)
def test_the_three_forms(mentoring: Client, form: str, media: str) -> None:
    answer = mentoring.get(f"{PATH}&format={form}")

    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert mentoring.get(f"{PATH}&format={form}").content == answer.content
    assert mentoring.get(f"{PATH}&format={form}", if_none_match=answer.headers["etag"]).status_code == 304


def test_html_is_the_default_and_strictly_closed(mentoring: Client) -> None:
    answer = mentoring.get(PATH)
    policy = answer.headers["content-security-policy"]

    assert "What to ask" in answer.text
    assert "default-src 'none'; script-src 'none'" in policy
    assert policy.endswith("frame-ancestors 'none'; sandbox")
    assert answer.headers["content-disposition"] == 'inline; filename="brief-lina-omid-youth-council.html"'


def test_a_new_city_is_as_it_was_described(mentoring: Client) -> None:
    path = "/v1/pairings/brief?country=iq&population=90000&speaks=ar&mentor=Omid&practice=Youth council"
    answer, told = mentoring.get(path), mentoring.get(f"{path}&format=json").json()
    listed = mentoring.get("/v1/pairings?country=iq&population=90000&language=ar&practice=Youth council").json()

    assert "a new member (Iraq)" in answer.text
    assert "90,000" in answer.text
    assert answer.headers["content-disposition"] == 'inline; filename="brief-new-iq-omid-youth-council.html"'
    assert told["mentor"] in listed["mentors"]
    assert (told["learner"]["city"], told["learner_city"]["languages"]) == (None, ["ar"])


def test_languages(mentoring: Client) -> None:
    arabic = mentoring.get(f"{PATH}&language=ar")

    assert arabic.headers["content-language"] == "ar"
    assert '<html lang="ar" dir="rtl">' in arabic.text
    assert "تُرجم النص العربي لهذه المذكرة آليًا" in arabic.text
    assert mentoring.get(f"{PATH}&language=fr&format=pdf").content.startswith(b"%PDF-")


def test_the_data_and_times(mentoring: Client) -> None:
    told = BriefAnswer.model_validate(mentoring.get(f"{PATH}&format=json").json())
    then = mentoring.get(f"{PATH}&format=json&as_of=2023&known_at=1").json()

    assert (told.mentor.city.name, told.candidates, told.revision) == ("Omid", 3, 1)
    assert then["as_of"] == "2023-12-31"


@pytest.mark.parametrize(
    ("query", "status", "parameter"),
    [
        ("mentor=Omid&practice=Youth council", 422, "learner"),
        ("learner=Lina&country=iq&mentor=Omid&practice=Youth council", 422, "learner"),
        ("country=zz&mentor=Omid&practice=Youth council", 404, "country"),
        ("country=iq&speaks=Arabic&mentor=Omid&practice=Youth council", 422, "speaks"),
        ("learner=Atlantis&mentor=Omid&practice=Youth council", 404, "learner"),
        ("learner=Lina&mentor=Hub&practice=Youth council", 404, "mentor"),
        ("learner=Lina&mentor=Omid&practice=Teleport", 404, "practice"),
        ("learner=Lina&mentor=Petra&practice=Youth council", 422, "mentor"),
        ("learner=Lina&mentor=Quiet&practice=Youth council", 422, "mentor"),
        ("learner=Lina&mentor=Lina&practice=Youth council", 422, "mentor"),
        ("learner=Lina&mentor=Omid&practice=Youth council&as_of=2019", 422, "mentor"),
        ("learner=Lina&mentor=Omid&practice=Youth council&as_of=soon", 422, "as_of"),
        ("learner=Lina&mentor=Omid&practice=Youth council&language=de", 422, "language"),
        ("learner=Lina&mentor=Omid&practice=Youth council&format=docx", 422, "format"),
        ("learner=Lina&mentor=Omid&practice=Youth council&most_mentees=-1", 422, "most_mentees"),
        ("learner=Lina&practice=Youth council", 422, "mentor"),
    ],
)
def test_what_cannot_be_asked_is_told(mentoring: Client, query: str, status: int, parameter: str) -> None:
    refused = mentoring.get(f"/v1/pairings/brief?{query}")

    assert (refused.status_code, refused.json()["parameter"]) == (status, parameter), refused.json()
    assert refused.headers["content-type"] == "application/problem+json"
