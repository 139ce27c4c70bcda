"""Pictures as files: well-formed, with nothing of theirs that loads or runs, whatever the texts are."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from practice_atlas.graph.questions.lineage import lineage
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations.curves import curves
from practice_atlas.visualisations.diffusion_view import diffusion_view
from practice_atlas.visualisations.lanes import lanes_picture
from practice_atlas.visualisations.lineage_view import lineage_view
from practice_atlas.visualisations.matrix_picture import matrix_picture
from practice_atlas.visualisations.matrix_view import matrix_view
from practice_atlas.visualisations.policy import policy_of
from practice_atlas.visualisations.svg_file import About, svg_file
from practice_atlas.visualisations.timeline_view import timeline_view
from tests.visualisations.hostile import HOSTILE

_SVG = "{http://www.w3.org/2000/svg}"
_OURS = {"svg", "title", "desc", "style", "rect", "text", "tspan", "g", "line", "path", "circle", "defs", "marker"}


def about(text: str = "A title") -> About:
    """What a file says of itself, a text in each part."""
    return About(text, text, {text: text}, 3, "2026-11-26", text, text)


def pictures(reader: Reader) -> dict[str, tuple[Any, float, float]]:
    """A picture of each kind, with its size."""
    matrix = matrix_picture(matrix_view(reader))
    view = timeline_view(reader, "city:elin")
    lanes = lanes_picture(view.moments, view.lanes)
    spread = curves(diffusion_view(reader, "practice:youth-council"))
    travelled = lineage_view(lineage(reader, "practice:youth-council"))
    assert travelled is not None
    return {
        "matrix": (matrix, matrix.width, matrix.height),
        "timeline": (lanes, lanes.width, lanes.height),
        "diffusion": (spread, spread.lanes.width, spread.lanes.height),
        "lineage": (travelled, travelled.width, travelled.height),
    }


@pytest.mark.parametrize("kind", ["matrix", "timeline", "diffusion", "lineage"])
def test_each_is_well_formed_and_says_what_it_shows(reader: Reader, kind: str) -> None:
    text = svg_file(kind, about(), *pictures(reader)[kind])
    root = ElementTree.fromstring(text)  # noqa: S314 - our own

    assert root.tag == f"{_SVG}svg"
    assert root.findtext(f"{_SVG}title") == "A title"
    assert "Revision 3 of 2026-11-26" in (root.findtext(f"{_SVG}desc") or "")
    assert {element.tag.removeprefix(_SVG) for element in root.iter()} <= _OURS
    assert len(list(root.iter(f"{_SVG}text"))) > 8
    assert "revision 3 of 2026-11-26 · shown to: A title" in "".join(root.itertext())


@pytest.mark.parametrize("kind", ["matrix", "timeline", "diffusion", "lineage"])
def test_nothing_leads_elsewhere(reader: Reader, kind: str) -> None:
    text = svg_file(kind, about(), *pictures(reader)[kind])

    assert "href" not in text
    assert "url(http" not in text
    assert "@import" not in text
    assert "script-src 'none'" in policy_of(text)
    assert "style-src 'sha256-" in policy_of(text)


@pytest.mark.parametrize("text", [*HOSTILE, "a\x00b\x1fc\ufffe"])
def test_texts_are_texts(reader: Reader, text: str) -> None:
    written = svg_file("matrix", about(text), *pictures(reader)["matrix"])
    root = ElementTree.fromstring(written)  # noqa: S314 - our own

    assert {element.tag.removeprefix(_SVG) for element in root.iter()} <= _OURS
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    assert (root.findtext(f"{_SVG}title") or "")[:1] == text[:1]
