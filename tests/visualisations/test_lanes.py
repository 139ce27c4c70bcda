"""The picture of moments: each at the days that its date can mean, and nothing undated on the axis."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations.axis import axis_of
from practice_atlas.visualisations.lanes import LEFT, WIDTH, LanesPicture, Mark, lanes_picture
from practice_atlas.visualisations.moments import Moment, lanes_of, moment
from practice_atlas.visualisations.timeline_view import LANES, timeline_view

_LABELS = {"learned": "Learned from", "own": "Its own practices"}


def made(number: int, when: str | None, lane: str = "learned", **more: Any) -> Moment:
    """A moment with a date, or none."""
    given = {"sentence": "It was so.", "record": "flow:x", "how_sure": "C", "evidence": ()}
    return moment(number, lane, more.pop("label", f"label {number}"), when=when, **(given | more))


def drawn(*moments: Moment) -> LanesPicture:
    """Their picture."""
    return lanes_picture(moments, lanes_of(moments, _LABELS))


def mark(picture: LanesPicture, number: int) -> Mark:
    """The mark of a row."""
    (found,) = (mark for mark in picture.marks if mark.moment.number == number)
    return found


def test_a_month_is_drawn_as_the_month() -> None:
    picture = drawn(made(1, "2024-01"), made(2, "2024-12-31"))
    assert picture.axis is not None
    month, day = mark(picture, 1), mark(picture, 2)

    assert month.x == picture.axis.x(date(2024, 1, 1))
    assert month.x + month.width == pytest.approx(picture.axis.x(date(2024, 2, 1)), abs=0.2)
    assert month.width > 3 * day.width
    assert (month.moment.precision, day.moment.precision) == ("within", "day")


@pytest.mark.parametrize(
    ("when", "precision", "open_start", "open_end"),
    [("2024-09/2025-06", "throughout", False, False), ("[2024-01..2024-09]", "within", False, False),
     ("2024", "within", False, False), ("2023-03/..", "throughout", False, True),
     ("../2024-03", "throughout", True, False)],
)  # fmt: skip
def test_intervals(when: str, precision: str, open_start: bool, open_end: bool) -> None:
    picture = drawn(made(1, when), made(2, "2022"), made(3, "2026"))
    assert picture.axis is not None
    found = mark(picture, 1)

    assert found.moment.precision == precision
    assert (found.open_start, found.open_end) == (open_start, open_end)
    assert not open_start or found.x == picture.axis.left
    assert not open_end or found.x + found.width == pytest.approx(picture.axis.right, abs=0.2)


def test_what_is_not_dated_has_a_strip_of_its_own() -> None:
    picture = drawn(made(1, "2024-01"), made(2, None), made(3, None, "own"))
    assert picture.axis is not None
    assert picture.strip is not None

    assert mark(picture, 1).x < picture.axis.right < picture.strip
    assert all(mark(picture, number).x > picture.strip for number in (2, 3))
    assert [(lane.lane.lane, lane.lane.dated, lane.lane.undated) for lane in picture.lanes] == [
        ("learned", 1, 1),
        ("own", 0, 1),
    ]


def test_where_nothing_is_dated_there_is_no_axis() -> None:
    picture = drawn(made(1, None), made(2, None))

    assert (picture.axis, picture.ticks, picture.strip) == (None, (), LEFT)


def test_nothing_covers_anything_else() -> None:
    """Marks with their labels in the same line are apart from each other, and within the picture."""
    moments = [
        made(n, f"2024-{n % 12 + 1:02}", label="A rather long name of something " * (n % 3 + 1)) for n in range(30)
    ]
    picture = drawn(*moments, made(99, None))
    lines: dict[float, list[tuple[float, float]]] = {}
    for one in picture.marks:
        text = 20 + 6.5 * len(one.label)
        ends = (one.label_x, one.label_x + text) if one.anchor == "start" else (one.label_x - text, one.label_x)
        lines.setdefault(one.y, []).append((min(one.x, ends[0]), max(one.x + one.width, ends[1])))

    assert sum(map(len, lines.values())) == 31
    for spans in lines.values():
        dated = sorted(span for span in spans if picture.strip and span[0] < picture.strip)
        assert all(before[1] <= after[0] for before, after in pairwise(dated))
        assert all(start >= 0 and end <= WIDTH for start, end in spans)


def test_every_moment_is_drawn_once(reader: Reader) -> None:
    view = timeline_view(reader, "city:elin")
    picture = lanes_picture(view.moments, view.lanes)

    assert sorted(one.moment.number for one in picture.marks) == [item.number for item in view.moments]
    assert [lane.label for lane in view.lanes] == [label for code, label in LANES.items()
                                                   if any(item.lane == code for item in view.moments)]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "least"),
    [("2024-01-05", "2024-03-01", 4), ("1990-01-01", "2026-01-01", 4), ("0800-01-01", "2026-01-01", 3),
     ("2024-01-01", "9999-12-31", 3), ("9999-01-01", "9999-12-31", 3)],
)  # fmt: skip
def test_an_axis_has_ticks_with_room_between_them(first: str, last: str, least: int) -> None:
    axis = axis_of([date.fromisoformat(first), date.fromisoformat(last)], 100, 900)
    assert axis is not None
    places = [tick.x for tick in axis.ticks()]

    assert len(places) >= least
    assert all(after - before > 40 for before, after in pairwise(places))
    assert all(100 <= place <= 900 for place in places)
