"""The answers about recorded pairings: how each stands and came to that, and what became of all of them together."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from practice_atlas.graph.pairings.recorded import Recommended
from practice_atlas.graph.questions.answers import Answer, PagedAnswer, Thing, Value
from practice_atlas.graph.questions.overview_answers import Rate


class ChangeTold(Value):
    """A stage that a pairing reached."""

    stage: str
    day: date = Field(description="When it was so.")
    recorded: str = Field(description="When it was recorded, in UTC.")
    who: str | None = Field(None, description="The key or person that recorded it; told to the hub alone.")
    led_to: tuple[Thing, ...] = ()


class PairingTold(Value):
    """A recorded pairing as it stands."""

    id: str = Field(examples=["pairing-3f9c1a2b4d5e"])
    learner: Thing
    mentor: Thing
    subject: Thing = Field(description="The practice or theme.")
    audience: str = Field(description="Who may know of it: public, members or hub.")
    stage: str = Field(description="proposed, agreed, under-way, led-to, declined, called-off or ended.")
    since: date = Field(description="The day of its last change.")
    proposed: date
    changes: int = Field(description="How many changes were recorded.")
    led_to: tuple[Thing, ...] = ()
    may_follow: tuple[str, ...] = Field(description="The stages that it may come to next.")
    recommended: Recommended


class PairingsAnswer(PagedAnswer):
    """Recorded pairings, those with the newest change first. `stages` counts those that are asked for by stage."""

    recorded: str = Field(description="The version of what is recorded.")
    no_news_since: date | None = Field(None, description="Asked for: without a change since this day.")
    stages: dict[str, int]
    pairings: tuple[PairingTold, ...]


class PairingAnswer(Answer):
    """A recorded pairing with all its changes, the first one first. None is ever overwritten."""

    pairing: PairingTold
    changes: tuple[ChangeTold, ...]


class Became(Value):
    """What became of some pairings: how many were proposed, came to an end, and led to something."""

    proposed: int
    over: int = Field(description="Led to something, ended without a known outcome, declined or called off.")
    led_to: int
    share: Rate | None = Field(None, description="Of those that are over; none: too few of them yet.")


class Wait(Value):
    """How long pairings took from one stage to another."""

    pairings: int = Field(description="Of how many both days are known.")
    median_days: float | None = Field(None, description="None: too few of them yet.")


class MentorRecord(Value):
    """A mentor's recorded pairings by stage. No share is told of one city: that would be of too few."""

    city: Thing
    pairings: int
    stages: dict[str, int]


class TrackRecordAnswer(Answer):
    """What became of the recorded pairings that the caller may know of.

    `recommended` are those whose mentor a list of usual length named when it was proposed, `others` the rest: that more
    came of the one than of the other would not yet say that the lists are the reason.
    """

    recorded: str = Field(description="The version of what is recorded.")
    total: int
    enough: int = Field(description="Shares and medians are told from so many on.")
    stages: dict[str, int]
    overall: Became
    recommended: Became
    others: Became
    agreed_after: Wait = Field(description="From proposal to agreement.")
    led_to_after: Wait = Field(description="From agreement to the first outcome.")
    mentors: tuple[MentorRecord, ...] = Field(description="Those with most recorded pairings first.")
    mentors_total: int
