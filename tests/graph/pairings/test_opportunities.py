"""What a city could do next, and where practices could be replicated."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.pairings.answers import NextPracticesAnswer, OpportunitiesAnswer, Suggested
from practice_atlas.graph.pairings.learners import Described, city_learner, new_learner
from practice_atlas.graph.pairings.next_practices import next_practices
from practice_atlas.graph.pairings.opportunities import Wanted, opportunities
from practice_atlas.graph.pairings.weights import Weights, own_weights
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from practice_atlas.ontology.errors import QuestionError, UnknownEntityError
from practice_atlas.ontology.vocabularies import Audience
from tests.graph.pairings.conftest import Loaded, ask
from tests.support.pairing import COUNCIL, ELECTED, ROWS, WIDER, doing, network, taught

BUS = "practice:bus"
#: Nour runs a night bus; Omid was shown it; Quiet wants whatever is in the theme.
BUSES: tuple[dict[str, Any], ...] = (
    doing("nour", BUS, {"stage": "in-use", "when": "2021"}, evidence="evidence:nour"),
    taught("nour", "omid", BUS, "evidence:nour-too", when="2022-06"),
    {"id": "intention:quiet", "intention_kind": "commitment", "actor": "city:quiet", "theme": "theme:youth",
     "summary": "Quiet promised to do something for young people.", "when": "2024", "evidence": ["evidence:omid"]},
)  # fmt: skip


def following(reader: Reader, city: str = "city:lina", as_of: date | None = None) -> NextPracticesAnswer:
    return next_practices(reader, city_learner(reader, city, as_of), own_weights(), as_of=as_of)


def everywhere(reader: Reader, as_of: date | None = None, many: int = 20, **wanted: Any) -> OpportunitiesAnswer:
    return opportunities(reader, own_weights(), wanted=Wanted(**wanted), as_of=as_of, many=many)


def _whole(suggested: Suggested) -> None:
    assert sum(reason.adds for reason in suggested.reasons) == pytest.approx(suggested.score, abs=1e-9)
    assert all(basis.evidence for basis in suggested.basis)
    assert suggested.basis


def test_weights_of_the_same_version_do_not_share_what_is_kept(engine: Engine) -> None:
    load(engine, network(*BUSES))
    reader, usual = Reader(engine), own_weights()
    own = usual.model_copy(
        update={
            "weights": {
                "readiness": 0.1,
                "fit": 0.7,
                "similarity": 0.05,
                "shared": 0.05,
                "track": 0.05,
                "capacity": 0.05,
            }
        }
    )
    fresh = Weights.model_validate(own.model_dump(by_alias=True))
    assert fresh.version == usual.version
    for ask_ in (opportunities, lambda reader, used: next_practices(reader, city_learner(reader, "city:lina"), used)):
        first, second = ask_(reader, usual), ask_(reader, fresh)
        with_other = Reader(engine)
        assert first != second
        assert ask_(with_other, usual) == first
        assert ask_(with_other, fresh) == second


def test_what_it_wants_comes_first_and_what_it_has_does_not_come(engine: Engine) -> None:
    load(engine, network(*BUSES))
    reader = Reader(engine)
    lina, nour = following(reader), following(reader, "city:nour")

    # Pella's elected council is a council too, and engages young people.
    assert [told.practice.id for told in lina.practices][:2] == [COUNCIL, WIDER]
    assert {told.practice.id for told in lina.practices[2:]} == {ELECTED, BUS}
    assert [(why.what, why.record) for why in lina.practices[0].interest] == [("need", "intention:lina")]
    assert [mentor.city.name for mentor in lina.practices[0].mentors] == ["Nour", "Omid", "Pella"]
    assert [told.interest for told in lina.practices if told.practice.id == BUS] == [()]
    assert {told.practice.id for told in nour.practices}.isdisjoint({COUNCIL, BUS, WIDER})
    for told in lina.practices:
        for mentor in told.mentors:
            _whole(mentor)


def test_what_was_paused_can_be_taken_up_again(reading: Loaded) -> None:
    with reading(network()) as reader:
        (council, *_) = [told for told in following(reader, "city:petra").practices if told.practice.id == COUNCIL]

    assert [(own.implementation.id, own.stage) for own in council.own] == [
        ("implementation:petra-youth-council", "paused")
    ]
    assert [why.what for why in council.interest] == ["shown"]
    assert "Petra" not in {mentor.city.name for mentor in council.mentors}


def test_as_of_a_day_nothing_later_counts(reading: Loaded) -> None:
    with reading(network(*BUSES)) as reader:
        early, before = following(reader, as_of=date(2022, 12, 31)), following(reader, as_of=date(2015, 1, 1))
        now, then = everywhere(reader), everywhere(reader, as_of=date(2022, 12, 31))

    assert {mentor.city.name for told in early.practices for mentor in told.mentors} == {"Nour", "Petra"}
    assert all(told.interest == () for told in early.practices)
    assert (before.practices, before.insufficient) == ((), "not-by-then")
    assert {(told.learner.name, told.practice.id) for told in then.opportunities} == {("Omid", BUS)}
    assert len(now.opportunities) > len(then.opportunities)


def test_a_new_city_gets_an_answer_too(reading: Loaded) -> None:
    with reading(network(*BUSES)) as reader:
        learner = new_learner(reader, Described("country:lb", population=100_000, needs=(BUS,)))
        told = next_practices(reader, learner, own_weights())

    assert told.practices[0].practice.id == BUS
    assert told.learner.city is None


def test_opportunities_are_where_somebody_is_interested_and_somebody_can_mentor(engine: Engine) -> None:
    load(engine, network(*BUSES))
    told = everywhere(Reader(engine), per_city=10, per_practice=10)

    assert {(one.learner.name, one.practice.id) for one in told.opportunities} >= {
        ("Lina", COUNCIL), ("Omid", BUS), ("Omid", COUNCIL), ("Petra", COUNCIL), ("Quiet", COUNCIL),
    }  # fmt: skip
    assert {one.learner.name for one in told.opportunities}.isdisjoint({"Nour", "Hidden"})
    assert told.total == len(told.opportunities)
    for one in told.opportunities:
        assert one.interest
        assert all(why.evidence for why in one.interest)
        assert one.mentor.city != one.learner
        _whole(one.mentor)
    named = {piece for one in told.opportunities for basis in one.mentor.basis for piece in basis.evidence}
    assert named <= {piece.id for piece in told.evidence}


def test_filters_and_quotas(reading: Loaded) -> None:
    with reading(network(*BUSES)) as reader:
        whole = everywhere(reader, per_city=10, per_practice=10)
        theme, bus = everywhere(reader, theme="theme:youth", per_city=10), everywhere(reader, practice=BUS)
        jordan, africa = everywhere(reader, country="country:jo", per_city=10), everywhere(reader, region="africa")
        one = everywhere(reader, per_practice=1, per_city=10)
        with pytest.raises(UnknownEntityError):
            everywhere(reader, practice="practice:none")
        with pytest.raises(QuestionError, match="is no theme"):
            everywhere(reader, theme=BUS)
        with pytest.raises(QuestionError, match="too few"):
            everywhere(reader, many=0)
        nothing = everywhere(reader, practice=BUS, region="africa")

    assert {told.practice.id for told in theme.opportunities} == {COUNCIL, WIDER}
    assert {told.learner.name for told in bus.opportunities} == {"Omid"}
    assert {told.learner.name for told in jordan.opportunities} == {"Omid", "Petra"}
    assert {told.learner.name for told in africa.opportunities} == {"Quiet"}
    assert max(Counter(told.practice.id for told in one.opportunities).values()) == 1
    assert one.passed_over == whole.total - len(one.opportunities)
    assert (nothing.opportunities, nothing.insufficient) == ((), "nobody-known")


def test_a_cap_spreads_mentors_and_says_what_it_changed(reading: Loaded) -> None:
    rows = [
        doing("nour", BUS, {"stage": "in-use", "when": "2021"}, evidence="evidence:nour"),
        doing("omid", BUS, {"stage": "adopted", "when": "2021"}, evidence="evidence:omid"),
        doing("pella", BUS, {"stage": "adopted", "when": "2021"}, evidence="evidence:pella"),
        *(
            {"id": f"intention:b{city}", "intention_kind": "need", "actor": f"city:{city}", "practice": BUS,
             "summary": "A bus.", "evidence": ["evidence:need"]}
            for city in ("lina", "one", "two", "three", "four", "five")
        ),
        *(
            {"id": f"city:{city}", "name": city, "country": "country:lb", "population": 120_000}
            for city in ("one", "two", "three", "four", "five")
        ),
    ]  # fmt: skip
    with reading(network(*rows)) as reader:
        told = everywhere(reader, practice=BUS, per_practice=10)
    mentors = Counter(one.mentor.city.name for one in told.opportunities if not one.beyond_cap)

    assert max(mentors.values()) == told.cap == 3  # 1.25 times two each, rounded up
    changed = [one for one in told.opportunities if one.instead_of is not None]
    assert len(changed) == told.changed_by_cap > 0
    assert all(one.instead_of is not None and mentors[one.instead_of.name] == told.cap for one in changed)
    exposed = {one.region: (one.mentors, one.learners) for one in told.exposure}
    assert sum(exposed.get(region, (0, 0))[1] for region in ("africa", "asia")) == len(told.opportunities)


def test_who_has_nobody_else_is_named_at_the_end(reading: Loaded) -> None:
    """Where the list has room, the cap spreads mentors but hides nobody."""
    rows = [
        doing("nour", BUS, {"stage": "in-use", "when": "2021"}, evidence="evidence:nour"),
        *(
            {"id": f"intention:b{city}", "intention_kind": "need", "actor": f"city:{city}", "practice": BUS,
             "summary": "A bus.", "evidence": ["evidence:need"]}
            for city in ("omid", "petra", "pella")
        ),
    ]  # fmt: skip
    with reading(network(*rows)) as reader:
        whole, short = everywhere(reader, per_city=10, per_practice=10), everywhere(reader, many=1)

    beyond = [one.beyond_cap for one in whole.opportunities]
    assert beyond == sorted(beyond)
    assert {one.learner.name for one in whole.opportunities if one.practice.id == BUS} == {"Omid", "Petra", "Pella"}
    assert len(short.opportunities) == 1


def test_what_is_closed_is_not_known(reading: Loaded) -> None:
    closed = {"id": "intention:closed", "intention_kind": "need", "actor": "city:hidden", "practice": BUS,
              "summary": "A bus.", "evidence": ["evidence:closed"], "audience": "hub"}  # fmt: skip
    with reading(network(*BUSES, closed)) as reader:
        assert "idden" not in everywhere(reader, per_city=10).model_dump_json()
        assert "idden" not in following(reader).model_dump_json()
    with reading(network(*BUSES, closed), Audience.HUB) as reader:
        assert "Hidden" in {one.learner.name for one in everywhere(reader, practice=BUS).opportunities}


def test_the_same_question_has_the_same_bytes(reading: Loaded) -> None:
    with reading(network(*BUSES)) as first, reading(network(*BUSES)) as second:
        assert everywhere(first).model_dump_json() == everywhere(second).model_dump_json()
        assert following(first).model_dump_json() == following(second).model_dump_json()


def test_where_next_to_nothing_is_known_it_says_so(reading: Loaded) -> None:
    """No practice, no flow, and one city."""
    kept = ("institution:hub", "city:lina")
    with reading(network(without=tuple(row["id"] for row in ROWS if row["id"] not in kept))) as reader:
        assert everywhere(reader).insufficient == "nobody-known"
        assert everywhere(reader, as_of=date(2024, 1, 1)).insufficient == "nobody-known"
        assert following(reader).insufficient == "nobody-known"
        with pytest.raises(QuestionError, match="nothing is known that this city needs"):
            ask(reader, practice=None)
