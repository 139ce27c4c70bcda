"""Pairings that were recorded, as plain data: who is to learn what from whom, and how that stands.

They lie in the service's own store and not in the graph; whoever opens a graph hands a `Reader` those that its audience
may see. What they name are identifiers of the graph.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Self

from pydantic import Field

from practice_atlas.graph.pairings.stages import GOING, LOADING, PairingStage
from practice_atlas.graph.questions.answers import Value

#: Letters of a version: enough that two states never meet by chance.
_VERSION: Final = 10


class Recommended(Value):
    """What the recommendations said of a pairing at the moment at which it was proposed, to the pairing's audience.

    `rank`, `score` and `band` are none where the mentor was no candidate; `reason` says why, where there is one
    (`NotProposed`). `named` tells whether a list of usual length would have named the mentor.
    """

    revision: int = Field(description="The revision of the graph that was asked.")
    content: str = Field(description="Its hash.")
    recorded: str = Field(description="The version of the pairings that were recorded by then.")
    as_of: date | None = Field(None, description="The day of a proposal that is recorded later: nothing newer counts.")
    algorithm: str
    version: str = Field(description="Of the algorithm and its weights.")
    candidates: int = Field(description="How many could mentor it.")
    named: bool = Field(description="Whether a list of usual length would have named the mentor.")
    rank: int | None = None
    score: float | None = None
    band: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A stage that was reached on a `day`, and when (UTC) and by whom that was recorded. `led_to` are records."""

    stage: PairingStage
    day: date
    time: str
    who: str
    led_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedPairing:
    """A pairing of a learner with a mentor, for a practice or a theme. `level` is that of its audience.

    `changes` are in the order in which they were recorded, which is that of their days; there is at least one.
    """

    id: str
    learner: str
    mentor: str
    subject: str
    level: int
    recommended: Recommended
    changes: tuple[Change, ...]

    @property
    def last(self) -> Change:
        """How it stands."""
        return self.changes[-1]

    @property
    def led_to(self) -> tuple[str, ...]:
        """All records that it led to."""
        return tuple(dict.fromkeys(record for change in self.changes for record in change.led_to))

    def reached(self, *stages: PairingStage) -> Change | None:
        """When it reached one of these stages first."""
        return next((change for change in self.changes if change.stage in stages), None)

    def stage_by(self, limit: int) -> PairingStage | None:
        """The stage by a day, as its number in the calendar; None where it was not proposed yet."""
        by_then = [change.stage for change in self.changes if change.day.toordinal() <= limit]
        return by_then[-1] if by_then else None

    def known_by(self, time: str) -> Self | None:
        """The same without what was recorded after a time; None where all of it was."""
        changes = tuple(change for change in self.changes if change.time <= time)
        return replace(self, changes=changes) if changes else None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an audience may know of recorded pairings, in the order in which they were proposed.

    `version` changes whenever any of that does, and only then.
    """

    pairings: tuple[RecordedPairing, ...]
    version: str

    @classmethod
    def of(cls, pairings: Iterable[RecordedPairing]) -> Self:
        """These, with their version."""
        chosen = tuple(pairings)
        digest = hashlib.sha256("\n".join(map(repr, chosen)).encode()).hexdigest()
        return cls(chosen, digest[:_VERSION] if chosen else "none")

    def going(self, limit: int) -> Iterator[tuple[RecordedPairing, PairingStage]]:
        """Those that are proposed, agreed or under way by a day, with their stage."""
        staged = ((pairing, pairing.stage_by(limit)) for pairing in self.pairings)
        return ((pairing, stage) for pairing, stage in staged if stage in GOING)

    def loads(self, limit: int) -> set[tuple[str, str]]:
        """Mentor and learner of each that takes the mentor's time by a day, or is about to: agreed or under way."""
        return {(pairing.mentor, pairing.learner) for pairing, stage in self.going(limit) if stage in LOADING}

    def without(self, learner: str, mentor: str) -> Recorded:
        """Without those of two cities: for who looks at just these, whatever was recorded of them."""
        return Recorded.of(one for one in self.pairings if (one.learner, one.mentor) != (learner, mentor))


NOTHING_RECORDED: Final = Recorded.of(())
