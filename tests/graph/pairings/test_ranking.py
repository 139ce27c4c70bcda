"""The order of candidates, and how sure it is."""

from __future__ import annotations

import numpy as np
import pytest

from practice_atlas.graph.pairings.ranking import _percentile, ranked

WEIGHTS = {"readiness": 0.6, "fit": 0.4}


@pytest.mark.parametrize("percent", [0.0, 5.0, 50.0, 95.0, 100.0])
@pytest.mark.parametrize("draws", [1, 2, 7, 200])
def test_a_percentile_is_that_of_numpy(draws: int, percent: float) -> None:
    places = np.random.default_rng(draws).integers(1, 60, (draws, 9))

    assert _percentile(np.sort(places, axis=0), percent) == pytest.approx(np.percentile(places, percent, axis=0))


def test_a_rank_lies_between_its_bounds_and_equal_scores_share_it() -> None:
    adds = {"readiness": np.array([0.1, 0.5, 0.1, 0.6]), "fit": np.array([0.2, 0.1, 0.2, 0.4])}
    found = ranked(adds, WEIGHTS)

    assert found.order.tolist() == [3, 1, 0, 2]
    assert found.rank.tolist() == [1, 2, 3, 3]
    assert found.tied.tolist() == [False, False, True, True]
    assert (found.low <= found.rank).all()
    assert (found.rank <= found.high).all()
    assert (found.low[0], found.high[0]) == (1, 1)  # better in each part: no weights put it elsewhere
