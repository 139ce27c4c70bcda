"""What surrounds a thing."""

from __future__ import annotations

from datetime import date

import pytest

from practice_atlas.graph.questions.neighbourhood import neighbourhood
from practice_atlas.graph.questions.overview_answers import NeighbourhoodAnswer
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError
from tests.support.overview import overview_sample


def _ids(answer: NeighbourhoodAnswer) -> list[str]:
    return [near.thing.id for near in answer.around]


def _ties(answer: NeighbourhoodAnswer) -> set[tuple[str, str, str]]:
    return {(item.start, item.what, item.end) for item in answer.relationships}


def test_the_nearest_come_first_with_how_they_are_related(reader: Reader) -> None:
    answer = neighbourhood(reader, "city:dalma")

    assert answer.around[0].thing.id == "practice:youth-engagement"
    assert answer.around[0].ties == 2
    assert [near.thing.name for near in answer.around[1:]] == sorted(near.thing.name for near in answer.around[1:])
    assert {near.hops for near in answer.around} == {1}
    assert _ties(answer) >= {
        ("city:dalma", "learned-from", "city:arda"),
        ("city:elin", "learned-from", "city:dalma"),
        ("city:dalma", "took-part", "engagement:exchange"),
        ("person:mayor", "holds-office", "city:dalma"),
        ("implementation:elin-council", "drew-on", "city:dalma"),
        ("city:bela", "learned-from", "city:elin"),
    }
    assert len(answer.relationships) == answer.relationships_total


def test_each_relationship_has_its_evidence_and_day(reader: Reader) -> None:
    told = {(item.start, item.what, item.end): item.told for item in neighbourhood(reader, "city:dalma").relationships}
    (flow,) = told[("city:elin", "learned-from", "city:dalma")]

    assert (flow.record, flow.known_by, flow.evidence) == ("flow:dalma-elin", "2023-12-31", ("evidence:council",))
    assert flow.details == {"kind": "adapted"}
    assert told[("city:dalma", "in", "country:iq")][0].known_by is None


def test_a_part_is_told_on_its_own_evidence(reader: Reader) -> None:
    """That the exchange informed the support has other evidence than the exchange."""
    told = {item.what: item.told[0] for item in neighbourhood(reader, "engagement:support").relationships}

    assert told["informed"].evidence == ("evidence:council",)
    assert told["informed"].record == "engagement:exchange"


def test_more_hops_find_more(reader: Reader) -> None:
    one, two = (neighbourhood(reader, "city:tripoli-ly", hops=hops) for hops in (1, 2))

    assert _ids(one) == ["country:ly", "intention:commitment"]
    assert _ids(two)[:2] == _ids(one)
    assert _ids(two)[2:] == ["practice:youth-council"]
    assert ("intention:commitment", "about", "practice:youth-council") in _ties(two)


def test_a_country_is_reached_and_not_gone_through(reader: Reader) -> None:
    assert _ids(neighbourhood(reader, "institution:ministry", kinds=("country", "city"), hops=3)) == ["country:ma"]
    assert "institution:ministry" in _ids(neighbourhood(reader, "country:ma"))


def test_only_some_kinds(reader: Reader) -> None:
    answer = neighbourhood(reader, "city:dalma", kinds=("city",), hops=2)

    assert _ids(answer) == ["city:arda", "city:bela", "city:elin", "city:tripoli-lb"]
    assert {what for _, what, _ in _ties(answer)} == {"learned-from", "to-learn-from"}


def test_closed_things_are_neither_found_nor_gone_through(reader: Reader, hub: Reader) -> None:
    assert "city:hidden" not in neighbourhood(reader, "engagement:exchange", hops=3).model_dump_json()
    assert "city:hidden" in _ids(neighbourhood(hub, "engagement:exchange"))
    assert "implementation:arda-work" in _ids(neighbourhood(hub, "city:hidden"))
    with pytest.raises(UnknownEntityError):
        neighbourhood(reader, "city:hidden")


def test_as_of_a_day_later_ties_are_not_followed(reader: Reader) -> None:
    answer = neighbourhood(reader, "city:elin", kinds=("city",), as_of=date(2023, 3, 31))

    assert _ids(answer) == ["city:bela"]


@pytest.mark.parametrize("limit", [1, 3])
def test_pages_together_are_the_whole(reader: Reader, limit: int) -> None:
    whole = neighbourhood(reader, "city:dalma", hops=2, page=Page(500))
    seen: list[str] = []
    after: str | None = None
    while True:
        answer = neighbourhood(reader, "city:dalma", hops=2, page=Page(limit, after))
        seen += _ids(answer)
        met = {"city:dalma", *seen}
        assert all(item.start in met and item.end in met for item in answer.relationships)
        hanging = {end for item in answer.relationships for end in (item.start, item.end)}
        assert hanging >= set(_ids(answer))
        after = answer.next
        if after is None:
            break

    assert seen == _ids(whole)
    assert len(seen) == whole.total > 10


def test_any_record_has_a_neighbourhood(reader: Reader) -> None:
    """Whatever can be told, can be looked around from."""
    identifiers = [key for key in overview_sample().records if "hidden" not in key and "closed" not in key]
    found = {key: neighbourhood(reader, key) for key in identifiers if not key.endswith(("hub-way", "hub-council"))}

    assert [key for key, answer in found.items() if not answer.around] == []
    assert _ids(found["flow:arda-elin"]) == [
        "city:arda", "city:elin", "implementation:elin-council", "practice:youth-engagement",
    ]  # fmt: skip
    assert "city:dalma" in _ids(found["evidence:pause"])


def test_what_cannot_be_asked_is_told(reader: Reader) -> None:
    with pytest.raises(QuestionError, match="hops"):
        neighbourhood(reader, "city:arda", hops=4)
    with pytest.raises(QuestionError, match="no kind of thing"):
        neighbourhood(reader, "city:arda", kinds=("flow",))
