"""The back-test itself: what it asks, that it finds what is there, and that it finds nothing where there is nothing."""

from __future__ import annotations

import numpy as np
import pytest

from practice_atlas.graph.backtests.adoptions import backtest, questions_of
from practice_atlas.graph.backtests.algorithms import NAMES, Chance, ExplainableHazard, Popularity, algorithms
from practice_atlas.graph.backtests.results import AdoptionsResult
from practice_atlas.graph.pairings.adoptions import Adoptions
from practice_atlas.graph.pairings.terms import Matrix
from practice_atlas.ontology.adoption import Adoption
from tests.graph.backtests.history import ACTORS, Planted, camps, noise


@pytest.fixture(scope="module")
def told() -> AdoptionsResult:
    return backtest(camps(), algorithms(), first=2010, last=2020)


def test_a_question_has_candidates_and_an_answer() -> None:
    """Bela and Cora could; Dalma was not there before; the hotline nobody had before."""
    known = Adoptions.of(
        [
            Adoption("Arda", "council", 2000),
            Adoption("Bela", "library", 2001),
            Adoption("Cora", "library", 2001),
            Adoption("Bela", "council", 2002),
            Adoption("Dalma", "council", 2002),
            Adoption("Cora", "hotline", 2002),
        ]
    )
    (question,) = questions_of(known, 2002)

    assert [known.actors[actor] for actor in question.candidates] == ["Bela", "Cora"]
    assert question.taken.tolist() == [True, False]
    assert known.practices[question.practice] == "council"


def test_who_was_not_there_before_is_counted() -> None:
    known = Adoptions.of(
        [Adoption("Arda", "council", 2000), Adoption("Bela", "council", 2001), Adoption("Cora", "council", 2001)]
        + [Adoption(name, "library", year) for name, year in (("Arda", 2000), ("Bela", 2000), ("Dalma", 2000))]
    )
    result = backtest(known, [Chance()], first=2001, last=2001)

    assert (result.questions, result.newcomers) == (1, 1)
    assert [leak.rule for leak in result.leaks] == ["leak.candidates"]


def test_every_algorithm_is_told(told: AdoptionsResult) -> None:
    assert tuple(one.algorithm for one in told.algorithms) == NAMES
    assert told.left_out == {}
    assert told.questions > 100


def test_it_finds_what_is_there(told: AdoptionsResult) -> None:
    """Camps are known by their history, not by who does much."""
    by_name = {one.algorithm: one for one in told.algorithms}

    assert by_name["chance"].auc.mean == pytest.approx(0.5, abs=0.05)
    assert by_name["explainable-hazard"].auc.low > 0.6
    assert by_name["explainable-hazard"].above_popularity.low > 0
    assert by_name["shared-history"].auc.low > 0.6


def test_probabilities_come_with_how_often_it_happened(told: AdoptionsResult) -> None:
    (hazard,) = [one for one in told.algorithms if one.calibration]
    predicted, observed = ([getattr(one, name) for one in hazard.calibration] for name in ("predicted", "observed"))

    assert hazard.algorithm == "explainable-hazard"
    assert predicted == sorted(predicted)
    assert np.mean(predicted) == pytest.approx(np.mean(observed), abs=0.05)


def test_it_finds_nothing_where_nothing_is() -> None:
    result = backtest(noise(), algorithms(), first=2008, last=2019)

    assert {one.algorithm: one.auc.mean for one in result.algorithms} == pytest.approx(
        dict.fromkeys(NAMES, 0.5), abs=0.06
    )
    assert result.leaks == ()


def test_shuffled_outcomes_cannot_be_foretold(told: AdoptionsResult) -> None:
    assert [one.permuted.mean for one in told.algorithms] == pytest.approx([0.5] * len(NAMES), abs=0.05)


def test_a_planted_leak_is_noticed() -> None:
    known = noise()
    result = backtest(known, [Popularity(), Planted(known)], first=2008, last=2019)

    assert [(leak.rule, leak.algorithm) for leak in result.leaks] == [("leak.too-good", "planted")]


def test_nobody_is_given_what_is_to_come() -> None:
    """Whatever happens from the year on, the scores are the same."""
    seen: dict[int, int] = {}

    class Looking(Chance):
        name = "looking"

        def scores(self, known: Adoptions, year: int) -> Matrix:
            seen[year] = int(known.years[known.before(9999)].max())
            return super().scores(known, year)

    backtest(camps(), [Looking()], first=2010, last=2015)

    assert len(seen) == 6
    assert all(newest < year for year, newest in seen.items())


def test_too_little_history_is_said_and_not_guessed() -> None:
    few = Adoptions.of(
        Adoption(actor, practice, 2000 + place * (practice != "library"))
        for practice in ("council", "library", "hotline")
        for place, actor in enumerate(ACTORS[:6])
    )
    result = backtest(few, [Popularity(), ExplainableHazard()], first=2003, last=2005)

    assert [one.algorithm for one in result.algorithms] == ["popularity"]
    assert "too few to learn from" in result.left_out["explainable-hazard"]


def test_the_same_seed_gives_the_same_figures() -> None:
    one, other = (backtest(camps(), algorithms(), first=2012, last=2014, seed=5) for _ in range(2))

    assert one == other
