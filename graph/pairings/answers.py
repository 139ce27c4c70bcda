"""The answers about pairings: who could mentor whom, why, and how surely. Plain data; views put codes into words."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from practice_atlas.graph.questions.answers import Answer, Thing, Value


class WantTold(Value):
    """Something the learner needs, asked for or promised; `record` is none where the caller said it."""

    subject: Thing
    kind: str = Field(description="need, request or commitment.")
    record: str | None = None
    evidence: tuple[str, ...] = ()


class OwnDoing(Value):
    """What the learner itself has of the practice already."""

    implementation: Thing
    stage: str | None = Field(None, description="As far as is known by then.")
    evidence: tuple[str, ...] = ()


class LearnerTold(Value):
    """Who is looking for a mentor: a city, or one described by the caller. What is none or empty is not known."""

    city: Thing | None = None
    country: Thing | None = None
    population: int | None = None
    kind: str | None = None
    languages: tuple[str, ...] = ()
    wants: tuple[WantTold, ...] = ()
    own: tuple[OwnDoing, ...] = ()


class Basis(Value):
    """What makes a city a candidate: an implementation at a stage, or a learning flow that went out from it."""

    what: str = Field(description="in-use, adopted or taught; with taught, no stage is documented.")
    record: str
    subject: Thing | None = Field(None, description="The practice that it is about.")
    known_by: str | None = Field(None, description="The day by which it was certainly so; derived.")
    grade: str | None = None
    evidence: tuple[str, ...]


class Reason(Value):
    """A part of the score: its value between 0 and 1, its weight, and what it adds, which is one times the other.

    `figures` is what it was worked out from; `records` and `evidence` where that is told, the first of them. `without`
    is the score if none of this evidence were there; none: the city would not be proposed.
    """

    part: str
    value: float
    weight: float
    adds: float
    figures: dict[str, float | str | None] = Field(default_factory=dict)
    records: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    without: float | None = None


class Without(Value):
    """The score if one piece of evidence were not there; none: the city would not be proposed."""

    evidence: str
    score: float | None = None


class Mentor(Value):
    """A city that could mentor the learner, and why. The parts add up to the score.

    `rank_low` and `rank_high` bound its rank in nine of ten draws of weights around the ones that were used; those
    with the same score have the same rank and are `tied`. `doubts` are codes: stage-unknown, broader-only,
    single-source, self-claimed, inferred, old, no-track-record. `learned_before` are learning flows from this mentor to
    this learner that are known already.
    """

    city: Thing
    score: float
    band: str | None = Field(
        description="How good a fit: good, possible or weak; none where another algorithm than fixed-weights scores."
    )
    rank: int
    rank_low: int
    rank_high: int
    tied: bool
    basis: tuple[Basis, ...]
    basis_total: int
    reasons: tuple[Reason, ...]
    doubts: tuple[str, ...] = ()
    learned_before: tuple[str, ...] = ()
    without: tuple[Without, ...] = ()


class GoingPairing(Value):
    """A recorded pairing that is proposed, agreed or under way, as its learner is told of it."""

    id: str
    stage: str = Field(description="proposed, agreed or under-way.")
    since: date = Field(description="The day on which it came to that.")
    mentor: Thing
    subject: Thing = Field(description="The practice or theme.")


class NotProposed(Value):
    """Cities that have something to show and are not proposed, and why: paused, paired, busy or avoided.

    `paired`: for what is asked, they are paired with the learner already (`going`).
    """

    reason: str
    total: int
    cities: tuple[Thing, ...] = Field(description="The first by name.")


class MentorsAnswer(Answer):
    """Who could mentor a city, best first.

    `total` counts all candidates, of which `mentors` are the first. Where there is none, `insufficient` says why:
    nobody-known, not-by-then (somebody is known later) or nobody-proposed (`not_proposed` says why).
    """

    learner: LearnerTold
    subjects: tuple[Thing, ...] = Field(description="The practices and themes that a mentor is looked for.")
    algorithm: str
    version: str = Field(description="Of the algorithm and its weights.")
    total: int
    mentors: tuple[Mentor, ...]
    not_proposed: tuple[NotProposed, ...] = ()
    insufficient: str | None = None
    going: tuple[GoingPairing, ...] = Field((), description="The learner's pairings that are recorded and go on.")
    recorded: str = Field(description="The version of the recorded pairings that were taken into account.")


class Interest(Value):
    """Why a practice is thought to interest a city: it needs it, asked for it, promised it, or was shown it."""

    what: str = Field(description="need, request, commitment or shown.")
    subject: Thing = Field(description="The practice or theme that it is about.")
    record: str
    evidence: tuple[str, ...] = ()


class Suggested(Value):
    """A mentor for a learner and a practice, told in short: `/v1/cities/{id}/mentors` explains at length.

    Scores are those of the fixed weights, but that fit is how close the practice is to what the learner is known to be
    interested in, and that what both want is not compared.
    """

    city: Thing
    score: float
    band: str
    reasons: tuple[Reason, ...]
    basis: tuple[Basis, ...]
    basis_total: int


class Precedent(Value):
    """A city that took up a practice before, in the year that a source tells."""

    city: Thing
    practice: Thing
    year: int
    record: str
    evidence: tuple[str, ...]


class Factor(Value):
    """What makes it likelier that the city takes the practice up, or less likely, where `adds` is below 0.

    `adds` is what it adds to the log odds, compared with the average of the cases that were learned from. `figures` and
    `precedents`, the first of them, are what it was worked out from. It goes together with taking things up; it is not
    known to bring that about.
    """

    term: str = Field(description="readiness, neighbours, ties, similar practices, theme, momentum, share or age.")
    adds: float
    figures: dict[str, float | str | None] = Field(default_factory=dict)
    precedents: tuple[Precedent, ...] = ()


class Likelihood(Value):
    """How likely the city is to take the practice up within the year, to compare practices by: no probability.

    `score` is `usual` and what all factors add; those that add or take most come first.
    """

    score: float
    usual: float
    factors: tuple[Factor, ...]


class LearnedFrom(Value):
    """What an algorithm that learns was fitted on: adoptions that sources date, all before `year`."""

    year: int = Field(description="What is ranked is how likely practices are to be taken up in this year.")
    adoptions: int = Field(description="How many are known before the year.")
    first_year: int
    cities: int = Field(description="Those that took up most, where all were too many to learn from.")


class NextPractice(Value):
    """A practice that a city could take up, with those who could mentor it, best first."""

    practice: Thing
    rank: int
    tied: bool
    interest: tuple[Interest, ...] = Field(description="Empty: nothing is known of the city's interest.")
    own: tuple[OwnDoing, ...] = Field((), description="What the city has begun of it, or stopped.")
    mentors: tuple[Suggested, ...]
    mentors_total: int
    likelihood: Likelihood | None = Field(None, description="Where the algorithm is explainable-hazard.")


class NextPracticesAnswer(Answer):
    """What a city could do next, and with whom; ranked by the best mentor's score, or by how likely the city is to take
    the practice up (explainable-hazard).

    `insufficient` says why there is nothing: nobody-known where no city has anything to show, not-by-then where
    somebody is known later, not-ranked where the algorithm can rank nothing of it. `not_ranked` counts practices that
    it leaves out: no city that it learned from had taken them up before its year, or this one has.
    """

    learner: LearnerTold
    algorithm: str
    version: str
    total: int
    practices: tuple[NextPractice, ...]
    learned_from: LearnedFrom | None = None
    not_ranked: int = 0
    insufficient: str | None = None
    going: tuple[GoingPairing, ...] = Field((), description="The learner's pairings that are recorded and go on.")
    recorded: str = Field(description="The version of the recorded pairings that were taken into account.")


class Opportunity(Value):
    """Where a practice could be replicated: who is known to be interested, and who could mentor it.

    `instead_of` is the mentor with a higher score who is named for as many others as the cap allows. `beyond_cap`: all
    its mentors are, and it is named at the end, since the list has room.
    """

    learner: Thing
    practice: Thing
    interest: tuple[Interest, ...]
    own: tuple[OwnDoing, ...] = ()
    mentor: Suggested
    instead_of: Thing | None = None
    beyond_cap: bool = False


class Exposure(Value):
    """How often a region is named: as where mentors and where learners lie."""

    region: str
    mentors: int
    learners: int


class OpportunitiesAnswer(Answer):
    """Replication opportunities over the whole network, best first, with quotas.

    `total` counts those that pass the filters, before quotas. `cap` is how often a mentor may be named: 1.25 times an
    equal share of this list, rounded up. `passed_over` counts opportunities that are not named
    because each of their mentors, the city or the practice is named as often as allowed already. `paired` counts
    mentors that are not named for a learner since the two are paired for it already.
    """

    algorithm: str
    version: str
    total: int
    cap: int
    passed_over: int
    changed_by_cap: int
    opportunities: tuple[Opportunity, ...]
    exposure: tuple[Exposure, ...]
    insufficient: str | None = None
    paired: int = 0
    recorded: str = Field(description="The version of the recorded pairings that were taken into account.")


class AlgorithmTold(Value):
    """An algorithm, what it can be asked for, and what it does."""

    name: str
    version: str
    answers: tuple[str, ...] = Field(
        description="mentors, next-practices and opportunities: in the service; backtest: on the command line."
    )
    default: bool = False
    summary: str
    takes: str | None = Field(None, description="What has to be known for it; none: nothing more than for any answer.")


class AlgorithmsAnswer(Value):
    """The algorithms there are, and the weights of the default."""

    algorithms: tuple[AlgorithmTold, ...]
    weights: dict[str, float]
    on_request: dict[str, float] = Field(description="Parts that count only where a caller asks for them.")
