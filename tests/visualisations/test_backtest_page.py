"""The page of a back-test: one file, everything from the table escaped, a table with the figures of each plot."""

from __future__ import annotations

import re

import pytest

from practice_atlas.graph.backtests.adoptions import backtest
from practice_atlas.graph.backtests.algorithms import Popularity, algorithms
from practice_atlas.graph.backtests.mentors import MENTOR_NAMES, mentor_algorithms
from practice_atlas.graph.backtests.pairs import backtest_pairs
from practice_atlas.graph.backtests.results import AdoptionsResult, PairsResult
from practice_atlas.graph.pairings.pairs import Pairs
from practice_atlas.visualisations.backtest_page import backtest_html
from practice_atlas.visualisations.backtest_words import ALGORITHMS, Result, short
from practice_atlas.visualisations.policy import policy_of
from tests.graph.backtests.history import camps, noise
from tests.graph.backtests.pair_history import circles
from tests.visualisations.hostile import HOSTILE

COLUMNS = {"learner": "who", "date": "when"}


@pytest.fixture(scope="module")
def adoptions() -> AdoptionsResult:
    return backtest(camps(), algorithms(), first=2013, last=2015)


@pytest.fixture(scope="module")
def pairs() -> PairsResult:
    known = Pairs.of(circles(200))
    return backtest_pairs(known, mentor_algorithms(), first=known.span()[0], last=known.span()[1])


@pytest.fixture(params=["adoptions", "pairs"])
def result(request: pytest.FixtureRequest) -> Result:
    found: Result = request.getfixturevalue(request.param)
    return found


def written(result: Result) -> str:
    return backtest_html(result, file="table.csv", columns=COLUMNS)


def test_it_is_one_file_without_script(result: Result) -> None:
    html = written(result)

    assert html.startswith('<!doctype html>\n<html lang="en"')
    assert html.count("<title>") == html.count("<h1>") == html.count("</html>") == 1
    assert re.findall(r"\b(?:src|href|srcset|data)=|<script|<link|url\(|style=", html) == []
    assert policy_of(html) in html
    assert "script-src 'none'" in html


def test_every_plot_has_a_table(result: Result) -> None:
    html = written(result)

    assert html.count("<svg") == html.count("<table") == (4 if isinstance(result, AdoptionsResult) else 3)
    assert len(re.findall(r'<svg [^>]*role="img" aria-label="[^"]*in the table below">', html)) == html.count("<svg")


def test_every_figure_is_told(result: Result) -> None:
    html = written(result)
    figures = [short(value) for one in result.algorithms
               for value in (one.auc.mean, one.mrr, one.gini, *one.hits.values(), *one.precision.values())]  # fmt: skip

    assert [figure for figure in figures if f"<td>{figure}</td>" not in html] == []
    assert all(f'<th scope="row">{one.algorithm}</th>' in html for one in result.algorithms)


def test_what_came_from_the_table_is_text(pairs: PairsResult) -> None:
    html = backtest_html(pairs, file=HOSTILE[0], columns=dict(zip(HOSTILE, HOSTILE, strict=True)))

    assert [text for text in HOSTILE if "<" in text and text in html] == []
    assert "<script" not in html
    assert policy_of(html) in html


def test_signs_of_a_leak_are_told(pairs: PairsResult) -> None:
    html = written(pairs)

    assert pairs.leaks
    assert html.count('<p class="leak">') == len(pairs.leaks)
    assert "None was found." not in html
    assert "But first look at the signs of a leak" in html


def test_it_says_in_short_what_is_known(adoptions: AdoptionsResult) -> None:
    nothing = backtest(noise(), [Popularity()], first=2008, last=2012)

    assert "ranks best: in" in written(adoptions)
    assert "above that of popularity" in written(adoptions)
    assert "Nothing here does better than habit." in written(nothing)
    assert "None was found." in written(nothing)


def test_no_algorithm_is_no_fault(adoptions: AdoptionsResult) -> None:
    html = written(adoptions.model_copy(update={"algorithms": (), "left_out": {"explainable-hazard": "Too few."}}))

    assert "No algorithm knew enough to answer." in html
    assert "explainable-hazard was left out: Too few." in html


def test_every_algorithm_is_described() -> None:
    assert {*(one.name for one in algorithms()), *MENTOR_NAMES} == set(ALGORITHMS)
