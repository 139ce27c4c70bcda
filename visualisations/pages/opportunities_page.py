"""Where practices could be replicated, as rows that somebody can act on: where, what and why, and with whom."""

from __future__ import annotations

from dataclasses import dataclass

from practice_atlas.graph.pairings.answers import OpportunitiesAnswer, Opportunity
from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations import pairing_words as words
from practice_atlas.visualisations.languages.speaking import region_called
from practice_atlas.visualisations.messages import message
from practice_atlas.visualisations.pages.mentor_page import Said
from practice_atlas.visualisations.pages.suggestions import (
    Records,
    SuggestedShown,
    country_of,
    interest_shown,
    own_shown,
    records_of,
    suggested_shown,
)
from practice_atlas.visualisations.pages.told import Places, places
from practice_atlas.visualisations.sentence import Sentence


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """An opportunity. `note` tells what the cap changed, and is empty where it changed nothing."""

    learner: Thing
    country: str
    practice: Thing
    interest: tuple[Said, ...]
    own: tuple[Said, ...]
    mentor: SuggestedShown
    note: Sentence


@dataclass(frozen=True, slots=True)
class RegionRow:
    """How often a region is named."""

    name: str
    mentors: int
    learners: int


@dataclass(frozen=True, slots=True)
class OpportunitiesShown:
    """The answer. `further` are those that would come next in a longer list."""

    answer: OpportunitiesAnswer
    rows: tuple[OpportunityRow, ...]
    regions: tuple[RegionRow, ...]
    further: int
    insufficient: str


def opportunities_shown(reader: Reader, answer: OpportunitiesAnswer) -> OpportunitiesShown:
    """An answer as its page shows it."""
    known = places(answer.evidence)
    told = answer.opportunities
    records = records_of(reader, (one for item in told for one in item.interest), (item.mentor for item in told))
    return OpportunitiesShown(
        answer=answer,
        rows=tuple(_row(item, known, records) for item in told),
        regions=tuple(RegionRow(region_called(item.region), item.mentors, item.learners) for item in answer.exposure),
        further=answer.total - len(told) - answer.passed_over,
        insufficient=words.insufficient(answer),
    )


def _row(told: Opportunity, known: Places, records: Records) -> OpportunityRow:
    return OpportunityRow(
        learner=told.learner,
        country=country_of(told.learner),
        practice=told.practice,
        interest=interest_shown(told.interest, known, records),
        own=own_shown(told.own, known),
        mentor=suggested_shown(told.mentor, known, records),
        note=_note(told),
    )


def _note(told: Opportunity) -> Sentence:
    if told.instead_of is not None:
        return words.instead_of(told.instead_of)
    return Sentence((message("beyond-cap").removesuffix("."),)) if told.beyond_cap else Sentence()
