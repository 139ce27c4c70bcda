"""The parts of the score: between 0 and 1, and none goes the wrong way."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from practice_atlas.graph.pairings.measures import nearness, readiness, similarity, track_record
from practice_atlas.graph.pairings.ranking import ranked, total

SHARE = st.floats(0, 1)
COUNT = st.integers(0, 10_000)


def _one(value: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([float(value)])


@given(SHARE, COUNT, COUNT)
def test_more_independent_sources_never_lower_readiness(stage: float, few: int, more: int) -> None:
    less, greater = readiness(_one(stage), _one(few)), readiness(_one(stage), _one(few + more))

    assert 0 <= less[0] <= greater[0] <= 1


@given(SHARE, SHARE, COUNT)
def test_a_lesser_stage_never_raises_it(one: float, other: float, sources: int) -> None:
    low, high = sorted((one, other))

    assert readiness(_one(low), _one(sources))[0] <= readiness(_one(high), _one(sources))[0]


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_track_record_is_the_tenth_percentile_of_what_it_may_be(followed: int, others: int) -> None:
    found = track_record(_one(followed), _one(followed + others))[0]

    assert found == pytest.approx(beta.ppf(0.1, 1 + followed, 1 + others), abs=1e-9)
    assert found <= track_record(_one(followed + 1), _one(followed + others + 1))[0]
    assert found >= track_record(_one(followed), _one(followed + others + 1))[0]


@given(st.lists(st.one_of(SHARE, st.just(math.nan)), min_size=4, max_size=4))
def test_likeness_is_the_mean_of_what_is_known(told: list[float]) -> None:
    known = [value for value in told if not math.isnan(value)]
    found = similarity(*(_one(value) for value in told))[0]

    assert found == pytest.approx(sum(known) / len(known) if known else 0.5)


def test_nearness() -> None:
    assert nearness(np.array([0.0, 500.0, math.nan])).tolist() == [1.0, 0.5, 0.0]


@given(st.lists(st.tuples(SHARE, SHARE), min_size=1, max_size=30))
def test_ranks_bound_themselves_and_equals_share_them(values: list[tuple[float, float]]) -> None:
    adds = {"a": np.array([one for one, _ in values]) * 0.7, "b": np.array([other for _, other in values]) * 0.3}
    told = ranked(adds, {"a": 0.7, "b": 0.3})
    scores = total(adds)[told.order]

    assert (np.diff(np.round(scores, 9)) <= 0).all()
    assert ((told.low <= told.rank) & (told.rank <= told.high)).all()
    for place, rank in enumerate(told.rank.tolist()):
        assert rank == 1 + sum(1 for other in scores if other > scores[place] + 1e-9)
