"""What a city could do next, as cards: each practice with why it may interest the city, and who could mentor it."""

from __future__ import annotations

from dataclasses import dataclass

from practice_atlas.graph.pairings.answers import NextPracticesAnswer
from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations import pairing_words as words
from practice_atlas.visualisations.pages.mentor_page import Said
from practice_atlas.visualisations.pages.recorded_page import GoingRow, going_rows
from practice_atlas.visualisations.pages.suggestions import (
    FactorShown,
    SuggestedShown,
    factors_shown,
    interest_shown,
    own_shown,
    records_of,
    suggested_shown,
)
from practice_atlas.visualisations.pages.told import places


@dataclass(frozen=True, slots=True)
class NextCard:
    """A practice. `interest` is empty where nothing is known of it; `more` mentors are not named here."""

    practice: Thing
    interest: tuple[Said, ...]
    own: tuple[Said, ...]
    mentors: tuple[SuggestedShown, ...]
    more: int
    factors: tuple[FactorShown, ...]


@dataclass(frozen=True, slots=True)
class NextShown:
    """The answer for a city of the graph."""

    answer: NextPracticesAnswer
    learner: Thing
    cards: tuple[NextCard, ...]
    insufficient: str
    learned_from: tuple[str, ...]
    caution: str
    going: tuple[GoingRow, ...]


def next_shown(reader: Reader, answer: NextPracticesAnswer, learner: Thing) -> NextShown:
    """An answer as its page shows it."""
    known = places(answer.evidence)
    told = answer.practices
    records = records_of(
        reader, (one for item in told for one in item.interest), (one for item in told for one in item.mentors)
    )
    return NextShown(
        answer=answer,
        learner=learner,
        cards=tuple(
            NextCard(
                practice=item.practice,
                interest=interest_shown(item.interest, known, records),
                own=own_shown(item.own, known),
                mentors=tuple(suggested_shown(mentor, known, records) for mentor in item.mentors),
                more=item.mentors_total - len(item.mentors),
                factors=factors_shown(item.likelihood, known),
            )
            for item in told
        ),
        insufficient=words.insufficient(answer),
        learned_from=tuple(words.learned_from(answer)),
        caution=words.caution(answer),
        going=going_rows(answer.going, learner),
    )
