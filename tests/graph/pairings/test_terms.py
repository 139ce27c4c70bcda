"""The eight terms of the hazard, by hand on a few actors, and that none of them knows what is to come."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice_atlas.graph.pairings.adoptions import Adoptions
from practice_atlas.graph.pairings.terms import PRIOR, SHRUNK, Terms
from practice_atlas.ontology.adoption import Adoption

#: Bela follows Arda in two things, Cora does everything alone; council and hotline go together.
ROWS = [
    Adoption("Arda", "council", 2000, "youth"),
    Adoption("Arda", "hotline", 2001, "youth"),
    Adoption("Arda", "garden", 2004),
    Adoption("Bela", "council", 2002),
    Adoption("Bela", "hotline", 2003),
    Adoption("Cora", "library", 2002, "books"),
]
KNOWN = Adoptions.of(ROWS)
ARDA, BELA, CORA = (KNOWN.actors.index(name) for name in ("Arda", "Bela", "Cora"))
COUNCIL, GARDEN, HOTLINE, LIBRARY = (
    KNOWN.practices.index(name) for name in ("council", "garden", "hotline", "library")
)
TERMS = Terms(KNOWN, 2005).matrices()


def test_readiness_is_the_share_of_what_there_was() -> None:
    """Arda has three of four, and one more of two is counted before anything is known."""
    assert TERMS["readiness"][:, GARDEN] == pytest.approx(np.log([4 / 6, 3 / 6, 2 / 6]))


def test_neighbours_are_all_others_where_there_are_few() -> None:
    assert TERMS["neighbours"][BELA].tolist() == [0.5, 0.5, 0.5, 0.5]
    assert TERMS["neighbours"][CORA, COUNCIL] == 1


def test_a_tie_is_how_often_somebody_followed() -> None:
    """Of three things that Arda had first Bela took up two; a chance that is not taken yet counts as one."""
    followed, chances = 2, 3
    base = 2 / (3 + 1)  # Cora's library was a chance too
    expected = (followed + SHRUNK * base) / (chances + SHRUNK)

    assert TERMS["ties"][BELA, GARDEN] == pytest.approx(expected)
    assert TERMS["ties"][CORA, GARDEN] == pytest.approx(0)


def test_what_goes_together_is_similar() -> None:
    """Whoever has the council has the hotline, and nobody else."""
    assert TERMS["similar practices"][BELA, GARDEN] > 0
    assert TERMS["similar practices"][CORA, COUNCIL] < 0


def test_affinity_to_a_theme() -> None:
    """Bela has both practices of youth, Cora none; the garden has no theme."""
    rate = 3 / 6

    assert TERMS["theme"][BELA, COUNCIL] == pytest.approx(np.log((2 + PRIOR * rate) / (2 + PRIOR) / rate))
    assert TERMS["theme"][CORA, COUNCIL] < 0
    assert TERMS["theme"][:, GARDEN].tolist() == [0, 0, 0]


def test_momentum_share_and_age_are_of_the_practice() -> None:
    """Of the last three years, 2002 to 2004."""
    assert TERMS["momentum"][0] == pytest.approx(np.log1p([1, 1, 1, 1]))
    assert TERMS["share"][0] == pytest.approx([2 / 3, 1 / 3, 2 / 3, 1 / 3])
    assert TERMS["age"][0] == pytest.approx(np.log1p([5, 1, 4, 3]))


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            Adoption,
            st.sampled_from("abcde"),
            st.sampled_from("pqrst"),
            st.integers(2000, 2010),
            st.sampled_from(["", "one", "other"]),
        ),
        min_size=2,
        max_size=30,
    ),
    st.integers(2001, 2010),
)
def test_nothing_is_known_of_what_is_to_come(rows: list[Adoption], year: int) -> None:
    """The same terms, bit for bit, whatever happens from that year on."""
    known = Adoptions.of(rows)

    whole, part = Terms(known, year).matrices(), Terms(known.until(year), year).matrices()

    assert all(np.array_equal(whole[name], part[name]) for name in whole)
    assert all(np.isfinite(whole[name]).all() for name in whole)
