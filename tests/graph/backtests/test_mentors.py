"""Each algorithm on pairings few enough to be counted by hand."""

from __future__ import annotations

from datetime import date
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from practice_atlas.graph.backtests.cap import SHARE, Cap
from practice_atlas.graph.backtests.mentors import (
    EqualWeights,
    MentorChoice,
    Popularity,
    SamePractice,
    SharedHistory,
    Wanted,
    similarity,
)
from practice_atlas.graph.pairings.pairs import Pairs, PairsKnown
from tests.graph.backtests.pair_history import paired

Places = NDArray[np.intp]

ROWS = [
    paired("Arda", "Bela", date(2020, 1, 1), "council", theme="youth"),
    paired("Cora", "Bela", date(2020, 2, 1), "council", theme="youth"),
    paired("Cora", "Dalma", date(2022, 3, 1), "library", theme="youth"),
    paired("Bela", "Elin", date(2022, 4, 1), "hotline", theme="alarm"),
]
PAIRS = Pairs.of(ROWS)
ARDA, BELA, CORA, DALMA, ELIN = range(5)
DAY = date(2022, 5, 1)


def known() -> PairsKnown:
    """All rows, at the beginning of a day in 2022."""
    told = PairsKnown(len(PAIRS.actors))
    for row in PAIRS.rows:
        told.add(row)
    told.begin(DAY)
    return told


def wanted(practice: str) -> Wanted:
    """Arda wants a mentor of everybody else, for a practice of the youth theme."""
    youth = next(row.theme for row in PAIRS.rows if row.earliest.year == 2020)
    subject = PAIRS.subjects.index(("practice", practice))
    return Wanted(ARDA, subject, youth, DAY, np.array([BELA, CORA, DALMA, ELIN]))


@pytest.mark.parametrize(
    ("algorithm", "practice", "expected"),
    [
        (Popularity(), "council", [2, 0, 1, 1]),
        (SamePractice(), "council", [2 + 2 / 3, 0, 1 / 2, 0]),
        (SamePractice(), "library", [2 / 3, 0, 1 + 1 / 2, 0]),
        # with Cora and Elin, Arda shares Bela, who has three partners
        (SharedHistory(), "council", [0, 1 / log(3), 0, 1 / log(3)]),
    ],
    ids=["popularity", "same practice", "same theme", "shared history"],
)
def test_scores(algorithm: MentorChoice, practice: str, expected: list[float]) -> None:
    assert algorithm.scores(known(), wanted(practice)).tolist() == pytest.approx(expected)


def test_who_has_no_history_shares_none() -> None:
    stranger = Wanted(4, 0, 0, DAY, np.array([0, 1]))

    assert SharedHistory().scores(PairsKnown(5), stranger).tolist() == [0, 0]
    assert similarity(PairsKnown(5), stranger).tolist() == [0, 0]


def test_similarity_is_of_what_both_did() -> None:
    """Arda did the council; so did Bela, of two, and Cora, of two."""
    assert similarity(known(), wanted("council")).tolist() == pytest.approx([1 / sqrt(2), 1 / sqrt(2), 0, 0])


def test_load_is_forgotten_after_a_year() -> None:
    assert known().load().tolist() == [0, 0, 0, 1, 1]


def test_four_reasons_count_alike() -> None:
    """Places of experience (4 1.5 3 1.5), shared partners (1.5 3.5 1.5 3.5), likeness (3.5 3.5 1.5 1.5), capacity
    (3.5 3.5 1.5 1.5), each of four.
    """
    expected = np.array([4 + 1.5 + 3.5 + 3.5, 1.5 + 3.5 + 3.5 + 3.5, 3 + 1.5 + 1.5 + 1.5, 1.5 + 3.5 + 1.5 + 1.5]) / 16

    assert EqualWeights().scores(known(), wanted("council")).tolist() == pytest.approx(expected.tolist())


def test_nobody_is_named_more_often_than_the_cap() -> None:
    """Each time the same three fit best."""
    cap, ranked = Cap(12, 3), np.arange(12)
    first = cap.together([ranked])[0].tolist()
    for _ in range(99):
        cap.together([ranked])

    assert first == [0, 1, 2]
    assert cap.equal.tolist() == pytest.approx([25] * 12)
    assert cap.named.max() <= SHARE * 25
    assert cap.named.sum() > 290
    assert 1 < cap.highest_multiple <= SHARE


def test_a_mentor_is_kept_for_whom_others_suit_less() -> None:
    """Both ask for one, and the first of both may be named once: the second question has nobody else."""
    cap = Cap(2, 1)
    first, second = cap.together([np.array([0, 1]), np.array([0])])

    assert cap.equal.tolist() == [1.5, 0.5]
    assert (first.tolist(), second.tolist()) == ([1], [0])


@given(st.integers(0, 10**6))
def test_nothing_is_worth_more_than_what_the_cap_leaves(seed: int) -> None:
    """Against giving places away one by one, the best ranks first."""
    random = np.random.default_rng(seed)
    cap = Cap(8, 2)
    for _ in range(3):
        ranked = [random.permutation(8)[: random.integers(2, 9)] for _ in range(int(random.integers(1, 7)))]
        before = cap.named.copy()
        chosen = cap.together(ranked)
        left = np.maximum(1, np.floor(SHARE * cap.equal)).astype(int) - before
        assert (np.bincount(np.concatenate(chosen), minlength=8) <= np.maximum(left, 0)).all()
        assert all(len(one) <= 2 and len(set(one.tolist())) == len(one) for one in chosen)
        assert _worth(ranked, chosen) >= _worth(ranked, _one_by_one(ranked, left)) - 1e-9


def _worth(ranked: list[Places], chosen: list[Places]) -> float:
    return sum(
        float((1 / np.log2(2 + np.flatnonzero(np.isin(one, some)))).sum())
        for one, some in zip(ranked, chosen, strict=True)
    )


def _one_by_one(ranked: list[Places], left: NDArray[np.int64]) -> list[Places]:
    left, chosen = left.copy(), [list[int]() for _ in ranked]
    for place in range(8):
        for one, some in zip(ranked, chosen, strict=True):
            if place < len(one) and len(some) < 2 and left[one[place]] > 0:
                left[one[place]] -= 1
                some.append(int(one[place]))
    return [np.array(some, np.intp) for some in chosen]
