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
