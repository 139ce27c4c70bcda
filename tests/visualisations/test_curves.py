"""The curves of how a practice spread: they rise where it is certain, and the band above them begins before."""

from __future__ import annotations

import re
from itertools import pairwise

from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations.curves import Curves, Panel, curves
from practice_atlas.visualisations.diffusion_view import DiffusionView, diffusion_view
from practice_atlas.visualisations.lanes import WIDTH
from practice_atlas.visualisations.timeline_view import timeline_view

COUNCIL = "practice:youth-council"


def _drawn(reader: Reader, practice: str = COUNCIL) -> tuple[DiffusionView, Curves]:
    view = diffusion_view(reader, practice)
    return view, curves(view)


def _corners(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", path)]


def _panel(picture: Curves, name: str) -> Panel:
    (found,) = (panel for panel in picture.panels if panel.name == name)
    return found


def test_curves_never_fall_and_end_at_the_last_number(reader: Reader) -> None:
    view, picture = _drawn(reader)

    assert [panel.name for panel in picture.panels] == ["began", "learned", "countries"]
    for panel in picture.panels:
        corners = _corners(panel.line)
        heights = [y for _, y in corners]
        assert heights == sorted(heights, reverse=True)
        assert [x for x, _ in corners] == sorted(x for x, _ in corners)
        assert all(panel.top <= y <= panel.bottom for y in heights)
    assert _panel(picture, "began").last == view.periods[-1].implementations


def test_a_curve_rises_at_the_end_of_its_period(reader: Reader) -> None:
    view, picture = _drawn(reader)
    axis = picture.lanes.axis
    assert axis is not None
    corners = _corners(_panel(picture, "began").line)
    rises = {x for (_, before), (x, y) in pairwise(corners) if y < before}

    assert rises == {axis.after(point.end) for point in view.periods if point.begun}


def test_no_band_where_nothing_tells_what_is_possible(reader: Reader) -> None:
    _, picture = _drawn(reader)

    assert _panel(picture, "countries").band == ""
    assert _panel(picture, "began").band.endswith("Z")


def test_figures_have_room_beside_the_axis(reader: Reader) -> None:
    _, picture = _drawn(reader)

    assert all(panel.last_x + 60 < WIDTH for panel in picture.panels)


def test_the_same_view_is_the_same_picture(reader: Reader) -> None:
    assert _drawn(reader) == _drawn(reader)
    assert timeline_view(reader, "city:elin") == timeline_view(reader, "city:elin")
