"""Plots as plain geometry, which `templates/plots.html` draws as SVG. Each has a table beside it with the same figures.

Rows go down and values go to the right, so that names have room and nothing is turned by a right angle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from practice_atlas.graph.backtests.results import Bin, Interval

WIDTH: Final = 720
#: Where values begin, to the right of the names; and how much is left free behind the last.
LEFT: Final = 170
_RIGHT: Final = 24
_TOP: Final = 34
_ROW: Final = 44
#: Room for the figure behind a bar, and between panels.
_FIGURE: Final = 56
#: The square of a scatter plot: its side, and where it begins.
_SIDE: Final = 300.0
_SQUARE_LEFT: Final = 64.0
_SQUARE_TOP: Final = 16.0
_STEPS: Final = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)


@dataclass(frozen=True, slots=True)
class Tick:
    """A value on an axis, and where it stands."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A row of a dot plot: a value with its interval, and another below it without."""

    name: str
    y: float
    value: float
    low: float
    high: float
    other: float


@dataclass(frozen=True, slots=True)
class Dots:
    """A dot plot with a line where nothing is known."""

    height: float
    bottom: float
    ticks: tuple[Tick, ...]
    line: float
    rows: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a panel, and its figure."""

    x: float
    width: float
    label: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars in panels beside each other: a row for each name, a panel for each heading."""

    height: float
    panels: tuple[Tick, ...]
    rows: tuple[tuple[str, float, tuple[Bar, ...]], ...]


@dataclass(frozen=True, slots=True)
class Scatter:
    """What was said, to the right, against what happened, upwards, in a square with its diagonal."""

    left: float
    top: float
    side: float
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    points: tuple[tuple[float, float], ...]


def dots(told: Mapping[str, tuple[Interval, float]], *, line: float) -> Dots:
    """For each name a value with its interval, and another without; `line` is where nothing is known."""
    ends = [line, *(one for value, other in told.values() for one in (value.low, value.high, other))]
    low, high = floor(min(ends) * 20) / 20, ceil(max(ends) * 20) / 20
    low, high = low - 0.05 * (low == high), high + 0.05 * (low == high)

    def at(value: float) -> float:
        return round(LEFT + (value - low) / (high - low) * (WIDTH - LEFT - _RIGHT), 1)

    steps = round((high - low) * 20)
    values = [low + step / 20 for step in range(0, steps + 1, ceil(steps / 8))]
    bottom = _TOP + _ROW * len(told)
    return Dots(
        height=bottom + 28,
        bottom=bottom,
        ticks=tuple(Tick(at(value), f"{value:.2f}") for value in values),
        line=at(line),
        rows=tuple(
            Dot(name, _TOP + _ROW * (place + 0.5), at(value.mean), at(value.low), at(value.high), at(other))
            for place, (name, (value, other)) in enumerate(told.items())
        ),
    )


def bars(told: Mapping[str, Sequence[float]], headings: Sequence[str]) -> Bars:
    """For each name a value under each heading, all from 0 and on one scale."""
    panel = (WIDTH - LEFT) / max(1, len(headings))
    most = max((value for values in told.values() for value in values), default=0) or 1.0
    scale = (panel - _FIGURE) / most
    starts = [round(LEFT + panel * place, 1) for place in range(len(headings))]
    rows = (
        tuple(
            Bar(x, round(max(1.0, value * scale), 1), f"{value:.3f}") for x, value in zip(starts, values, strict=True)
        )
        for values in told.values()
    )
    return Bars(
        height=_TOP + _ROW * len(told),
        panels=tuple(Tick(x, heading) for x, heading in zip(starts, headings, strict=True)),
        rows=tuple(
            (name, _TOP + _ROW * (row + 0.5), one) for row, (name, one) in enumerate(zip(told, rows, strict=True))
        ),
    )


def scatter(bins: Sequence[Bin]) -> Scatter:
    """Bins of cases by the probability that was said and the share in which it happened."""
    most = max((value for one in bins for value in (one.predicted, one.observed)), default=0.0)
    step = next((size for size in _STEPS if most <= 5 * size), _STEPS[-1])
    high = step * max(1, ceil(most / step))

    def right(value: float) -> float:
        return round(_SQUARE_LEFT + value / high * _SIDE, 1)

    def up(value: float) -> float:
        return round(_SQUARE_TOP + (1 - value / high) * _SIDE, 1)

    values = [step * place for place in range(round(high / step) + 1)]
    return Scatter(
        left=_SQUARE_LEFT,
        top=_SQUARE_TOP,
        side=_SIDE,
        across=tuple(Tick(right(value), f"{value:.3g}") for value in values),
        up=tuple(Tick(up(value), f"{value:.3g}") for value in values),
        points=tuple((right(one.predicted), up(one.observed)) for one in bins),
    )
