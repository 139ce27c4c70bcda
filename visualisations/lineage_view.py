"""The picture of a lineage: who stands where, and the arrows between them, as plain numbers that a template draws.

Time runs to the right: whoever learned stands right of those it learned from. No layout library (decisions/0011):
lanes by the middle of one's neighbours are enough, and the same answer always gives the same picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from practice_atlas.graph.questions.answers import ImplementationView, LineageAnswer, Step, Thing
from practice_atlas.visualisations.lineage_boxes import Box, box_of

COLUMN: Final = 330
WIDE: Final = 240
_GAP: Final = 24
_MARGIN: Final = 16
_SWEEPS: Final = 4
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
    lanes = _lanes(columns, ends)
    placed = _placed(lanes, boxes)
    arrows = _arrows(answer.steps, ends, placed)
    return LineageView(
        boxes=tuple(placed.values()),
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
            lane.sort(key=lambda key: (key.startswith("others"), _middle(key, around, position)))
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


def _arrows(steps: Sequence[Step], ends: Sequence[tuple[str, str]], placed: Mapping[str, Placed]) -> tuple[Arrow, ...]:
    """Arrows, spread along the sides at which they start and end."""
    grouped: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, (step, (teacher, learner)) in enumerate(zip(steps, ends, strict=True), start=1):
        grouped[(teacher, learner, style_of(step))].append(number)
    leaving = _ports(((key[0], key) for key in grouped), {key: placed[key[1]].y for key in grouped})
    arriving = _ports(((key[1], key) for key in grouped), {key: placed[key[0]].y for key in grouped})
    return tuple(
        _arrow(key[2], numbers, placed[key[0]], leaving[key], placed[key[1]], arriving[key])
        for key, numbers in grouped.items()
    )


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


def _arrow(style: str, numbers: Sequence[int], start: Placed, leaves: float, end: Placed, arrives: float) -> Arrow:
    x1, y1 = start.x + WIDE, start.y + start.box.height * leaves
    x2, y2 = end.x, end.y + end.box.height * arrives
    if x2 > x1:
        bend = (x2 - x1) * 0.5
        c1, c2 = x1 + bend, x2 - bend
    else:  # back to the left: around the right-hand sides
        x2 = end.x + WIDE
        c1 = c2 = max(x1, x2) + 60
    path = f"M{x1:.0f} {y1:.1f} C{c1:.0f} {y1:.1f} {c2:.0f} {y2:.1f} {x2:.0f} {y2:.1f}"
    middle_x = (x1 + 3 * c1 + 3 * c2 + x2) / 8
    return Arrow(style, tuple(numbers), path, round(middle_x, 1), round((y1 + y2) / 2, 1))
