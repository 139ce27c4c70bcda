"""What a city may take up next, as learned from who took up what before: explained, and without looking ahead."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.pairings.answers import NextPracticesAnswer
from practice_atlas.graph.pairings.learners import Described, city_learner, new_learner
from practice_atlas.graph.pairings.next_practices import MOST, next_practices
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.writing import load
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.vocabularies import Audience
from tests.graph.pairings.conftest import Loaded
from tests.support.history import FIRST, LAST, NEWCOMER, PRACTICES, adoptions, city, history, practice, taken_up


def likely(reader: Reader, who: str, as_of: date | None = None, many: int = 10) -> NextPracticesAnswer:
    return next_practices(
        reader, city_learner(reader, who, as_of), own_weights(), algorithm="explainable-hazard", as_of=as_of, many=many
    )


def test_each_is_explained_by_what_adds_up_to_its_score(engine: Engine) -> None:
    load(engine, history())
    answer = likely(Reader(engine), city(1))
    learned = answer.learned_from

    assert learned is not None
    assert (learned.year, learned.adoptions, learned.cities) == (LAST + 1, len(adoptions()), 12)
    assert (answer.algorithm, answer.version, len(answer.practices)) == ("explainable-hazard", "1", 10)
    cited = {piece.id for piece in answer.evidence}
    scores = []
    for told in answer.practices:
        assert told.likelihood is not None
        scores.append(told.likelihood.score)
        factors = told.likelihood.factors
        assert told.likelihood.usual + sum(one.adds for one in factors) == pytest.approx(told.likelihood.score)
        assert len({one.term for one in factors}) == len(factors) == 8
        assert [abs(one.adds) for one in factors] == sorted((abs(one.adds) for one in factors), reverse=True)
        precedents = [one for factor in factors for one in factor.precedents]
        assert precedents
        assert all(one.evidence and cited.issuperset(one.evidence) for one in precedents)
        assert all(FIRST <= one.year <= LAST for one in precedents)
        assert all(mentor.basis and cited.issuperset(mentor.basis[0].evidence) for mentor in told.mentors)
    assert scores == sorted(scores, reverse=True)


def test_precedents_are_what_is_recorded(engine: Engine) -> None:
    load(engine, history())
    recorded = {(city(who), practice(what)): year for who, what, year in adoptions()}
    for told in likely(Reader(engine), city(3)).practices:
        assert told.likelihood is not None
        own = {practice for who, practice in recorded if who == city(3)}
        assert told.practice.id not in own
        for factor in told.likelihood.factors:
            for one in factor.precedents:
                assert recorded[one.city.id, one.practice.id] == one.year
                assert one.record == f"implementation:{one.city.id[5:]}-{one.practice.id[9:]}"
                mine = factor.term in ("readiness", "similar practices", "theme")
                assert (one.city.id == city(3)) == mine
        figures = {factor.term: factor.figures for factor in told.likelihood.factors}
        doers = [year for (_, practice), year in recorded.items() if practice == told.practice.id]
        assert figures["share"] == {"have": len(doers), "cities": 12}
        assert figures["age"] == {"first": min(doers)}
        assert figures["readiness"]["taken"] == len(own)


def test_followers_are_told_first_what_those_have_whom_they_follow(engine: Engine) -> None:
    """Chance would put a leader's practice as often above as below one of somebody else."""
    load(engine, history())
    reader, higher = Reader(engine), []
    has = {(who, what) for who, what, _ in adoptions()}
    for follower in range(1, 12, 2):
        told = likely(reader, city(follower), many=MOST).practices
        followed = [(follower - 1, int(one.practice.id[10:])) in has for one in told]
        places = np.arange(len(followed))
        first, others = places[followed], places[np.logical_not(followed)]
        higher.append(float(np.mean(first[:, None] < others[None, :])))
    assert np.mean(higher) > 0.6


def test_nothing_of_a_year_or_later_counts(reading: Loaded) -> None:
    """What is asked as of a day, a graph answers that ends with the year before."""
    for day, ends in ((date(2014, 12, 31), 2014), (date(2015, 7, 1), 2014)):
        with reading(history()) as reader:
            whole = likely(reader, city(1), day, many=MOST)
        with reading(history(until=ends)) as reader:
            cut = likely(reader, city(1), day, many=MOST)
        assert whole.learned_from == cut.learned_from
        assert whole.learned_from is not None
        assert whole.learned_from.year == ends + 1
        if day == date(2014, 12, 31):
            assert whole.practices == cut.practices
            assert whole.evidence == cut.evidence
        years = [
            one.year
            for told in whole.practices
            for factor in (told.likelihood.factors if told.likelihood else ())
            for one in factor.precedents
        ]
        assert max(years) == ends


def test_too_little_history_is_told_with_what_it_takes_and_only_of_what_one_may_see(engine: Engine) -> None:
    load(engine, history(closed=2010))
    few = sum(year < 2010 for _, _, year in adoptions())
    assert few < 200 < len(adoptions())
    with pytest.raises(QuestionError, match=f"{few} are known, and it takes 200") as refused:
        likely(Reader(engine), city(1))
    assert refused.value.parameter == "algorithm"
    assert "fixed-weights" in refused.value.fix
    members = likely(Reader(engine, Audience.MEMBERS), city(1))
    assert members.learned_from is not None
    assert members.learned_from.adoptions == len(adoptions())


def test_many_adoptions_that_follow_nobody_are_too_few(reading: Loaded) -> None:
    """Whoever is first can follow nobody: there is nothing to learn from it."""
    alone = [row for number in range(210) for row in taken_up(NEWCOMER, f"practice:only{number}", 2000 + number % 19)]
    practices = [{"id": f"practice:only{number}", "name": f"Only {number}"} for number in range(210)]
    with reading(history(*practices, *alone, until=FIRST)) as reader, pytest.raises(QuestionError, match="but only 0"):
        likely(reader, city(1))


def test_a_city_without_history_is_told_too_and_one_that_is_described_is_not(engine: Engine) -> None:
    load(engine, history())
    reader = Reader(engine)
    newcomer = likely(reader, NEWCOMER)
    assert len(newcomer.practices) == 10
    assert all(
        one.figures["taken"] == 0 and not one.precedents
        for told in newcomer.practices
        for one in (told.likelihood.factors if told.likelihood else ())
        if one.term == "readiness"
    )
    described = new_learner(reader, Described("country:jo", needs=(practice(1),)))
    with pytest.raises(QuestionError, match="described"):
        next_practices(reader, described, own_weights(), algorithm="explainable-hazard")
    with pytest.raises(QuestionError, match="no algorithm 'oracle'"):
        next_practices(reader, city_learner(reader, city(1)), own_weights(), algorithm="oracle")


def test_what_nobody_dated_is_not_compared_and_counted(engine: Engine) -> None:
    """A practice whose only adoption no source dates can be mentored, and not be compared."""
    row = taken_up(city(0), "practice:undated", 2000)
    row[1]["stages"] = [{"stage": "in-use"}]
    load(engine, history({"id": "practice:undated", "name": "Undated"}, *row))
    reader = Reader(engine)
    usual = next_practices(reader, city_learner(reader, city(1)), own_weights())
    answer = likely(reader, city(1), many=MOST)
    assert answer.total == usual.total - answer.not_ranked
    assert answer.not_ranked == 1
    assert "practice:undated" not in {told.practice.id for told in answer.practices}
    assert answer.total < PRACTICES


def test_the_same_question_gives_the_same_bytes(engine: Engine) -> None:
    load(engine, history())
    one, other = (likely(Reader(engine), city(5)).model_dump_json() for _ in range(2))
    assert one == other
