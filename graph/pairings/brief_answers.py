"""The answer that an engagement brief is written from. Plain data; views put it into words of a language."""

from __future__ import annotations

from pydantic import Field

from practice_atlas.graph.pairings.answers import LearnerTold, Mentor
from practice_atlas.graph.questions.answers import Answer, ImplementationView, Step, Thing, Value


class CityTold(Value):
    """What a city is like. `measured_by` is the gazetteer that the number of inhabitants comes from; a new city is as
    whoever asked describes it.
    """

    country: Thing | None = None
    population: int | None = None
    kind: str | None = None
    languages: tuple[str, ...] = Field(
        (), description="In which its country is governed, or a new city works, by code."
    )
    measured_by: Thing | None = None


class Met(Value):
    """An engagement that both were at, and as what."""

    engagement: Thing
    learner_roles: tuple[str, ...] = ()
    mentor_roles: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


class BriefAnswer(Answer):
    """All that an engagement brief tells of a learner and a mentor. A new learner is no `city`: nothing of it is
    documented.

    `implementations` are the mentor's that make it a candidate, and the learner's own; `taught` are learning flows from
    the mentor that make it one; `learned` those between the two, either way, and `met` the engagements that both were
    at: the first of as many as the totals say.
    """

    time: str = Field(description="When the revision was made, UTC.")
    practice: Thing
    learner: LearnerTold
    mentor: Mentor
    candidates: int = Field(description="How many could mentor the learner, this mentor included.")
    learner_city: CityTold
    mentor_city: CityTold
    implementations: tuple[ImplementationView, ...] = ()
    taught: tuple[Step, ...] = ()
    learned: tuple[Step, ...] = ()
    learned_total: int = 0
    met: tuple[Met, ...] = ()
    met_total: int = 0
    names: dict[str, dict[str, str]] = Field(
        default_factory=dict, description="Names in other languages of the things that are named, by identifier."
    )
    languages: dict[str, str] = Field(default_factory=dict, description="The language of each source, where stated.")
    algorithm: str
    version: str = Field(description="Of the algorithm and its weights.")
    recorded: str = Field(description="The version of the recorded pairings of others that were taken into account.")
