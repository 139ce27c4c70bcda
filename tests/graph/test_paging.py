"""Pages: together they are the whole, whatever their size, and on both engines."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.questions.answers import PagedAnswer
from practice_atlas.graph.questions.entity import entity
from practice_atlas.graph.questions.flows import flows, who_implements
from practice_atlas.graph.questions.lineage import lineage
from practice_atlas.graph.questions.lists import things_of
from practice_atlas.graph.questions.missing import missing
from practice_atlas.graph.questions.paging import FIRST, Page, cursor, slice_of
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from practice_atlas.ontology.dataset import Dataset
from practice_atlas.ontology.errors import QuestionError
from tests.support.sample import INFO, ROWS, records, sample

Asked = Callable[[Reader, Page], PagedAnswer]

QUESTIONS: dict[str, tuple[Asked, str]] = {
    "city": (lambda reader, page: entity(reader, "city:dalma", page=page), "entries"),
    "institution": (lambda reader, page: entity(reader, "institution:hub", page=page), "entries"),
    "lineage": (lambda reader, page: lineage(reader, "practice:youth-council", page=page), "steps"),
    "flows": (lambda reader, page: flows(reader, page=page), "flows"),
    "flows to a city": (lambda reader, page: flows(reader, learner="city:dalma", page=page), "flows"),
    "who implements": (
        lambda reader, page: who_implements(reader, "practice:youth-council", page=page),
        "implementations",
    ),
    "missing": (lambda reader, page: missing(reader, "city:dalma", page=page), "gaps"),
    "cities": (lambda reader, page: things_of(reader, "city", page=page), "rows"),
}


def with_city(name: str) -> Dataset:
    """The sample with one city more."""
    return Dataset.of(INFO, records(*ROWS, {"id": f"city:{name.lower()}", "name": name, "country": "country:ma"}))


def pages(reader: Reader, ask: Asked, limit: int) -> Iterator[PagedAnswer]:
    """Every page, first to last."""
    after = None
    while True:
        answer = ask(reader, Page(limit, after))
        yield answer
        after = answer.next
        if after is None:
            return


@pytest.mark.parametrize("limit", [1, 2, 3])
@pytest.mark.parametrize("name", QUESTIONS)
def test_pages_together_are_the_whole(reader: Reader, name: str, limit: int) -> None:
    ask, field = QUESTIONS[name]
    whole = ask(reader, FIRST)
    parts = list(pages(reader, ask, limit))

    items: list[Any] = [item for part in parts for item in getattr(part, field)]
    assert whole.total >= 1
    assert (whole.next, whole.previous) == (None, None)
    assert sorted(items, key=repr) == sorted(getattr(whole, field), key=repr)
    assert {part.total for part in parts} == {whole.total}
    assert [part.position for part in parts] == list(range(0, whole.total, limit))
    assert len(parts) > 1 or whole.total <= limit


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_way_back_is_the_way_there(reader: Reader, name: str) -> None:
    ask, _ = QUESTIONS[name]
    parts = list(pages(reader, ask, 1))

    assert parts[0].previous is None
    assert len(parts) > 1
    assert [ask(reader, Page(1, later.previous)).position for later in parts[1:]] == [
        earlier.position for earlier, _ in pairwise(parts)
    ]


def test_evidence_is_that_of_the_page(reader: Reader) -> None:
    for answer in pages(reader, QUESTIONS["lineage"][0], 1):
        cited = {item for step in answer.model_dump()["steps"] for item in step["evidence"]}
        assert cited <= {item.id for item in answer.evidence}
        assert cited


def test_implementations_of_a_page_are_those_of_its_actors(reader: Reader) -> None:
    answer = lineage(reader, "practice:youth-council", page=Page(1))

    assert answer.implementations_total == 2
    assert {view.actor.id for view in answer.implementations} <= {"city:arda", "city:dalma"}
    assert len(answer.implementations) == 1


@pytest.mark.parametrize(
    "after",
    ["", "x", "bm90IGpzb24", "eyJhIjoxfQ", "W251bGxd", "é", cursor((1, 2, 3)), cursor(("2024", 1)), "W" * 3000,
     base64.b64encode(b"[" * 1000).decode()],
)  # fmt: skip
@pytest.mark.parametrize("name", ["city", "flows", "cities"])
def test_a_made_up_page_is_refused(reader: Reader, name: str, after: str) -> None:
    with pytest.raises(QuestionError) as caught:
        QUESTIONS[name][0](reader, Page(2, after))

    assert caught.value.parameter == "after"


def test_what_a_load_adds_before_a_page_moves_nothing(tmp_path: Any) -> None:
    """An offset would show a city twice."""
    with open_engine(f"embedded:{tmp_path}", writable=True) as engine:
        load(engine, sample())
        first = things_of(Reader(engine), "city", page=Page(2))
        load(engine, with_city("Aaa"))
        second = things_of(Reader(engine), "city", page=Page(2, first.next))

    seen = [row.thing.id for row in (*first.rows, *second.rows)]
    assert len(seen) == len(set(seen)) == 4
    assert second.position == 3
    assert second.total == first.total + 1


def test_lists_are_of_the_newest_revision(tmp_path: Any) -> None:
    """What is kept for a revision is not told of the next, nor by another graph."""
    addresses = f"embedded:{tmp_path / 'a'}", f"embedded:{tmp_path / 'b'}"
    with open_engine(addresses[0], writable=True) as one, open_engine(addresses[1], writable=True) as other:
        load(one, sample())
        load(other, with_city("Aaa"))
        assert (_cities(one), _cities(other)) == (6, 7)
        load(one, with_city("Bbb"))
        load(other, sample())
        assert (_cities(one), _cities(other)) == (7, 6)


def _cities(engine: Engine) -> int:
    return things_of(Reader(engine), "city").total


@given(st.lists(st.tuples(st.text(max_size=3), st.integers(0, 3)), unique=True), st.integers(1, 5))
def test_any_list_can_be_walked(items: list[tuple[str, int]], limit: int) -> None:
    items.sort()
    seen: list[tuple[str, int]] = []
    page: Page | None = Page(limit)
    while page:
        part = slice_of(items, page, key=lambda item: item)
        assert part.position == len(seen)
        seen += part.items
        page = Page(limit, part.next) if part.next else None

    assert seen == items
