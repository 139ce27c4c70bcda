"""The back-test on the states of the United States and their policies (SPID), whose figures are known."""

from __future__ import annotations

from datetime import date

import pytest

from practice_atlas.graph.backtests.adoptions import backtest
from practice_atlas.graph.backtests.algorithms import algorithms
from practice_atlas.graph.backtests.results import AdoptionsResult
from practice_atlas.graph.pairings.adoptions import Adoptions
from practice_atlas.loaders.observations import AdoptionColumns, read_adoptions
from tests.backtest.known import ARGUMENTS, SPID, YEARS
from tests.graph.backtests.history import Planted

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def known() -> Adoptions:
    return Adoptions.of(read_adoptions(SPID, AdoptionColumns(*ARGUMENTS[1::2]), today=date(2026, 1, 1)))


@pytest.fixture(scope="module")
def told(known: Adoptions) -> AdoptionsResult:
    return backtest(known, [*algorithms(), Planted(known)], first=YEARS[0], last=YEARS[1])


def test_the_questions_are_those_that_others_asked(told: AdoptionsResult) -> None:
    assert (told.actors, told.practices, told.adoptions) == (50, 728, 17_835)
    assert told.questions == 2_855
    assert told.newcomers == 0


def test_the_figures_are_those_that_are_known(told: AdoptionsResult) -> None:
    reached = {one.algorithm: one for one in told.algorithms}

    assert reached["chance"].auc.mean == pytest.approx(0.50, abs=0.02)
    assert reached["popularity"].auc.mean == pytest.approx(0.55, abs=0.01)
    assert reached["explainable-hazard"].auc.mean >= 0.595
    assert reached["explainable-hazard"].above_popularity.low > 0
    assert [one.permuted.mean for one in told.algorithms] == pytest.approx([0.50] * 5, abs=0.02)


def test_evenness_costs_no_more_than_is_allowed(told: AdoptionsResult) -> None:
    capped = {one.algorithm: one.capped for one in told.algorithms if one.capped}

    assert len(capped) == 5
    assert all(one.hit_loss <= 0.02 for name, one in capped.items() if name != "planted")
    assert all(1 < one.highest_multiple <= 1.25 for one in capped.values())


def test_only_the_planted_leak_is_noticed(told: AdoptionsResult) -> None:
    assert [(leak.rule, leak.algorithm) for leak in told.leaks] == [("leak.too-good", "planted")]
