"""What is sent to record a pairing, or a change of one."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from practice_atlas.api.parameters import LONGEST_NAME
from practice_atlas.api.recording.moving import MOST, Step
from practice_atlas.api.recording.proposing import Wish
from practice_atlas.graph.pairings.algorithms import mentoring
from practice_atlas.graph.pairings.stages import PairingStage
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.vocabularies import Audience

ALGORITHMS: Final = tuple(mentoring(own_weights()))
_Named = Annotated[str, Field(max_length=LONGEST_NAME)]
#: A calendar's own rules, which a pattern cannot hold, are the format's.
_DATE: Final[dict[str, Any]] = {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}
_Day = Annotated[
    str | None,
    Field(description="The day on which it was so; none: today, in UTC.", max_length=10, json_schema_extra=_DATE),
]


class ProposalBody(BaseModel):
    """A pairing that is proposed. Both cities have to be in the graph: a new member is loaded first."""

    model_config = ConfigDict(extra="forbid")

    learner: _Named = Field(description="Who is to learn, by identifier or name.", examples=["city:fes-ma"])
    mentor: _Named = Field(description="Who is to mentor.", examples=["city:saida-lb"])
    practice: _Named = Field(description="The practice or the theme.", examples=["practice:youth-council"])
    audience: Audience = Field(
        Audience.HUB, description="Who may know of it: only those who may see all that it names."
    )
    day: _Day = None
    algorithm: str = Field(
        ALGORITHMS[0],
        description="Which recommendations are asked what they say of it.",
        max_length=40,
        json_schema_extra={"enum": [*ALGORITHMS]},
    )

    def wish(self) -> Wish:
        """What is to be recorded. Raises QuestionError."""
        return Wish(self.learner, self.mentor, self.practice, self.audience, self.algorithm, day_of(self.day))


class StepBody(BaseModel):
    """A stage that a pairing reached."""

    model_config = ConfigDict(extra="forbid")

    stage: PairingStage = Field(description="One that may follow.", examples=["agreed"])
    day: _Day = None
    led_to: list[_Named] = Field(
        [], description="With `led-to`: the engagements, learning flows and implementations.", max_length=MOST
    )
    audience: Audience | None = Field(None, description="Who may know of it from now on, where fewer than before.")

    def step(self) -> Step:
        """What is to be recorded. Raises QuestionError."""
        return Step(self.stage, day_of(self.day), tuple(self.led_to), self.audience)


def day_of(text: str | None) -> date | None:
    """A day as people write it. Raises QuestionError."""
    if text is None:
        return None
    try:
        if len(text) != len("2026-01-31"):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError as error:
        raise QuestionError("day", f"{text[:40]!r} is no day", fix="Write it as 2026-01-31.") from error
