"""The picture of a lineage: who stands where, and the arrows between them, as plain numbers that a template draws.

Time runs to the right: whoever learned stands right of those it learned from. No layout library (decisions/0011):
lanes by the middle of one's neighbours are enough, and the same answer always gives the same picture.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import dist
from typing import Final

from practice_atlas.graph.questions.answers import ImplementationView, LineageAnswer, Step, Thing
from practice_atlas.visualisations.lineage_boxes import Box, box_of

COLUMN: Final = 308
WIDE: Final = 222
_GAP: Final = 24
_MARGIN: Final = 16
_SWEEPS: Final = 4
#: Room for an arrow that passes between the boxes of a column.
_WAY: Final = 6
#: Where along a bend a label may stand, the best first, and how far from the next it is clear.
_ALONG: Final = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
_CLEAR: Final = 30.0
#: Beyond this many boxes the picture says less than the table.
MOST_BOXES: Final = 80

#: How a step is drawn, and what the legend says of it.
STYLES: Final[Mapping[str, str]] = {
    "done": "learned from, about this practice",
    "broader": "learned from, about the broader practice",
    "informed": "an exchange that was used there; nobody is said to have learned from the other",
    "planned": "planned or under way",
}


@dataclass(frozen=True, slots=True)
class Arrow:
    """One or more steps of the same style between two boxes; `numbers` are their rows in the table."""

    style: str
    numbers: tuple[int, ...]
    path: str
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A box at its place."""

    box: Box
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class LineageView:
    """Boxes and arrows within a frame; `styles` are those that occur, for the legend. None fit: too many boxes."""

    boxes: tuple[Placed, ...]
    arrows: tuple[Arrow, ...]
    width: int
    height: int
    styles: tuple[str, ...]


def lineage_view(answer: LineageAnswer) -> LineageView | None:
    """The picture of a lineage; None where there is nothing to draw or far too much."""
    own: defaultdict[str, list[ImplementationView]] = defaultdict(list)
    for view in answer.implementations:
        own[view.actor.id].append(view)
    ends = [(_teacher(step), _learner(step)) for step in answer.steps]
    boxes = {key: box_of(key, name, own.get(key, ())) for key, name in _names(answer.steps, ends)}
    boxes |= {view.actor.id: box_of(view.actor.id, view.actor, own[view.actor.id]) for view in answer.implementations}
    if not boxes or len(boxes) > MOST_BOXES:
        return None
    columns = _columns(list(boxes), ends)
    ways = {pair: _ways(*pair, columns) for pair in dict.fromkeys(ends)}
    for pair in ways.values():
        columns |= dict(pair)
    lanes = _lanes(columns, _hops(ways))
    boxes |= {key: Box(key, None, (), _WAY) for way in ways.values() for key, _ in way}
    placed = _placed(lanes, boxes)
    arrows = _arrows(answer, ends, placed, ways)
    return LineageView(
        boxes=tuple(item for item in placed.values() if item.box.lines),
        arrows=arrows,
        width=_MARGIN * 2 + COLUMN * (len(lanes) - 1) + WIDE,
        height=round(max(item.y + item.box.height for item in placed.values()) + _MARGIN),
        styles=tuple(style for style in STYLES if any(arrow.style == style for arrow in arrows)),
    )


def style_of(step: Step) -> str:
    """How a step is drawn."""
    if step.kind == "informed":
        return "informed"
    if step.state != "done":
        return "planned"
    return "broader" if step.breadth == "broader" else "done"


def _teacher(step: Step) -> str:
    return step.teacher.id if step.teacher else f"others before {step.learner.id if step.learner else step.record}"


def _learner(step: Step) -> str:
    return step.learner.id if step.learner else f"others after {step.teacher.id if step.teacher else step.record}"


def _names(steps: Sequence[Step], ends: Sequence[tuple[str, str]]) -> Iterable[tuple[str, Thing | tuple[str, ...]]]:
    """Key and name of each end; ends that the source does not name are gathered in one box per other end."""
    unnamed: defaultdict[str, list[str]] = defaultdict(list)
    for step, (teacher, learner) in zip(steps, ends, strict=True):
        for key, thing, text in (
            (teacher, step.teacher, step.unnamed_teacher),
            (learner, step.learner, step.unnamed_learner),
        ):
            if thing:
                yield key, thing
            else:
                unnamed[key].append(text or "")
                yield key, tuple(dict.fromkeys(unnamed[key]))


def _columns(keys: Sequence[str], ends: Sequence[tuple[str, str]]) -> dict[str, int]:
    """The column of each: one right of the rightmost it learned from. Steps that would close a circle do not count."""
    before: defaultdict[str, set[str]] = defaultdict(set)
    for teacher, learner in ends:
        if teacher != learner and learner not in _all_before(teacher, before):
            before[learner].add(teacher)
    columns: dict[str, int] = {}

    def column(key: str) -> int:
        if key not in columns:
            columns[key] = max((column(other) + 1 for other in sorted(before[key])), default=0)
        return columns[key]

    for key in keys:
        column(key)
    for key in keys:  # whoever learned from nobody here stands just left of the first who learned from it
        after = [columns[learner] for learner, others in before.items() if key in others]
        if not before[key] and after:
            columns[key] = min(after) - 1
    return columns


Way = list[tuple[str, int]]


def _ways(teacher: str, learner: str, columns: Mapping[str, int]) -> Way:
    """The columns that an arrow passes on its way, each with a key of its own, so that it goes between boxes."""
    return [(f"way {teacher} {learner} {column}", column) for column in range(columns[teacher] + 1, columns[learner])]


def _hops(ways: Mapping[tuple[str, str], Way]) -> list[tuple[str, str]]:
    """Neighbours in the picture: the ends of each arrow and where it passes in between."""
    hops = []
    for (teacher, learner), way in ways.items():
        stations = [teacher, *(key for key, _ in way), learner]
        hops += list(itertools.pairwise(stations))
    return hops


def _all_before(key: str, before: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [key]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting.extend(before.get(here, ()))
    return seen


def _lanes(columns: Mapping[str, int], ends: Sequence[tuple[str, str]]) -> list[list[str]]:
    """The boxes of each column from top to bottom, near the middle of what they are linked to."""
    lanes: list[list[str]] = [[] for _ in range(max(columns.values()) + 1)]
    for key, column in columns.items():
        lanes[column].append(key)
    around: defaultdict[str, list[str]] = defaultdict(list)
    for teacher, learner in ends:
        around[teacher].append(learner)
        around[learner].append(teacher)
    for _ in range(_SWEEPS):
        position = {key: (seat + 0.5) / len(lane) for lane in lanes for seat, key in enumerate(lane)}
        for lane in lanes:
            lane.sort(key=lambda key: _middle(key, around, position))
    return lanes


def _middle(key: str, around: Mapping[str, list[str]], position: Mapping[str, float]) -> float:
    others = around.get(key, [])
    return sum(position[other] for other in others) / len(others) if others else position[key]


def _placed(lanes: Sequence[Sequence[str]], boxes: Mapping[str, Box]) -> dict[str, Placed]:
    heights = [sum(boxes[key].height + _GAP for key in lane) - _GAP for lane in lanes]
    placed = {}
    for column, lane in enumerate(lanes):
        y = _MARGIN + (max(heights) - heights[column]) / 2
        for key in lane:
            placed[key] = Placed(boxes[key], _MARGIN + column * COLUMN, round(y, 1))
            y += boxes[key].height + _GAP
    return placed


def _arrows(
    answer: LineageAnswer,
    ends: Sequence[tuple[str, str]],
    placed: Mapping[str, Placed],
    ways: Mapping[tuple[str, str], Way],
) -> tuple[Arrow, ...]:
    """Arrows, spread along the sides at which they start and end."""
    grouped: defaultdict[Key, list[int]] = defaultdict(list)
    told = zip(answer.steps, ends, strict=True)
    for number, (step, (teacher, learner)) in enumerate(told, start=answer.position + 1):
        grouped[(teacher, learner, style_of(step))].append(number)
    stations = {key: [key[0], *(way for way, _ in ways[key[:2]]), key[1]] for key in grouped}
    leaving = _ports(((key[0], key) for key in grouped), {key: placed[stations[key][1]].y for key in grouped})
    arriving = _ports(((key[1], key) for key in grouped), {key: placed[stations[key][-2]].y for key in grouped})
    arrows: list[Arrow] = []
    taken: list[tuple[float, float]] = []
    for key, numbers in grouped.items():
        start, end = placed[key[0]], placed[key[1]]
        line = _Line(start.x + WIDE, start.y + start.box.height * leaving[key])
        for way in stations[key][1:-1]:
            line.to(placed[way].x, placed[way].y + _WAY / 2)
            line.straight(WIDE)
        line.to(end.x, end.y + end.box.height * arriving[key])
        taken.append(line.label_beside(taken))
        arrows.append(Arrow(key[2], tuple(numbers), line.path, *taken[-1]))
    return tuple(arrows)


Key = tuple[str, str, str]


def _ports(sides: Iterable[tuple[str, Key]], heights: Mapping[Key, float]) -> dict[Key, float]:
    """Where along the side of its box each arrow is, from 0 (top) to 1, so that they cross as little as can be."""
    by_box: defaultdict[str, list[Key]] = defaultdict(list)
    for box, key in sides:
        by_box[box].append(key)
    ports = {}
    for keys in by_box.values():
        for seat, key in enumerate(sorted(keys, key=lambda key: (heights[key], key))):
            ports[key] = (seat + 1) / (len(keys) + 1)
    return ports


class _Line:
    """A path from left to right in bends; its label stands on the first bend, clear of other labels."""

    def __init__(self, x: float, y: float) -> None:
        self._x, self._y = x, y
        self.path = f"M{x:.0f} {y:.1f}"
        self._first: tuple[float, ...] = ()

    def to(self, x: float, y: float) -> None:
        """A bend to a point; one to the left goes around the right-hand sides of both boxes."""
        if x > self._x:
            c1 = c2 = (self._x + x) / 2
        else:
            x += WIDE
            c1 = c2 = max(self._x, x) + 60
        self._first = self._first or (self._x, c1, c2, x, self._y, y)
        self.path += f" C{c1:.0f} {self._y:.1f} {c2:.0f} {y:.1f} {x:.0f} {y:.1f}"
        self._x, self._y = x, y

    def straight(self, length: float) -> None:
        """On to the right."""
        self._x += length
        self.path += f" H{self._x:.0f}"

    def label_beside(self, taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
        """The place on the first bend that is clear of the labels placed so far, near its middle if can be."""
        places = [self._at(part) for part in _ALONG]
        return max(places, key=lambda place: min([_CLEAR, *(dist(place, other) for other in taken)]))

    def _at(self, part: float) -> tuple[float, float]:
        x0, c1, c2, x1, y0, y1 = self._first
        rest = 1 - part
        early, late = rest**3 + 3 * rest**2 * part, 3 * rest * part**2 + part**3
        x = rest**3 * x0 + 3 * rest**2 * part * c1 + 3 * rest * part**2 * c2 + part**3 * x1
        return round(x, 1), round(early * y0 + late * y1, 1)
