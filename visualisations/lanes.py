"""The picture of moments in lanes along an axis of time, as plain numbers that a template draws.

What the source does not date has a strip of its own beside the axis: it is nowhere on it. Each moment has a line; lines
are filled from the left, and a label that has no room to the right of its mark stands to the left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from practice_atlas.visualisations.axis import Axis, Tick, axis_of
from practice_atlas.visualisations.moments import Lane, Moment

WIDTH: Final = 1120
#: Where the axis begins, right of the names of the lanes; and the strip of what is not dated.
LEFT: Final = 150
_STRIP: Final = 400
_GAP: Final = 24
#: Room right of an axis that has no strip beside it: figures of curves stand there.
_ROOM: Final = 72
_LINE: Final = 26
_PADDING: Final = 10
_AXIS: Final = 34
#: The width of a letter on average, and letters of a label at most.
_LETTER: Final = 6.9
_LONGEST: Final = 60
_LEAST: Final = 7.0
_NUMBER: Final = 26


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment at its place: from `x` for `width`, in the line `y`; its label starts or ends at `label_x`.

    `open_start` and `open_end` say that its date has no beginning or end. In the strip `width` is 0.
    """

    moment: Moment
    x: float
    width: float
    y: float
    label: str
    label_x: float
    anchor: str
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class LaneDrawn:
    """A lane with its name, in up to three lines, from `y` for `height`."""

    lane: Lane
    lines: tuple[str, ...]
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class LanesPicture:
    """Lanes, marks and axis. `axis` is None where nothing is dated, `strip` None where everything is."""

    width: int
    height: float
    top: float
    axis: Axis | None
    ticks: tuple[Tick, ...]
    lanes: tuple[LaneDrawn, ...]
    marks: tuple[Mark, ...]
    strip: float | None
    precisions: tuple[str, ...]


def lanes_picture(
    moments: Sequence[Moment], lanes: Sequence[Lane], *, top: float = 0.0, days: Iterable[date] = ()
) -> LanesPicture:
    """The picture, from `top` on; the axis also has room for these days."""
    undated = any(not item.dated for item in moments)
    told = [*days, *(day for item in moments for day in (item.earliest, item.latest) if day)]
    strip = (WIDTH - _STRIP if told else LEFT) if undated else None
    axis = axis_of(told, LEFT, (WIDTH - _STRIP - _GAP if undated else WIDTH - _ROOM) if told else LEFT)
    y = top + _AXIS
    drawn: list[LaneDrawn] = []
    marks: list[Mark] = []
    for lane in lanes:
        inside = [item for item in moments if item.lane == lane.lane]
        placed = [*_on_axis(inside, axis), *_in_strip(inside, strip)]
        lines = max(line for line, _ in placed) + 1
        height = max(lines * _LINE + _PADDING, 20 * len(_wrapped(lane.label)) + _PADDING)
        marks += [_moved(mark, y + _PADDING / 2 + line * _LINE) for line, mark in placed]
        drawn.append(LaneDrawn(lane, _wrapped(lane.label), y, height))
        y += height
    return LanesPicture(
        width=WIDTH,
        height=round(y + _PADDING, 1),
        top=top,
        axis=axis,
        ticks=axis.ticks() if axis else (),
        lanes=tuple(drawn),
        marks=tuple(marks),
        strip=strip,
        precisions=tuple(dict.fromkeys(item.precision for item in moments if item.precision)),
    )


def _moved(mark: Mark, y: float) -> Mark:
    return Mark(
        mark.moment, mark.x, mark.width, round(y, 1), mark.label, mark.label_x, mark.anchor, mark.open_start,
        mark.open_end,
    )  # fmt: skip


def _on_axis(moments: Iterable[Moment], axis: Axis | None) -> Iterator[tuple[int, Mark]]:
    """Line and mark of each dated moment: the first line in which there is room."""
    taken: list[float] = []
    dated = [item for item in moments if item.dated]
    for item in sorted(dated, key=lambda item: (item.earliest or date.min, item.latest or date.max, item.number)):
        assert axis is not None  # noqa: S101 - there is one as soon as something is dated
        start = axis.x(item.earliest) if item.earliest else axis.left
        end = axis.after(item.latest) if item.latest else axis.right
        x, width = (start, end - start) if end - start >= _LEAST else ((start + end - _LEAST) / 2, _LEAST)
        room = axis.right - x - width - 8
        label = _short(item.label)
        needed = _NUMBER + len(label) * _LETTER
        right = needed <= room or room >= x - axis.left
        label = label if needed <= max(room, x - axis.left - 8) else _cut(label, max(room, x - axis.left - 8) - _NUMBER)
        needed = _NUMBER + len(label) * _LETTER
        begin, stop = (x, x + width + 8 + needed) if right else (x - 8 - needed, x + width)
        line = next((line for line, until in enumerate(taken) if until + 10 <= begin), len(taken))
        taken[line : line + 1] = [stop]
        yield line, Mark(
            item, round(x, 1), round(width, 1), 0, label, round(x + width + 6 if right else x - 6, 1),
            "start" if right else "end", item.earliest is None, item.latest is None,
        )  # fmt: skip


def _in_strip(moments: Iterable[Moment], strip: float | None) -> Iterator[tuple[int, Mark]]:
    if strip is None:
        return
    for line, item in enumerate(item for item in moments if not item.dated):
        label = _cut(item.label, WIDTH - strip - 30 - _NUMBER)
        yield line, Mark(item, strip + 14, 0, 0, label, strip + 28, "start")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _cut(text: str, room: float) -> str:
    """As much of a text as has room."""
    letters = max(int(room / _LETTER), 6)
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def _wrapped(text: str) -> tuple[str, ...]:
    """The name of a lane in lines of at most 18 letters."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < 18:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)
