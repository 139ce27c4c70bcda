"""The answers of questions over the whole network: what surrounds a thing, what spread where and when, and how well all
of it is known.
"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from practice_atlas.graph.questions.answers import Answer, Entry, PagedAnswer, Thing, Value


class Telling(Value):
    """One record that tells of a relationship."""

    record: str
    known_by: str | None = Field(None, description="The day by which it was certainly so; derived.")
    details: dict[str, str] = Field(default_factory=dict, description="How far a learning flow went, for example.")
    evidence: tuple[str, ...] = ()


class Relationship(Value):
    """That two things have to do with each other: `start` and `end` are identifiers, `what` is a code.

    Most codes are those of the model (`implemented-by`, `took-part`, `addresses` …). Of learning flows, `learned-from`
    leads from the learner to the teacher (`to-learn-from` where it is planned or under way), `learned` and `shared`
    lead to what it was about, and `drew-on` from what it led to to the teacher.
    """

    what: str
    start: str
    end: str
    total: int = Field(description="How many records tell of it.")
    told: tuple[Telling, ...] = Field(description="The newest of these.")


class Near(Value):
    """A thing in the neighbourhood: so many relationships away, tied to nearer things by so many records."""

    thing: Thing
    hops: int
    ties: int


class NeighbourhoodAnswer(PagedAnswer):
    """What surrounds a thing, nearest first; of the equally near, first what more records tie to nearer things.

    A page tells how each of its things hangs together with the nearest that it is tied to, and how those of the page
    are related to each other: the most told of `relationships_total`. Evidence is told by identifier alone.
    """

    thing: Thing
    hops: int
    around: tuple[Near, ...]
    relationships: tuple[Relationship, ...]
    relationships_total: int = Field(description="How many relationships there are of those that a page tells of.")


class DiffusionPeriod(Value):
    """How far a practice had spread by the end of a year or month; every number includes what came before."""

    period: str
    implementations: int = Field(description="How many had begun.")
    stages: dict[str, int] = Field(description="How many of them were at which stage.")
    flows: int = Field(description="How many learning flows had happened.")
    flow_kinds: dict[str, int] = Field(description="How far these went.")
    countries: int = Field(description="In how many countries somebody had begun or learned.")
    possible_implementations: int = Field(0, description="How many can have begun: at the first day a date can mean.")
    possible_flows: int = Field(0, description="How many learning flows can have happened, likewise.")
    begun: tuple[str, ...] = Field((), description="The implementations that began in this period itself.")


class DiffusionAnswer(PagedAnswer):
    """How a practice, with narrower ones, spread over time; periods in which nothing is dated are left out.

    Only what the source dates is placed in time: an implementation at its first dated stage, a flow at its own date or
    that of its engagements, and each at the last day that the date can mean; `possible` numbers place it at the first.
    `undated` counts the others.
    """

    practice: Thing
    narrower: tuple[Thing, ...] = ()
    by: str
    periods: tuple[DiffusionPeriod, ...]
    undated: dict[str, int] = Field(description="Implementations, stages and flows that the source does not date.")
    planned: int = Field(0, description="Learning flows that are planned or under way; not among the others.")


class MatrixRow(Value):
    """A practice, with how many cells of its whole row are of which state."""

    thing: Thing
    counts: dict[str, int]


class MatrixColumns(Value):
    """The columns of this page; ask again with `next` as `columns_after` for the following ones."""

    things: tuple[Thing, ...]
    total: int
    position: int = 0
    next: str | None = None
    previous: str | None = None


class Cell(Value):
    """What is known of a practice in a city or country. `row` and `column` are places on this page, from 0.

    `state` is a stage; `no-stage`: there is one of its own, its stage is not known; `exposed`: a learning flow about it
    came here, and no implementation is known; `planned`: such a flow, or a commitment, is yet to come true. The
    evidence is that of the `records` behind it, of which the first are named.
    """

    row: int
    column: int
    state: str
    total: int = Field(description="How many records are behind it.")
    records: tuple[str, ...]


class MatrixAnswer(PagedAnswer):
    """Who does what: practices by city or country. A cell that is not sent is `unknown`, which is not to say no.
    Where the answer is `narrowed`, only cells with a record that fits are sent, and others may hold something too.

    Paging fields of the answer are those of the rows. `counts` are of the whole matrix that was asked for.
    """

    columns_are: str
    rows: tuple[MatrixRow, ...]
    columns: MatrixColumns
    cells: tuple[Cell, ...]
    counts: dict[str, int]
    narrowed: bool = False


class CellActor(Value):
    """What is known of a practice and one actor: the state that counts, and statement by statement why."""

    actor: Thing
    state: str
    entries: tuple[Entry, ...]


class CellAnswer(PagedAnswer):
    """Why a cell of the matrix is as it is: whoever does or was shown the practice there, a page of them by name.

    `state` is `unknown` where nothing is recorded, which is not to say no. `met` are engagements that dealt with the
    practice and at which the city of the cell took part.
    """

    practice: Thing
    column: Thing
    state: str
    actors: tuple[CellActor, ...]
    met: tuple[Entry, ...] = ()


class Rate(Value):
    """So many of so many; `of` says what is counted. Never without its numbers, and none where there is nothing."""

    numerator: int
    denominator: int
    of: str


class Figures(Value):
    """Statistics of one practice, city, country, region or kind of engagement."""

    thing: Thing
    flows: int = Field(description="Learning flows: about it, that reached it, or at such engagements.")
    states: dict[str, int] = Field(description="Whether these have happened.")
    kinds: dict[str, int] = Field(description="How far those went that have happened.")
    shared: int | None = Field(
        None, description="For cities, countries and regions: flows from there that have happened."
    )
    followed: Rate = Field(description="Flows that led to something.")
    implemented: Rate = Field(description="Flows that led to an implementation.")
    two_way: Rate = Field(description="Receivers who also teach.")
    implementations: int
    stages: dict[str, int] = Field(description="At which stage these are; `no-stage`: not known.")


class StatisticsAnswer(PagedAnswer):
    """Statistics of all practices, cities, countries, regions or kinds of engagement, a page of them."""

    by: str
    sort: str
    figures: tuple[Figures, ...]


class KindQuality(Value):
    """How well records of a kind are known: each rate counts those that have the weakness."""

    kind: str
    total: int
    weaknesses: dict[str, Rate]
    last_heard: str | None = Field(None, description="The newest day that what is told of any of them can mean.")


class QualityAnswer(Answer):
    """How well everything is known, overall and by kind. `stale_before` is the day that `stale` compares with."""

    stale_before: str
    overall: KindQuality
    kinds: tuple[KindQuality, ...]


class EntityQuality(Value):
    """What is weak in the knowledge of one thing, and when something was last heard of it."""

    thing: Thing
    weaknesses: tuple[str, ...]
    sources: int = Field(description="How many sources tell of it.")
    last_heard: str | None = Field(None, description="The newest day that what is told of it can mean.")


class QualityListAnswer(PagedAnswer):
    """The things that have a weakness, by kind and identifier."""

    what: str | None
    stale_before: str
    entities: tuple[EntityQuality, ...]


class EntityQualityAnswer(Answer):
    """How well one thing is known."""

    stale_before: str
    quality: EntityQuality


class Reminder(Value):
    """Something to ask about again. `thing` is the engagement or learning flow; a recorded pairing has a `stage`
    instead. `told_since` are learning flows between the two that sources tell of since its last change.
    """

    what: str = Field(description="pairing, engagement or flow.")
    id: str
    thing: Thing | None = None
    stage: str | None = None
    since: date = Field(description="The day it was last heard of; of a month or a year, its last day.")
    ask: tuple[Thing, ...] = Field(description="Whom to ask, who should know best first.")
    ask_total: int
    about: tuple[Thing, ...] = Field(description="Practices and themes that it is about.")
    told_since: tuple[Thing, ...] = ()
    evidence: tuple[str, ...] = ()


class RemindersAnswer(PagedAnswer):
    """What nothing was heard of for so many months, for longest first. `left_out` counts what has no day."""

    recorded: str = Field(description="The version of the recorded pairings that were looked at.")
    months: int
    no_news_since: date
    reminders: tuple[Reminder, ...]
