"""The timeline of a city as plain data: what is told of it, by kind, each with the days that its date can mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from pydantic import Field

from practice_atlas.graph.questions.answers import EntityAnswer, Entry, PagedAnswer, Thing
from practice_atlas.graph.questions.chosen import EVERYTHING, Chosen
from practice_atlas.graph.questions.entity import entity
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import IntentionKind, Stage
from practice_atlas.visualisations import wording
from practice_atlas.visualisations.choices import choices_told
from practice_atlas.visualisations.languages.speaking import called, translated
from practice_atlas.visualisations.moments import Lane, Moment, lanes_of, moment

#: Statements of a page: about as many as a person can take in.
SHOWN: Final = Page(60)

#: Lanes from top to bottom.
LANES: Final = {
    "engagement": "Engagements",
    "learned": "Learned from",
    "shared": "Shared with",
    "own": "Its own practices",
    "tie": "Memberships and partnerships",
    "other": "Wishes, offices, resources",
}
_LANE_OF: Final[Mapping[str, str]] = {
    **dict.fromkeys(("took-part", "came-from", "place-of", "phase", "addressed"), "engagement"),
    "learned": "learned",
    "shared": "shared",
    **dict.fromkeys(("stage", "supported"), "own"),
    **dict.fromkeys(("member", "has-member", "partnership"), "tie"),
}
#: The part that names a statement in short, the first that it has.
_NAMED_BY: Final = (
    "engagement", "teacher", "learner", "implementation", "partnership", "organisation", "person", "resource",
    "institution", "practice", "actor",
)  # fmt: skip


class TimelineView(PagedAnswer):
    """Everything that is told of a city, in order; what the source does not date comes last, and is counted.

    `total` counts the statements: a record that says two things of one day counts once.
    """

    thing: Thing
    lanes: tuple[Lane, ...]
    moments: tuple[Moment, ...]
    dated: int = Field(description="How many of this page the source dates.")
    undated: int = Field(description="How many of this page it does not.")
    filters: dict[str, str] = Field(default_factory=dict)


def timeline_view(
    reader: Reader, city: str, *, as_of: date | None = None, chosen: Chosen = EVERYTHING, page: Page = SHOWN
) -> TimelineView:
    """The timeline of a city. Raises UnknownEntityError and QuestionError."""
    return view_of(entity(reader, city, as_of=as_of, chosen=chosen, page=page), choices_told(reader, chosen))


def view_of(answer: EntityAnswer, choices: Mapping[str, str]) -> TimelineView:
    """What is known of a thing as its timeline; `choices` are those that it was chosen by, in words."""
    moments = tuple(_moment(number, entry, answer.thing) for number, entry in enumerate(answer.entries, start=1))
    dated = sum(item.dated for item in moments)
    filters = {translated("City"): called(answer.thing)}
    filters |= {**choices, **({translated("As of"): answer.as_of.isoformat()} if answer.as_of else {})}
    return TimelineView(
        revision=answer.revision,
        as_of=answer.as_of,
        left_out=answer.left_out,
        evidence=answer.evidence,
        total=answer.total,
        position=answer.position,
        next=answer.next,
        previous=answer.previous,
        thing=answer.thing,
        lanes=lanes_of(moments, LANES),
        moments=moments,
        dated=dated,
        undated=len(moments) - dated,
        filters=filters,
    )


def _moment(number: int, entry: Entry, about: Thing) -> Moment:
    return moment(
        number,
        _LANE_OF.get(entry.what, "other"),
        label_of(entry, about),
        sentence=wording.entry(entry, about).plain(),
        when=entry.when,
        record=entry.record,
        how_sure=wording.how_sure(entry.grade),
        evidence=entry.evidence,
        state=entry.details.get("stage"),
    )


def label_of(entry: Entry, about: Thing) -> str:
    """What a statement is, in a few words: whom it names, and at which stage that was."""
    stage = wording.label(Stage, entry.details.get("stage", ""))
    if "summary" in entry.details:
        return f"{wording.label(IntentionKind, entry.details['kind'])}: {entry.details['summary']}"
    unnamed = entry.details.get("unnamed_teacher") or entry.details.get("unnamed_learner")
    if unnamed and entry.what in ("learned", "shared"):
        return unnamed
    others = (
        [thing for thing in entry.things.get(part, ()) if thing.id != about.id]
        for part in _NAMED_BY
    )  # fmt: skip
    first = next((things for things in others if things), [about])
    name = translated(", ").join(map(called, first))
    return f"{stage}: {name}" if stage else name
