"""What answers are made of:

things, entries, steps and evidence, as frozen values that also are the service's answers.
"""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field, SerializeAsAny

from practice_atlas.ontology.model import Record


class Value(BaseModel):
    """A frozen value."""

    model_config = ConfigDict(frozen=True)


class Thing(Value):
    """A record as it is named in a sentence: enough to show and to link it."""

    id: str
    kind: str
    name: str
    country: str | None = Field(None, description="Two-letter code of its country, if it has one.")
    when: str | None = Field(None, description="Its date as stated, in EDTF, for engagements.")


class Evidence(Value):
    """A place in a source, ready to be shown."""

    id: str
    says: str
    directness: str
    section: str | None = None
    source: Thing
    starts: str
    ends: str
    link: str | None = Field(None, description="The source's address with a text fragment that browsers highlight.")
    start: int | None = Field(None, description="Offset in the source's text, where it was at hand.")
    end: int | None = None
    speaker: Thing | None = None


class Entry(Value):
    """One statement about something: what happened, when, who else, on what evidence.

    `what` is a code (`learned`, `shared`, `took-part`, `stage` …) that the views put into words; `things` are the
    others involved by their part in it; `details` are further words and codes.
    """

    what: str
    record: str
    when: str | None = Field(None, description="As stated, in EDTF; none if the source does not say.")
    known_by: str | None = Field(None, description="The day by which it was certainly so; derived.")
    things: dict[str, tuple[Thing, ...]] = Field(default_factory=dict)
    details: dict[str, str] = Field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    grade: str | None = None


class Answer(Value):
    """What all answers carry: the revision they hold for, and the evidence that their statements refer to.

    `left_out` counts statements that an *as of* question had to leave out because nothing bounds their day.
    """

    revision: int
    as_of: date | None = None
    left_out: int = 0
    evidence: tuple[Evidence, ...] = ()


class PagedAnswer(Answer):
    """An answer that comes in pages."""

    total: int = Field(description="How many there are on all pages together.")
    position: int = Field(0, description="How many come before this page.")
    next: str | None = Field(None, description="Ask again with this as `after` for the next page; none: the last.")
    previous: str | None = Field(None, description="The same for the page before; none: this is the first.")


class Conflict(Value):
    """Two sources, or two passages, give different values of one field; all are kept."""

    field: str
    values: tuple[str, ...]
    evidence: tuple[str, ...] = ()


class Gap(Value):
    """Something that is not known: a code, the record and field it concerns, and what would settle it."""

    what: str
    record: str
    field: str
    message: str


class EntityAnswer(PagedAnswer):
    """Everything known of one thing: its record, a page of its timeline, and what disagrees.

    `total` counts the statements of the timeline: a record that says two things of one day counts once.
    """

    thing: Thing
    record: SerializeAsAny[Record]
    related: dict[str, tuple[Thing, ...]] = Field(description="The things that the record itself refers to, by field.")
    entries: tuple[Entry, ...]
    conflicts: tuple[Conflict, ...] = ()
    missing: tuple[Gap, ...] | None = Field(None, description="What is not known of it, where that was asked for.")


class CountryAnswer(PagedAnswer):
    """A country: who and what lies in it, and a page of what is told of it as an actor.

    Lists of things hold the first by name; `lying` says how many there are of each kind.
    """

    thing: Thing
    cities: tuple[Thing, ...]
    institutions: tuple[Thing, ...]
    engagements: tuple[Thing, ...]
    lying: dict[str, int]
    entries: tuple[Entry, ...]


class StageView(Value):
    """A stage as reported."""

    stage: str
    when: str | None = None
    known_by: str | None = None
    reason: str | None = None
    evidence: tuple[str, ...] = ()


class ImplementationView(Value):
    """One actor's instance of a practice with its stages; `stage` is the latest as of the question."""

    id: str
    name: str
    actor: Thing
    practice: Thing
    breadth: str = Field("exact", description="exact, narrower or broader than the practice asked about.")
    stage: str | None = None
    stages: tuple[StageView, ...] = ()
    size: str | None = None
    grade: str | None = None
    evidence: tuple[str, ...] = ()


class Step(Value):
    """One step of a lineage.

    `kind` is `flow`, or `informed`: an exchange that was used in another engagement, which is not a learning flow and
    makes nobody a teacher. Ends that the source leaves unnamed are text.
    """

    kind: str
    record: str
    teacher: Thing | None = None
    unnamed_teacher: str | None = None
    learner: Thing | None = None
    unnamed_learner: str | None = None
    flow_kind: str | None = None
    state: str = "done"
    breadth: str = "exact"
    practice: Thing | None = None
    via: tuple[Thing, ...] = ()
    led_to: Thing | None = None
    when: str | None = None
    known_by: str | None = None
    adaptation: str | None = None
    evidence: tuple[str, ...] = ()
    grade: str | None = None


class LineageAnswer(PagedAnswer):
    """How a practice travelled: who implements it, and a page of the steps between them, oldest first.

    Where there are more implementations than fit on a page, those whose actors are met on this page are given.
    `contradictions` name steps whose dates do not fit what they are said to have led to; they are shown all the same.
    """

    practice: Thing
    broader: tuple[Thing, ...] = ()
    narrower: tuple[Thing, ...] = ()
    implementations: tuple[ImplementationView, ...]
    implementations_total: int = Field(description="How many implementations there are by then.")
    steps: tuple[Step, ...]
    contradictions: tuple[str, ...] = ()


class FacetValue(Value):
    """A value that rows have, in words, and how many have it."""

    value: str
    label: str
    thing: Thing | None = None
    count: int


class FacetView(Value):
    """What rows could be chosen by: the most frequent values; `total` counts all values."""

    name: str
    total: int
    values: tuple[FacetValue, ...]


class FlowsAnswer(PagedAnswer):
    """A page of the learning flows that fit the question, newest first.

    Where none fits, `loosen` says how many would without one of the filters.
    """

    flows: tuple[Step, ...]
    facets: tuple[FacetView, ...] = ()
    loosen: dict[str, int] = Field(default_factory=dict)


class ImplementersAnswer(PagedAnswer):
    """Who implements a practice, by name, a page of them."""

    practice: Thing
    implementations: tuple[ImplementationView, ...]


class Leg(Value):
    """One leg of a path: `how` is `learned` (a learning flow) or `met` (both took part in an engagement)."""

    how: str
    start: Thing
    end: Thing
    step: Step | None = None
    engagement: Thing | None = None
    evidence: tuple[str, ...] = ()


class PathAnswer(Answer):
    """How two cities are connected: the shortest way by learning flows, else by engagements both took part in."""

    start: Thing
    end: Thing
    respects_time: bool = Field(False, description="Whether each flow had to be no earlier than the one before.")
    legs: tuple[Leg, ...]


class MissingAnswer(PagedAnswer):
    """What is not known of a thing and, with the first page, of its own record.

    A page looks at so many of the `total` records that say something about the thing.
    """

    thing: Thing
    gaps: tuple[Gap, ...]


class Hit(Value):
    """A search result; `match` says how it was found: name, beginning, word, part or sound."""

    thing: Thing
    match: str


class SearchAnswer(Answer):
    """Search results, best first; `total` counts all."""

    query: str
    hits: tuple[Hit, ...]
    total: int


class Row(Value):
    """A thing in a list: its own fields, what they refer to, and how many records refer to it."""

    thing: Thing
    known_by: str | None = Field(None, description="The day by which it was certainly so; derived.")
    grade: str | None = None
    details: dict[str, str | int | float | None] = Field(default_factory=dict)
    things: dict[str, tuple[Thing, ...]] = Field(default_factory=dict)
    counts: dict[str, int] = Field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    record: SerializeAsAny[Record] | None = None


class ListAnswer(PagedAnswer):
    """A page of a list. Where nothing passes, `loosen` says how many would without one of the filters."""

    rows: tuple[Row, ...]
    facets: tuple[FacetView, ...] = ()
    loosen: dict[str, int] = Field(default_factory=dict)


class CitedRecord(Value):
    """A record that cites a piece of evidence."""

    id: str
    kind: str
    name: str


class EvidenceAnswer(Answer):
    """One piece of evidence, its source's quotation where the text is at hand, and what it supports."""

    place: Evidence
    quotation: str | None = None
    supports: tuple[CitedRecord, ...]
