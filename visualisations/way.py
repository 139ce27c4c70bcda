"""The documented way between two cities, as the network shows it: what is on it, and what is told of each step."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Final

from practice_atlas.graph.questions.answers import Leg, PathAnswer
from practice_atlas.graph.questions.path import FARTHEST, path
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations import wording

#: Of an answer, what the explorer reads (explorer/src/way.ts).
_READ: Final = {"start", "end", "as_of", "respects_time", "left_out", "legs"}


@dataclass(frozen=True, slots=True)
class Way:
    """The way that was found; no legs: none is known. `farthest` is how many steps were tried."""

    found: PathAnswer
    farthest: int = FARTHEST

    @property
    def cities(self) -> frozenset[str]:
        """Those on the way, the two ends included; none where there is no way."""
        return frozenset(thing.id for leg in self.found.legs for thing in (leg.start, leg.end))

    @property
    def records(self) -> frozenset[str]:
        """The learning flows of the way. They are shown whatever the filters hide."""
        return frozenset(leg.step.record for leg in self.found.legs if leg.step)

    @property
    def evidence(self) -> frozenset[str]:
        """All that its steps rest on."""
        return frozenset(name for leg in self.found.legs for name in leg.evidence)

    @property
    def met(self) -> bool:
        """Whether no learning connects the two, but engagements that both took part in."""
        return any(leg.how == "met" for leg in self.found.legs)

    def told(self) -> tuple[tuple[str, Leg], ...]:
        """Each leg with its sentence."""
        return tuple((wording.leg(leg).plain(), leg) for leg in self.found.legs)

    def packed(self) -> str:
        """The answer as JSON, as `/v1/path` gives it, without its evidence."""
        told = self.found.model_dump(mode="json", include=_READ, exclude_none=True)
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def way_between(
    reader: Reader, start: str | None, end: str | None, *, as_of: date | None, respect_time: bool
) -> Way | None:
    """The way between two cities by their identifiers; None where one is not chosen.

    Raises QuestionError for what is no city, or where both are the same.
    """
    if not start or not end:
        return None
    return Way(path(reader, start, end, as_of=as_of, respect_time=respect_time))
