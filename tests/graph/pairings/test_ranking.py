"""The order of candidates, and how sure it is."""

from __future__ import annotations

import numpy as np

from practice_atlas.graph.pairings.ranking import ranked

WEIGHTS = {"readiness": 0.6, "fit": 0.4}


def test_a_rank_lies_between_its_bounds_and_equal_scores_share_it() -> None:
    adds = {"readiness": np.array([0.1, 0.5, 0.1, 0.6]), "fit": np.array([0.2, 0.1, 0.2, 0.4])}
    found = ranked(adds, WEIGHTS)

    assert found.order.tolist() == [3, 1, 0, 2]
    assert found.rank.tolist() == [1, 2, 3, 3]
    assert found.tied.tolist() == [False, False, True, True]
    assert (found.low <= found.rank).all()
    assert (found.rank <= found.high).all()
    assert (found.low[0], found.high[0]) == (1, 1)  # better in each part: no weights put it elsewhere


def test_the_order_is_that_of_a_stable_sort_of_scores_in_billionths() -> None:
    random = np.random.default_rng(5)
    scores = np.concatenate([random.random(500), np.repeat(random.random(20), 9), random.random(50) * 1e-9, [0.0, 1.0]])
    random.shuffle(scores)

    found = ranked({"readiness": scores}, {"readiness": 1.0})

    assert found.order.tolist() == np.argsort(-np.round(scores, 9), kind="stable").tolist()
    many = np.bincount(found.rank)[found.rank]  # of each place how many share its rank
    assert (found.tied == (many > 1)).all()


def test_nobody_and_one_alone_have_a_ranking() -> None:
    nobody, alone = (ranked({"readiness": np.ones(many), "fit": np.ones(many)}, WEIGHTS) for many in (0, 1))

    assert nobody.order.tolist() == nobody.tied.tolist() == []
    assert (alone.order.tolist(), alone.tied.tolist()) == ([0], [False])
    assert (alone.rank.tolist(), alone.low.tolist(), alone.high.tolist()) == ([1], [1], [1])
