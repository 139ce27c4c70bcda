"""Names in one long text, and names that readers of a revision share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.questions.entity import entity
from practice_atlas.graph.questions.named import Named, One, named
from practice_atlas.graph.questions.search import search
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from practice_atlas.ontology.vocabularies import Audience
from tests.bench.synthetic import Size, dataset, tables
from tests.support.counting import CountingEngine

NAMED = Named(
    [
        One("city:b", "Bar", "|bar|foo|"),
        One("city:a", "Foo Bar", "|foo bar|"),
        One("city:c", "Ba", "|ba|"),
        One("city:d", "Foo", "|foo|foo foo|"),
    ]
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with open_engine(f"embedded:{tmp_path_factory.mktemp('graph')}", writable=True) as engine:
        made = tables(Size.of(100))
        made["cities"][3] |= {"audience": "members", "name": "Hidden"}
        load(engine, dataset(made))
        yield engine


@pytest.mark.parametrize(
    ("needle", "found"),
    [
        ("|foo|", ["city:b", "city:d"]),
        ("foo", ["city:a", "city:b", "city:d"]),
        ("|ba", ["city:c", "city:b"]),
        ("nothing", []),
    ],
)
def test_each_is_found_once_the_shortest_text_first(needle: str, found: list[str]) -> None:
    assert [one.identifier for one in NAMED.holding(needle)] == found
    assert not list(Named([]).holding(needle))


def test_who_may_not_see_a_thing_does_not_find_its_name(engine: Engine) -> None:
    assert search(Reader(engine), "hidden").total == 0
    assert [hit.thing.name for hit in search(Reader(engine, Audience.MEMBERS), "hidden").hits] == ["Hidden"]
    assert "city:c3" not in {one.identifier for one in named(Reader(engine), "City").holding("|")}


def test_names_that_were_left_are_not_asked_for_again_and_answers_are_the_same(engine: Engine) -> None:
    counting = CountingEngine(engine)
    shared: dict[str, object] = {}
    answers, reads = [], []
    for _ in range(2):
        counting.reads.clear()
        reader = Reader(counting)
        reader.share(shared)  # type: ignore[arg-type]
        answers.append(entity(reader, "practice:p0"))
        reader.leave()
        reads.append(len(counting.reads))

    assert answers[0] == answers[1] == entity(Reader(engine), "practice:p0")
    assert reads[1] < reads[0]
    assert "city:c0" in shared
    assert not any(key.startswith(("flow:", "evidence:")) for key in shared)


def test_what_is_not_left_is_not_shared(engine: Engine) -> None:
    shared: dict[str, object] = {}
    reader = Reader(engine)
    reader.share(shared)  # type: ignore[arg-type]

    reader.thing("city:c0")

    assert shared == {}
