"""Answers are put together once for each question, audience and revision, and given again until the graph changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import Response
from starlette.responses import StreamingResponse

from practice_atlas.api.keeping import Answers
from practice_atlas.api.settings import Settings
from practice_atlas.api.store import open_store
from practice_atlas.api.store.keys import Scope
from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.writing import load
from tests.api.client import Client, serving
from tests.support.sample import sample

PATHS = (
    "/v1/cities?country=ma&facets=kind",
    "/v1/cities?format=csv",
    "/v1/entities/city:arda",
    "/v1/entities/Dalma?as_of=2024",
    "/v1/practices/Youth council/lineage",
    "/v1/entities/city:dalma/neighbourhood",
    "/v1/matrix",
    "/v1/search?q=ar",
)


@pytest.fixture
def address(tmp_path: Path) -> str:
    """An embedded graph that a test may change."""
    made = f"embedded:{tmp_path / 'graph'}"
    with open_engine(made, writable=True) as engine:
        load(engine, sample())
    return made


@pytest.fixture
def keeping(address: str) -> Iterator[Client]:
    """A service of its own, which nobody has asked anything yet."""
    with serving(Settings(engine=address)) as client:
        yield client


@pytest.mark.parametrize("path", PATHS)
def test_the_second_answer_is_the_first(keeping: Client, path: str) -> None:
    """Byte for byte, with the same headers, and the graph is not asked again."""
    first = keeping.get(path, x_request_id="same")
    asked = _count(keeping, "questions")
    second = keeping.get(path, x_request_id="same")

    assert first.status_code == 200
    assert (second.content, second.headers) == (first.content, first.headers)
    assert _count(keeping, "questions") == asked
    assert _count(keeping, "answered_again") == 1


def test_another_question_is_another_answer(keeping: Client) -> None:
    answers = {keeping.get(path).content for path in (*PATHS, f"{PATHS[0]}&limit=1", f"{PATHS[2]}?include=missing")}

    assert len(answers) == len(PATHS) + 2
    assert _count(keeping, "answered_again") == 0


def test_after_a_load_nothing_old_is_told(keeping: Client, address: str) -> None:
    before = keeping.get("/v1/entities/city:bela").json()
    with open_engine(address, writable=True) as engine:
        load(engine, sample(changed={"city:bela": {"name": "Belaya"}}))
    after = keeping.get("/v1/entities/city:bela").json()

    assert (before["thing"]["name"], after["thing"]["name"]) == ("Bela", "Belaya")
    assert after["revision"] == before["revision"] + 1


def test_nobody_gets_what_was_kept_for_another_audience(sample_address: str, tmp_path: Path) -> None:
    """The same address for the hub, for nobody, and for the hub again."""
    store = f"sqlite:{tmp_path / 'store.sqlite'}"
    with open_store(store) as opened:
        hub = opened.keys.make("hub", Scope.HUB)[1]
    with serving(Settings(engine=sample_address, store=store)) as client:
        totals = [client.get("/v1/cities", **headers).json()["total"] for headers in ({"x_api_key": hub}, {}) * 2]
        again = _count(client, "answered_again")

    assert totals == [7, 6, 7, 6]
    assert again == 2


def test_who_has_the_answer_is_told_so_whether_it_is_kept_or_not(keeping: Client) -> None:
    etag = keeping.get("/v1/practices").headers["etag"]

    assert keeping.get("/v1/practices", if_none_match=etag).status_code == 304
    assert keeping.get("/v1/themes", if_none_match=etag).status_code == 304
    assert keeping.get("/v1/practices", if_none_match='"other"').status_code == 200


def test_a_wrong_question_is_wrong_also_for_who_has_an_etag(keeping: Client) -> None:
    etag = keeping.get("/v1/practices").headers["etag"]

    assert keeping.get("/v1/practices?limit=none", if_none_match=etag).status_code == 422


def test_what_was_compressed_for_one_caller_is_plain_for_another(keeping: Client) -> None:
    path = "/v1/practices/Youth council/lineage"
    first, compressed = keeping.raw(path, accept_encoding="gzip")
    second, plain = keeping.raw(path, accept_encoding="identity")

    assert (first.headers["content-encoding"], second.headers.get("content-encoding")) == ("gzip", None)
    assert len(plain) > len(compressed)


def test_problems_are_not_kept(keeping: Client) -> None:
    problems = [keeping.get("/v1/cities/Nowhere").status_code for _ in range(2)]

    assert problems == [404, 404]
    assert _count(keeping, "answered_again") == 0


def test_an_operator_may_keep_nothing(sample_address: str) -> None:
    with serving(Settings(engine=sample_address, answers_kept=0)) as client:
        first, second = (client.get("/v1/matrix").content for _ in range(2))

        assert first == second
        assert _count(client, "answered_again") == 0


def test_the_room_is_limited_and_what_was_wanted_last_stays() -> None:
    """Of sixteen and more answers of a sixteenth of the room, the first goes unless it was asked for again."""
    answers = Answers(160_000)
    answers.find("r", ("", b"", ""))
    for number in range(15):
        answers.keep("r", (str(number), b"", ""), Response(bytes(8_900)))
    assert answers.find("r", ("0", b"", ""))
    for number in range(15, 18):
        answers.keep("r", (str(number), b"", ""), Response(bytes(8_900)))

    assert answers.find("r", ("0", b"", ""))
    assert not answers.find("r", ("1", b"", ""))


def test_a_long_address_counts() -> None:
    """Small answers to long addresses fill memory as well."""
    answers = Answers(160_000)
    answers.find("r", ("", b"", ""))
    for number in range(20):
        answers.keep("r", (str(number), bytes(8_000), ""), Response(b"small"))

    assert sum(answers.find("r", (str(number), bytes(8_000), "")) is not None for number in range(20)) < 18


def test_a_quotation_is_there_as_soon_as_its_source_is(keeping: Client) -> None:
    """It comes from a file beside the graph, so that no revision tells of it."""
    for _ in range(2):
        assert keeping.get("/v1/evidence/evidence:exchange").status_code == 200

    assert _count(keeping, "answered_again") == 0


@pytest.mark.parametrize(
    "response",
    [Response(bytes(10_001)), Response(b"", status_code=404), StreamingResponse(iter([b"part"]))],
    ids=["large", "problem", "in parts"],
)
def test_what_is_not_kept(response: Response) -> None:
    answers = Answers(160_000)
    answers.find("r", ("", b"", ""))
    answers.keep("r", ("a", b"", ""), response)

    assert answers.find("r", ("a", b"", "")) is None


def test_an_answer_of_a_revision_that_is_gone_is_not_kept() -> None:
    answers = Answers(160_000)
    answers.find("new", ("", b"", ""))
    answers.keep("old", ("a", b"", ""), Response(b"old"))

    assert answers.find("new", ("a", b"", "")) is None


def _count(client: Client, name: str) -> int:
    found = client.app.state.metrics.registry.get_sample_value(f"practice_atlas_{name}_total")
    assert found is not None
    return int(found)
