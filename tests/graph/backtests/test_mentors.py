"""Each algorithm on pairings few enough to be counted by hand."""

from __future__ import annotations

from datetime import date
from math import log, sqrt

import numpy as np
import pytest

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
    first = cap.first(ranked).tolist()
    for _ in range(99):
        cap.first(ranked)

    assert first == [0, 1, 2]
    assert cap.equal.tolist() == pytest.approx([25] * 12)
    assert cap.named.max() <= SHARE * 25
    assert cap.named.sum() > 290
