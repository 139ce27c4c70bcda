"""A pairing as a back-test is given it: not a record of the graph, but what a table of anybody's says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ObservedPair:
    """A learner was matched with a mentor for a practice, for a theme, or for a practice of a theme.

    `earliest` and `latest` are the first and the last day that its date can mean. `candidates` are those who could have
    been matched, the mentor among them; empty where nobody says.
    """

    learner: str
    mentor: str
    practice: str
    theme: str
    earliest: date
    latest: date
    candidates: tuple[str, ...] = ()
