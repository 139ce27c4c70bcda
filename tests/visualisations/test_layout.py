"""Places: the same in every run, and nothing on top of anything."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations
from math import dist

from practice_atlas.visualisations.layout import REST, layout

_PROGRAM = """
from practice_atlas.visualisations.layout import layout
names = [f"city:{letter}" for letter in "abcdefghijklmnopqrst"]
links = [(names[i], names[(i * 7 + 3) % 20]) for i in range(20) if i != (i * 7 + 3) % 20 and i < 15]
print(sorted(layout(names, links).items()))
"""


def test_the_same_under_two_hash_seeds() -> None:
    """Sets of text differ from run to run; places must not."""
    seen = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }

    assert len(seen) == 1
    assert "city:a" in seen.pop()


def test_items_keep_apart() -> None:
    """Two communities with a bridge, a pair, and one alone."""
    links = [*combinations("abcd", 2), *combinations("efgh", 2), ("d", "e"), ("x", "y")]
    places = layout([*"abcdefgh", "x", "y", "z"], links)

    assert len(places) == 11
    assert min(dist(one, other) for one, other in combinations(places.values(), 2)) > REST / 3
    assert min(places[name][1] for name in "xyz") > max(places[name][1] for name in "abcdefgh")


def test_many_small_ones_stand_in_rows() -> None:
    """A strip of its own, no wider than the rest."""
    places = layout([f"n{number}" for number in range(40)], [("n0", "n1")])

    assert len({y for _, y in places.values()}) > 3


def test_nothing_has_no_places() -> None:
    """An empty graph is no fault."""
    assert layout([], []) == {}
