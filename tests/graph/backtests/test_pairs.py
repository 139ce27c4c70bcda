"""The back-test of pairings: what it asks, that it finds what is there, and nothing where there is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from practice_atlas.graph.backtests.choices import Choice, Tally, choices_of
from practice_atlas.graph.backtests.mentors import (
    MENTOR_NAMES,
    Chance,
    MentorChoice,
    Popularity,
    Scores,
    Wanted,
    mentor_algorithms,
)
from practice_atlas.graph.backtests.pairs import backtest_pairs
from practice_atlas.graph.backtests.results import Leak, PairsResult
from practice_atlas.graph.pairings.pairs import Pairs, PairsKnown
from practice_atlas.ontology.observed_pair import ObservedPair
from tests.graph.backtests.pair_history import Planted, circles, lots, paired

EARLY = [paired("Arda", "Bela", 2000), paired("Cora", "Dalma", 2000, "library"), paired("Elin", "Bela", 2001)]


def outcome(rows: Iterable[ObservedPair], algorithms: Sequence[MentorChoice] | None = None, **how: Any) -> PairsResult:
    """The back-test over the whole time of some pairings."""
    pairs = Pairs.of(rows)
    first, last = pairs.span()
    return backtest_pairs(pairs, algorithms or mentor_algorithms(), **{"first": first, "last": last, **how})


def asked(rows: Iterable[ObservedPair], year: int) -> tuple[list[dict[str, bool]], Tally]:
    """The questions of a year as candidates with whether they became mentors, and what was counted."""
    pairs, tally = Pairs.of(rows), Tally()
    found = choices_of(pairs, date(year, 1, 1), date(year, 12, 31), tally)
    return [_named(pairs, choice) for _, choice in found], tally


def _named(pairs: Pairs, choice: Choice) -> dict[str, bool]:
    names = [pairs.actors[actor] for actor in choice.wanted.candidates]
    return dict(zip(names, choice.taken.tolist(), strict=True))


@pytest.fixture(scope="module")
def told() -> PairsResult:
    return outcome(circles())


def test_candidates_are_those_who_were_there_before() -> None:
    """Neither who came that year, nor who is still to come, nor the learner."""
    rows = [*EARLY, paired("Arda", "Dalma", 2002), paired("Fanni", "Bela", 2002), paired("Gitta", "Hanna", 2003)]
    questions, _ = asked(rows, 2002)

    assert questions == [
        {"Bela": False, "Cora": False, "Dalma": True, "Elin": False},
        {"Arda": False, "Bela": True, "Cora": False, "Dalma": False, "Elin": False},
    ]


def test_a_mentor_whom_nobody_had_seen_is_a_newcomer() -> None:
    """If it were a candidate, it would be one only because it was chosen."""
    questions, tally = asked([*EARLY, paired("Arda", "Fanni", 2002)], 2002)

    assert (questions, tally.newcomers, tally.questions) == ([], 1, 1)


def test_two_mentors_are_one_question() -> None:
    questions, _ = asked([*EARLY, paired("Arda", "Dalma", 2002), paired("Arda", "Bela", 2002)], 2002)

    assert questions == [{"Bela": True, "Cora": False, "Dalma": True, "Elin": False}]


def test_given_candidates_are_asked_about_if_they_were_there() -> None:
    """Gitta was given but had done nothing, and is left out as a mentor would be; the learner is no candidate."""
    questions, tally = asked([*EARLY, paired("Arda", "Bela", 2002, among="Arda Bela Dalma Gitta")], 2002)

    assert questions == [{"Bela": True, "Dalma": False}]
    assert (tally.unseen, tally.listed()) == (1, "all")


def test_nobody_else_to_choose_is_no_question() -> None:
    questions, tally = asked([*EARLY, paired("Arda", "Bela", 2002, among="Bela Gitta")], 2002)

    assert (questions, tally.alone) == ([], 1)


def test_every_algorithm_is_told(told: PairsResult) -> None:
    assert tuple(one.algorithm for one in told.algorithms) == MENTOR_NAMES
    assert told.questions > 300
    assert (told.learners, told.listed) == (24, "none")


def test_it_finds_what_is_there(told: PairsResult) -> None:
    """Circles are known by who did what with whom, not by who does much."""
    reached = {one.algorithm: one for one in told.algorithms}

    assert reached["chance"].auc.mean == pytest.approx(0.5, abs=0.05)
    assert reached["popularity"].auc.mean < 0.6
    assert all(reached[name].above_popularity.low > 0 for name in ("same-practice", "shared-history", "equal-weights"))


def test_what_is_too_good_has_to_be_explained(told: PairsResult) -> None:
    suspicious = {leak.algorithm for leak in told.leaks if leak.rule == "leak.too-good"}

    assert suspicious == {one.algorithm for one in told.algorithms if one.auc.mean > 0.7}
    assert "equal-weights" in suspicious
    assert all("a leak until explained" in leak.message for leak in told.leaks if leak.algorithm)


def test_it_finds_nothing_where_nothing_is() -> None:
    result = outcome(lots())

    assert [one.auc.mean for one in result.algorithms] == pytest.approx([0.5] * len(MENTOR_NAMES), abs=0.06)
    assert [leak for leak in result.leaks if leak.algorithm] == []


def test_shuffled_answers_cannot_be_foretold(told: PairsResult) -> None:
    assert [one.permuted.mean for one in told.algorithms] == pytest.approx([0.5] * len(MENTOR_NAMES), abs=0.05)


def test_a_planted_leak_is_noticed() -> None:
    rows = lots()
    result = outcome(rows, [Popularity(), Planted(Pairs.of(rows))])

    assert [leak.algorithm for leak in result.leaks if leak.rule == "leak.too-good"] == ["planted"]


def test_lists_that_tell_who_was_chosen_are_noticed() -> None:
    """Everybody who was there, and the mentor, who came to be known only because it was chosen."""
    there = [f"City{number}" for number in range(6)]
    early = [paired(city, there[place - 1], 2000) for place, city in enumerate(there)]
    late = [paired("City0", f"New{year}", 2001 + year, among=f"{' '.join(there)} New{year}") for year in range(40)]
    idle = tuple(f"Idle{number}" for number in range(30))
    fair = [replace(one, mentor=there[1 + place % 5], candidates=(*there, *idle)) for place, one in enumerate(late)]

    assert [leak.rule for leak in after_2000(early + late)] == ["leak.listed"]
    assert [leak.rule for leak in after_2000(early + fair)] == []


def after_2000(rows: Iterable[ObservedPair]) -> Sequence[Leak]:
    """Signs of a leak among what came later."""
    return outcome(rows, [Chance()], first=date(2001, 1, 1)).leaks


def test_no_algorithm_is_given_what_is_to_come() -> None:
    """As many rows as lie before the day, and the mentors of none that comes later."""
    rows = [*EARLY, *(paired("Arda", name, year) for year in range(2002, 2006) for name in ("Bela", "Dalma"))]
    seen: dict[date, int] = {}

    class Looking(Chance):
        name = "looking"

        def scores(self, known: PairsKnown, wanted: Wanted) -> Scores:
            seen[wanted.day] = int(known.mentored().sum())
            return super().scores(known, wanted)

    outcome(rows, [Looking()])

    assert seen == {
        day: sum(row.latest < day for row in rows) for day in (date(year, 1, 1) for year in range(2001, 2006))
    }


def test_a_cap_spreads_who_is_named(told: PairsResult) -> None:
    """Who was mentor most stands first in all questions; with the cap nobody does."""
    popular = next(one for one in told.algorithms if one.algorithm == "popularity")

    assert popular.capped is not None
    assert popular.capped.gini < popular.gini / 2
    assert popular.capped.largest_share <= 1.3 / 23
    assert popular.capped.hit_loss == pytest.approx(popular.hits[3] - popular.capped.hit)


def test_the_same_seed_gives_the_same_figures() -> None:
    one, other = (outcome(circles(120), seed=5) for _ in range(2))

    assert one == other


def test_a_theme_is_a_subject_where_there_is_no_practice() -> None:
    pairs = Pairs.of([paired("Arda", "Bela", 2000, "", theme="youth"), paired("Arda", "Bela", 2001, "youth")])

    assert set(pairs.subjects) == {("theme", "youth"), ("practice", "youth")}
    assert np.unique([row.theme for row in pairs.rows]).tolist() == [-1]
