"""The history of who took up what when."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from practice_atlas.graph.pairings.adoptions import NEVER, Adoptions
from practice_atlas.ontology.adoption import Adoption

ROWS = [
    Adoption("Arda", "council", 2010, "youth"),
    Adoption("Bela", "council", 2012),
    Adoption("Bela", "council", 2011),
    Adoption("Bela", "hotline", 2013),
]
ADOPTIONS = st.lists(
    st.builds(Adoption, st.sampled_from("abcd"), st.sampled_from("pqrs"), st.integers(2000, 2006)), min_size=1
)


def test_the_first_time_counts() -> None:
    known = Adoptions.of(ROWS)

    assert known.years.tolist() == [[2010, NEVER], [2011, 2013]]
    assert known.themes.tolist() == [0, -1]
    assert known.first_years.tolist() == [2010, 2013]
    assert known.span() == (2010, 2013)


def test_who_could_take_up_what() -> None:
    """Nobody has the hotline yet in 2011, so nobody can take it up from others."""
    known = Adoptions.of(ROWS)

    assert known.open(2011).tolist() == [[False, False], [True, False]]
    assert known.in_year(2011).tolist() == [[False, False], [True, False]]
    assert not known.open(2010).any()


@given(ADOPTIONS, st.integers(1999, 2008))
def test_what_was_known_then_does_not_depend_on_what_came_later(rows: list[Adoption], year: int) -> None:
    known = Adoptions.of(rows)
    before = known.until(year)

    assert (before.years[before.years != NEVER] < year).all()
    assert np.array_equal(before.before(year), known.before(year))
    assert np.array_equal(before.open(year), known.open(year))
