"""Cards and rows of what a city could do next and of where practices could be replicated: each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest

from practice_atlas.graph.engines.address import open_engine
from practice_atlas.graph.pairings.answers import Interest, OwnDoing
from practice_atlas.graph.pairings.learners import city_learner
from practice_atlas.graph.pairings.next_practices import next_practices
from practice_atlas.graph.pairings.opportunities import Wanted, opportunities
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from practice_atlas.visualisations.pages.next_page import NextShown, next_shown
from practice_atlas.visualisations.pages.opportunities_page import OpportunitiesShown, opportunities_shown
from practice_atlas.visualisations.pages.suggestions import SuggestedShown, interest_shown, own_shown
from tests.support.pairing import COUNCIL, network, taught

_MORE: Final = Wanted(per_city=10, per_practice=10)


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The small network of tests of pairings; Nour and Omid have shown Lina a council."""
    more = (
        taught("nour", "lina", COUNCIL, "evidence:nour-too", when="2024-02"),
        taught("omid", "lina", COUNCIL, "evidence:omid-taught", when="2024-03"),
    )
    with open_engine(f"embedded:{tmp_path_factory.mktemp('towns') / 'graph'}", writable=True) as engine:
        load(engine, network(*more))
        yield Reader(engine)


def _next(reader: Reader, city: str, as_of: str | None = None) -> NextShown:
    day = as_of_day(as_of)
    answer = next_practices(reader, city_learner(reader, city, day), own_weights(), as_of=day)
    return next_shown(reader, answer, reader.thing(city))


def _everywhere(reader: Reader, wanted: Wanted = _MORE, many: int = 20, as_of: str | None = None) -> OpportunitiesShown:
    answer = opportunities(reader, own_weights(), wanted=wanted, many=many, as_of=as_of_day(as_of))
    return opportunities_shown(reader, answer)


def _whole(mentor: SuggestedShown) -> None:
    """Each statement with its evidence and the record that is told, and parts that add up to the score."""
    assert mentor.basis
    assert all(said.evidence and said.told_by for said in mentor.basis)
    assert all(said.aside.startswith("How sure: ") for said in mentor.basis)
    assert mentor.basis_total >= len(mentor.basis)
    assert len(mentor.parts) == 6
    assert sum(float(part.adds) for part in mentor.parts) == pytest.approx(float(mentor.score), abs=0.035)
    assert all(abs(part.value * float(part.weight) - float(part.adds)) < 0.006 for part in mentor.parts)


def test_a_card_says_why_and_with_whom(towns: Reader) -> None:
    shown = _next(towns, "city:lina")
    council = shown.cards[0]

    assert council.practice.id == COUNCIL
    assert [said.sentence.plain() for said in council.interest] == [
        "It needs Youth council",
        "It was shown Youth council",
    ]
    assert [mentor.city.name for mentor in council.mentors] == ["Nour", "Omid", "Pella"]
    assert (council.mentors[0].fit, council.mentors[0].country) == ("A good fit", "Lebanon")
    assert council.more == 0
    for card in shown.cards:
        for mentor in card.mentors:
            _whole(mentor)


def test_the_same_reason_comes_once_with_all_that_tells_it(towns: Reader) -> None:
    shown = _next(towns, "city:lina").cards[0].interest[1]

    assert {piece.id for piece in shown.evidence} == {"evidence:nour-too", "evidence:omid-taught"}
    assert {thing.kind for thing in shown.rests_on} == {"flow"}
    assert len(shown.rests_on) == 2


def test_what_has_no_evidence_rests_on_its_record() -> None:
    subject = Thing(id=COUNCIL, kind="practice", name="Youth council")
    record = Thing(id="intention:x", kind="intention", name="A wish")
    told = [Interest(what="request", subject=subject, record=name) for name in ("intention:x", "intention:gone")]

    (said,) = interest_shown(told, {}, {record.id: record})
    (own,) = own_shown([OwnDoing(implementation=subject, stage="paused")], {})

    assert (said.sentence.plain(), said.rests_on) == ("It asked for support with Youth council", (record,))
    assert own.sentence.plain() == "It has one itself: Youth council, paused"


def test_what_was_paused_is_told_beside(towns: Reader) -> None:
    (council,) = [card for card in _next(towns, "city:petra").cards if card.practice.id == COUNCIL]

    assert [said.sentence.plain() for said in council.own] == [
        f"It has one itself: {COUNCIL} of petra, paused"
    ]  # fmt: skip
    assert all(said.evidence for said in council.own)


def test_where_nothing_is_known_of_its_interest(towns: Reader) -> None:
    shown = _next(towns, "city:quiet")

    assert shown.cards
    assert all(card.interest == () for card in shown.cards)


def test_why_there_is_nothing(towns: Reader) -> None:
    early, opportunities = _next(towns, "city:lina", "2015"), _everywhere(towns, as_of="2015")
    none = _everywhere(towns, Wanted(country="country:ma"))

    assert (early.cards, opportunities.rows, none.rows) == ((), (), ())
    assert early.insufficient.startswith("Insufficient evidence: by the end of 2015, no other city was certainly known")
    assert opportunities.insufficient.startswith(
        "Insufficient evidence: by the end of 2015, no city was certainly known"
    )
    assert none.insufficient.startswith("Insufficient evidence: no city is known to be interested")


def test_a_row_says_where_what_why_and_with_whom(towns: Reader) -> None:
    shown = _everywhere(towns)
    lina = next(row for row in shown.rows if (row.learner.name, row.practice.id) == ("Lina", COUNCIL))

    assert lina.country == "Lebanon"
    assert all(row.interest for row in shown.rows)
    assert all(said.evidence for row in shown.rows for said in row.interest)
    assert {row.learner.name for row in shown.rows} >= {"Lina", "Omid", "Petra"}
    for row in shown.rows:
        _whole(row.mentor)


def test_what_the_quotas_changed(towns: Reader) -> None:
    whole, short = _everywhere(towns), _everywhere(towns, many=1)
    told = [(row.note.plain(), item) for row, item in zip(whole.rows, whole.answer.opportunities, strict=True)]

    assert whole.further == 0
    assert short.further == short.answer.total - 1 - short.answer.passed_over > 0
    assert any(note for note, _ in told)
    for note, item in told:
        if item.instead_of:
            assert note == f"Instead of {item.instead_of.name}, who is named for as many others as the cap allows"
        else:
            assert note == ("Each of its mentors is named for as many others as the cap allows" * item.beyond_cap)


def test_regions_by_their_names(towns: Reader) -> None:
    shown = _everywhere(towns)

    assert {"Asia", "Western Asia"} <= {row.name for row in shown.regions}
    asia = next(row for row in shown.regions if row.name == "Asia")
    assert asia.learners == sum(row.country in ("Lebanon", "Jordan") for row in shown.rows)
