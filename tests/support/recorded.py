"""Pairings to be recorded, for tests: of invented cities, with what the recommendations are made to have said."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from practice_atlas.api.store.audit import Actor, Via
from practice_atlas.api.store.pairings import Move, Proposal
from practice_atlas.graph.pairings.recorded import Recommended
from practice_atlas.graph.pairings.stages import PairingStage
from practice_atlas.ontology.vocabularies import Audience

ANN: Final = Actor("ann", Via.COMMAND_LINE)
DAY: Final = date(2025, 3, 1)


def recommended(**more: Any) -> Recommended:
    """As if the mentor had been named first."""
    told = {
        "revision": 1, "content": "f" * 64, "recorded": "none", "algorithm": "fixed-weights", "version": "1",
        "candidates": 3, "named": True, "rank": 1, "score": 0.5, "band": "possible",
    }  # fmt: skip
    return Recommended.model_validate(told | more)


def proposal(
    learner: str = "city:lina", mentor: str = "city:nour", subject: str = "practice:youth-council", **more: Any
) -> Proposal:
    """A pairing of two cities, for everybody unless said otherwise."""
    told: dict[str, Any] = {"audience": Audience.PUBLIC, "recommended": recommended(), "day": DAY}
    return Proposal(learner, mentor, subject, **(told | more))


def move(stage: str, day: date = DAY, *led_to: str, audience: Audience | None = None) -> Move:
    """A change of stage."""
    return Move(PairingStage(stage), day, led_to, audience)
