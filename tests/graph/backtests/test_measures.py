"""Measures of one question, against what can be counted by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice_atlas.graph.backtests.measures import (
    auc,
    gini,
    hit_at,
    paired_interval,
    places,
    precision_at,
    reciprocal_rank,
)

QUESTIONS = st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=2, max_size=12).filter(
    lambda cases: len({taken for _, taken in cases}) == 2
)


@given(QUESTIONS)
def test_auc_is_the_share_of_pairs_in_order(cases: list[tuple[int, bool]]) -> None:
    scores, taken = np.array([score for score, _ in cases], dtype=float), np.array([taken for _, taken in cases])
    pairs = [(1.0 if one > other else 0.5 if one == other else 0.0)
             for one in scores[taken] for other in scores[~taken]]  # fmt: skip

    assert auc(scores, taken) == pytest.approx(sum(pairs) / len(pairs))


def test_places_and_what_follows_from_them() -> None:
    found = places(np.array([3.0, 1.0, 2.0, 0.0]), np.array([False, True, True, False]), np.zeros(4))

    assert found.tolist() == [2, 3]
    assert reciprocal_rank(found) == 0.5
    assert [hit_at(found, k) for k in (1, 2)] == [0, 1]
    assert [precision_at(found, k) for k in (1, 2, 4)] == [0, 0.5, 0.5]


def test_equal_scores_stand_by_chance() -> None:
    found = places(np.zeros(3), np.array([True, False, False]), np.array([0.9, 0.1, 0.5]))

    assert found.tolist() == [3]


@pytest.mark.parametrize(("counts", "expected"), [([1, 1, 1], 0), ([0, 0, 3], 2 / 3), ([0, 0], 0)])
def test_gini(counts: list[int], expected: float) -> None:
    assert gini(counts) == pytest.approx(expected)


def test_an_interval_of_whole_groups_is_wider() -> None:
    """Ten questions that all say the same are one question."""
    values = np.repeat(np.random.default_rng(1).normal(size=30), 10)
    alone = paired_interval(values, np.arange(300))
    together = paired_interval(values, np.repeat(np.arange(30), 10))

    assert alone[0] < values.mean() < alone[1]
    assert together[1] - together[0] > 2 * (alone[1] - alone[0])
