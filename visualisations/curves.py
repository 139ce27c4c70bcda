"""The picture of how a practice spread, as plain numbers: curves over one axis of time, and below them what is counted.

A curve rises where something is certain; the band above it begins where the same can have happened already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from practice_atlas.visualisations.axis import Axis
from practice_atlas.visualisations.diffusion_view import DiffusionView, Point
from practice_atlas.visualisations.lanes import LanesPicture, lanes_picture

_HEIGHT: Final = 92
_BETWEEN: Final = 30
_TOP: Final = 26


@dataclass(frozen=True, slots=True)
class Panel:
    """A curve and its band as paths, the greatest and the last number, where that stands, and how many are not dated.

    The band is empty where nothing tells what is possible.
    """

    name: str
    title: str
    line: str
    band: str
    top: float
    bottom: float
    most: int
    last: int
    last_x: float
    last_y: float
    undated: int


@dataclass(frozen=True, slots=True)
class Curves:
    """Panels from top to bottom, and the lanes below them on the same axis. None of them where nothing is dated."""

    panels: tuple[Panel, ...]
    lanes: LanesPicture


_Number = Callable[[Point], int]

#: Name, title, and the certain number of each panel; the possible one where it is known; the name of what is undated.
PANELS: Final[tuple[tuple[str, str, _Number, _Number | None, str], ...]] = (
    ("began", "Places that had begun", lambda point: point.implementations,
     lambda point: point.possible_implementations, "implementations"),
    ("learned", "Learning that had happened", lambda point: point.flows, lambda point: point.possible_flows, "flows"),
    ("countries", "Countries reached", lambda point: point.countries, None, ""),
)  # fmt: skip


def curves(view: DiffusionView) -> Curves:
    """The picture of a view."""
    points = view.periods
    days = [day for point in points for day in (point.start, point.end)]
    top = _TOP + len(PANELS) * (_HEIGHT + _BETWEEN) if points else 0
    lanes = lanes_picture(view.moments, view.lanes, top=top, days=days)
    if lanes.axis is None or not points:
        return Curves((), lanes)
    panels = [
        _panel(view, lanes.axis, name, title, certain, possible, undated, _TOP + place * (_HEIGHT + _BETWEEN))
        for place, (name, title, certain, possible, undated) in enumerate(PANELS)
    ]
    return Curves(tuple(panels), lanes)


def _panel(
    view: DiffusionView,
    axis: Axis,
    name: str,
    title: str,
    certain: _Number,
    possible: _Number | None,
    undated: str,
    top: float,
) -> Panel:
    points = view.periods
    most = max(number(point) for point in points for number in (certain, possible) if number)
    bottom = top + _HEIGHT

    def y(number: int) -> float:
        return round(bottom - (_HEIGHT - 14) * number / max(most, 1), 1)

    first = (axis.left, y(0 if view.position == 0 else certain(points[0])))
    low = _steps([first, *((axis.after(point.end), y(certain(point))) for point in points)], axis.right)
    return Panel(
        name=name,
        title=title,
        line=_path(low),
        band=_band(points, axis, possible, y, low, view.position == 0) if possible else "",
        top=top,
        bottom=bottom,
        most=most,
        last=certain(points[-1]),
        last_x=axis.right,
        last_y=y(certain(points[-1])),
        undated=view.undated.get(undated, 0),
    )


def _band(
    points: Sequence[Point],
    axis: Axis,
    possible: _Number,
    y: Callable[[int], float],
    low: Sequence[tuple[float, float]],
    from_nothing: bool,
) -> str:
    """Between what is possible and the curve `low` of what is certain."""
    start = (axis.left, y(0 if from_nothing else possible(points[0])))
    high = _steps([start, *((axis.x(point.start), y(possible(point))) for point in points)], axis.right)
    return f"{_path(high)} L{' L'.join(f'{x} {at}' for x, at in reversed(low))} Z"


def _steps(corners: Sequence[tuple[float, float]], right: float) -> list[tuple[float, float]]:
    """Corners of a curve that stays level until it rises."""
    line = [corners[0]]
    for (_, before), (x, y) in pairwise(corners):
        line += [(x, before), (x, y)]
    return [*line, (max(right, corners[-1][0]), corners[-1][1])]


def _path(corners: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x} {y}" for x, y in corners)
