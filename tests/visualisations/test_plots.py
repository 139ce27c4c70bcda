"""Plots as geometry: values stand where they belong, and nothing stands outside."""

from __future__ import annotations

import pytest

from practice_atlas.graph.backtests.results import Bin, Interval
from practice_atlas.visualisations.plots import LEFT, WIDTH, bars, dots, scatter


def test_a_dot_stands_within_its_interval() -> None:
    told = {
        "chance": (Interval(mean=0.5, low=0.48, high=0.52), 0.5),
        "best": (Interval(mean=0.6, low=0.58, high=0.63), 0.49),
    }
    plot = dots(told, line=0.5)
    chance, best = plot.rows

    assert chance.value == plot.line
    assert best.low < best.value < best.high
    assert [tick.label for tick in plot.ticks] == ["0.45", "0.50", "0.55", "0.60", "0.65"]
    assert chance.y < best.y < plot.bottom < plot.height


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_a_plot_without_width_is_drawn(value: float) -> None:
    plot = dots({"only": (Interval(mean=value, low=value, high=value), value)}, line=value)

    assert LEFT < plot.rows[0].value < WIDTH


def test_bars_are_as_long_as_their_values() -> None:
    plot = bars({"one": [0.5, 0.25], "other": [0.0, 0.5]}, ["hit@1", "hit@3"])
    (_, _, (first, second)), (_, _, (none, last)) = plot.rows

    assert first.width == pytest.approx(2 * second.width, abs=0.2)
    assert none.width == 1
    assert last.x + last.width < WIDTH
    assert [bar.label for bar in (first, second)] == ["0.500", "0.250"]


@pytest.mark.parametrize("most", [0.0, 0.003, 0.097, 0.6, 1.0])
def test_what_happened_as_said_lies_on_the_diagonal(most: float) -> None:
    plot = scatter([Bin(cases=9, predicted=value, observed=value) for value in (0.0, most / 2, most)])

    assert all(x - plot.left == pytest.approx(plot.top + plot.side - y, abs=0.2) for x, y in plot.points)
    assert plot.points[-1][0] <= plot.left + plot.side
    assert 2 <= len(plot.across) == len(plot.up) <= 7
