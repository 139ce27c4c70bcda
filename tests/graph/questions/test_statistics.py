"""Statistics: every rate with both its numbers."""

from __future__ import annotations

from datetime import date

import pytest

from practice_atlas.graph.questions.groups import By
from practice_atlas.graph.questions.overview_answers import Figures, Rate
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.questions.statistics import SORTS, statistics
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError


def _figures(reader: Reader, by: By, identifier: str, as_of: date | None = None) -> Figures:
    answer = statistics(reader, by, as_of=as_of)
    return next(item for item in answer.figures if item.thing.id == identifier)


def _of(rate: Rate) -> tuple[int, int]:
    assert rate.of
    return rate.numerator, rate.denominator


def test_a_practice(reader: Reader) -> None:
    """Dalma, Bela and Elin shared it; Elin, Bela and Arda learned it."""
    found = _figures(reader, "practices", "practice:youth-council")

    assert (found.flows, found.states, found.kinds) == (5, {"planned": 2, "done": 3}, {"exposed": 2, "adapted": 1})
    assert (_of(found.followed), _of(found.implemented), _of(found.two_way)) == ((1, 3), (1, 3), (2, 3))
    assert (found.implementations, found.stages) == (2, {"adopted": 1, "paused": 1})
    assert found.shared is None


def test_a_city(reader: Reader, hub: Reader) -> None:
    elin = _figures(reader, "cities", "city:elin")

    assert (elin.flows, elin.shared, elin.implementations) == (2, 1, 1)
    assert (_of(elin.followed), _of(elin.two_way)) == ((2, 2), (0, 2))
    assert _figures(reader, "cities", "city:arda").shared == 2
    assert _figures(hub, "cities", "city:arda").shared == 3


def test_a_country(reader: Reader) -> None:
    """In Morocco Elin and Bela learned, and both shared something."""
    morocco = _figures(reader, "countries", "country:ma")

    assert (morocco.flows, morocco.shared, _of(morocco.two_way)) == (3, 3, (2, 2))
    assert [item.thing.id for item in statistics(reader, "countries").figures] == [
        "country:iq", "country:lb", "country:ly", "country:ma",
    ]  # fmt: skip


def test_a_kind_of_engagement(reader: Reader) -> None:
    """Bela and Arda shared at virtual sessions, Dalma and Arda learned; the support led to Elin's council."""
    session = _figures(reader, "engagement-kinds", "engagement-kind:virtual-session")
    support = _figures(reader, "engagement-kinds", "engagement-kind:advisory-support")

    assert (session.flows, _of(session.followed), _of(session.two_way)) == (3, (1, 3), (1, 2))
    assert (support.flows, support.stages) == (0, {"adopted": 1})
    assert _of(support.followed) == (0, 0)


def test_as_of_a_day(reader: Reader) -> None:
    found = _figures(reader, "practices", "practice:youth-council", date(2023, 12, 31))

    assert (found.flows, found.implementations, found.stages) == (3, 0, {})
    assert (_of(found.followed), _of(found.implemented)) == ((1, 3), (0, 3))


@pytest.mark.parametrize("sort", SORTS)
def test_sorted_in_pages(reader: Reader, sort: str) -> None:
    whole = statistics(reader, "cities", sort=sort).figures
    seen: list[Figures] = []
    after: str | None = None
    for _ in range(3):
        answer = statistics(reader, "cities", sort=sort, page=Page(2, after))
        seen += answer.figures
        after = answer.next

    assert after is None
    assert tuple(seen) == whole
    assert len(whole) == 6
    if sort == "flows":
        assert [item.flows for item in whole] == sorted((item.flows for item in whole), reverse=True)


def test_what_cannot_be_sorted_by_is_told(reader: Reader) -> None:
    with pytest.raises(QuestionError, match="nothing to sort by"):
        statistics(reader, "cities", sort="fame")
