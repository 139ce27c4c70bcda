"""How well things are known."""

from __future__ import annotations

from datetime import date

import pytest

from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.questions.quality import quality, quality_of, quality_of_each
from practice_atlas.graph.questions.weaknesses import APPLIES
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError

THEN = date(2026, 1, 31)


def _weak(reader: Reader, what: str, kind: str | None = None) -> list[str]:
    return [item.thing.id for item in quality_of_each(reader, what=what, kind=kind, as_of=THEN).entities]


def test_overall_and_by_kind(reader: Reader) -> None:
    answer = quality(reader, as_of=THEN)
    kinds = {kind.kind: kind for kind in answer.kinds}

    assert kinds["city"].total == 6
    assert {name: (rate.numerator, rate.denominator) for name, rate in kinds["city"].weaknesses.items()} == {
        "unplaced": (5, 6), "unheard": (0, 6), "stale": (0, 6),
    }  # fmt: skip
    assert sum(kind.total for kind in answer.kinds) == answer.overall.total
    for weakness in APPLIES:
        by_kind = sum(kind.weaknesses[weakness].numerator for kind in answer.kinds if weakness in kind.weaknesses)
        assert answer.overall.weaknesses[weakness].numerator == by_kind
    assert answer.stale_before == "2023-01-28"


@pytest.mark.parametrize(
    ("what", "kind", "expected"),
    [
        ("undated", "flow", ["flow:arda-dalma", "flow:arda-elin", "flow:bela-dalma", "flow:elin-others",
                             "flow:elin-tripoli"]),
        ("undated", "implementation", ["implementation:dalma-council"]),
        ("unplaced", "engagement", ["engagement:exchange"]),
        ("unplaced", "institution", []),
        ("unknown-outcome", "flow", ["flow:arda-dalma"]),
        ("unknown-outcome", "intention", ["intention:commitment"]),
        ("unknown-outcome", "implementation", []),
        ("stale", None, ["implementation:arda-work"]),
        ("self-claimed", "engagement", ["engagement:exchange"]),
    ],
)  # fmt: skip
def test_each_weakness(reader: Reader, what: str, kind: str | None, expected: list[str]) -> None:
    assert _weak(reader, what, kind) == expected


def test_what_the_hub_knows_is_not_weak_for_it(hub: Reader) -> None:
    """That Arda's work ended was heard later, in 2022: for the hub it is as stale, and last heard later."""
    (found,) = quality_of_each(hub, what="stale", kind="implementation", as_of=THEN).entities[:1]

    assert (found.thing.id, found.last_heard) == ("implementation:arda-work", "2022-06-30")


def test_one_thing(reader: Reader) -> None:
    found = quality_of(reader, "implementation:arda-work", as_of=THEN).quality

    assert found.weaknesses == ("single-sourced", "self-claimed", "stale")
    assert (found.sources, found.last_heard) == (1, "2021-12-31")


def test_pages(reader: Reader) -> None:
    whole = quality_of_each(reader, as_of=THEN).entities
    first = quality_of_each(reader, as_of=THEN, page=Page(7))
    second = quality_of_each(reader, as_of=THEN, page=Page(500, first.next))

    assert (*first.entities, *second.entities) == whole
    assert len(whole) > 7


def test_what_is_not_looked_for_is_told(reader: Reader) -> None:
    with pytest.raises(QuestionError, match="nothing to look for"):
        quality_of_each(reader, what="boring")
    with pytest.raises(QuestionError, match="not looked at"):
        quality_of(reader, "theme:youth")
    with pytest.raises(UnknownEntityError):
        quality_of(reader, "city:hidden")
