"""An adoption as a back-test is given it: not a record of the graph, but what a table of anybody's says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Adoption:
    """An actor took up a practice in a year; `theme` is the practice's, empty where nobody says."""

    actor: str
    practice: str
    year: int
    theme: str = ""
