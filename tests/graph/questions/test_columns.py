"""Columns of numbers."""

from __future__ import annotations

import numpy as np
import pytest

from practice_atlas.graph.questions.columns import NOTHING, Numbering, distinct


@pytest.mark.parametrize("values", [[], [3], [2, 2, 2], [5, 1, 5, NOTHING, 1]])
def test_each_value_once_in_its_order(values: list[int]) -> None:
    assert distinct(np.array(values, np.int64)).tolist() == sorted(set(values))


def test_numbers_are_in_the_order_of_the_first_meeting() -> None:
    found = Numbering(["b", "a", "b", "c", "a"])

    assert found.identifiers == ["b", "a", "c"]
    assert found.all_known(["a", "c", "x", None]).tolist() == [1, 2, NOTHING, NOTHING]
    assert (found.of("d"), found.of("b"), len(found)) == (3, 0, 4)
