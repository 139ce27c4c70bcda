"""A picture as PNG, for where SVG cannot be placed: drawn from the very SVG file by Typst, with fonts of our own."""

from __future__ import annotations

from math import sqrt
from typing import Final

from practice_atlas.visualisations.typesetting import typeset

#: The page is as large as the picture.
_TEMPLATE: Final = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg")
"""
#: Pixels of a unit of the SVG, so that print is sharp; fewer for what would be very large (16 million need 64 MB).
_SHARP: Final = 2.0
_MOST_PIXELS: Final = 16_000_000
#: Typst takes a unit of SVG for 3/4 pt, and counts pixels by the 72 pt of an inch.
_PPI: Final = 72 / 0.75


def png_file(svg: str, width: float, height: float) -> bytes:
    """The picture of an SVG file of so many units."""
    times = min(_SHARP, sqrt(_MOST_PIXELS / (width * height)))
    return typeset(_TEMPLATE, {"svg": svg}, format="png", ppi=_PPI * times)
