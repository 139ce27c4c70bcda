"""Colour, shape and label of each kind of thing, always together. Colours are Okabe and Ito's, told apart by all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of thing looks: `shape` in the words of vis-network, `sign` as a letter with the same shape."""

    label: str
    plural: str
    colour: str
    shape: str
    sign: str


LOOKS: Final[Mapping[str, Look]] = {
    "city": Look("City", "Cities", "#0072B2", "dot", "●"),
    "institution": Look("Institution", "Institutions", "#E69F00", "square", "■"),
    "practice": Look("Practice", "Practices", "#009E73", "diamond", "◆"),
    "theme": Look("Theme", "Themes", "#009E73", "hexagon", "⬢"),
    "engagement": Look("Engagement", "Engagements", "#CC79A7", "triangle", "▲"),
    "implementation": Look("Implementation", "Implementations", "#D55E00", "star", "★"),
    "resource": Look("Resource", "Resources", "#56B4E9", "triangleDown", "▼"),
    "country": Look("Country", "Countries", "#F0E442", "hexagon", "⬡"),
    "person": Look("Official", "Officials", "#999999", "dot", "○"),
    "flow": Look("Learning flow", "Learning flows", "#0072B2", "dot", "→"),
    "membership": Look("Membership", "Memberships", "#999999", "dot", "∈"),
    "partnership": Look("Partnership", "Partnerships", "#999999", "dot", "⇄"),
    "intention": Look("Intention", "Intentions", "#999999", "dot", "!"),
    "source": Look("Source", "Sources", "#999999", "dot", "▤"),
    "evidence": Look("Evidence", "Passages cited", "#999999", "dot", "¶"),
    "statement": Look("Statement", "Statements", "#999999", "dot", "="),
    "waiver": Look("Waiver", "Waivers", "#999999", "dot", "–"),
}


@dataclass(frozen=True, slots=True)
class StateLook:
    """How a state of a cell looks: what it is called, what that means, its sign, the colour behind and the text on it.

    `border` is how the cell is framed, as SVG has it: the dashes of a line, or nothing.
    """

    label: str
    meaning: str
    sign: str
    colour: str
    ink: str
    dashes: str = ""


INK: Final = "#16202a"
#: States of the matrix from what says most to what says least, in Okabe and Ito's colours; text on each has a contrast
#: of 4.5 at least (tests/visualisations/test_palette.py).
STATE_LOOKS: Final[Mapping[str, StateLook]] = {
    "in-use": StateLook("in use", "reported as working; the decision is not known", "●", "#009E73", INK),
    "adopted": StateLook("adopted", "formally decided and set up", "◆", "#0072B2", "#ffffff"),
    "piloting": StateLook("piloting", "tried on a small scale or for a while", "◕", "#56B4E9", INK),
    "designing": StateLook("designing", "being planned or designed", "◑", "#E69F00", INK),
    "committed": StateLook("committed", "announced or approved", "◇", "#F0E442", INK),
    "exploring": StateLook("exploring", "ways to do it were explored", "◔", "#f7ef9f", INK),
    "requested": StateLook("requested", "support was asked for", "△", "#fbf7d0", INK),
    "paused": StateLook("paused", "stopped for the time being", "▮", "#b34700", "#ffffff"),
    "ended": StateLook("ended", "stopped for good", "✕", "#4c5a66", "#ffffff"),
    "no-stage": StateLook("has it", "somebody has it; the stage is not known", "□", "#cfe9e0", INK),
    "exposed": StateLook(
        "exposed", "somebody there learned of it or took part; nothing is known to be built", "◎", "#f7e9f1", "#6d2f57"
    ),
    "planned": StateLook("planned", "to be learned, or promised; not done yet", "▷", "#ffffff", "#3b4853", "4 3"),
    "unknown": StateLook(
        "unknown", "no source here says anything of it, which is not to say no", "", "#ffffff", "#4c5a66", "1 4"
    ),
}
