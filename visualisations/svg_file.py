"""A picture as one SVG file for reports: it loads and runs nothing, and says what it shows, of when and for whom."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from practice_atlas.visualisations.pages.render import drawing

#: What XML cannot hold, in any form.
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Room above the picture for title and filters, and below it for where it is from.
_TOP: Final = 78
_BOTTOM: Final = 58
_LEAST: Final = 700


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself: `shown` is how many of how many, in words; `loaded` the day of the revision."""

    title: str
    shown: str
    filters: Mapping[str, str]
    revision: int
    loaded: str
    audience: str
    site: str

    @property
    def filtered(self) -> str:
        """The choices that made this slice, in one line."""
        return " · ".join(f"{label}: {value}" for label, value in self.filters.items())


def size_of(width: float, height: float) -> tuple[float, float]:
    """Width and height of the file of a picture of a size."""
    return max(width, _LEAST), height + _TOP + _BOTTOM


def svg_file(kind: str, about: About, picture: Any, width: float, height: float) -> str:
    """The file of a kind of picture (`matrix`, `timeline`, `diffusion`, `lineage`)."""
    whole, high = size_of(width, height)
    text = drawing("picture", kind=kind, about=about, picture=picture, width=whole, height=high, top=_TOP)
    return _NOT_XML.sub("\ufffd", text)
