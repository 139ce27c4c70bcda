"""What could a city do next, and with whom: practices that others have and it has not, by what it is interested in and
how good a mentor there is.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np

from practice_atlas.graph.pairings.answers import LearnerTold, NextPractice, NextPracticesAnswer, WantTold
from practice_atlas.graph.pairings.candidates import MOST_MENTEES
from practice_atlas.graph.pairings.going import going_of, offer_keys, paired_offers
from practice_atlas.graph.pairings.interests import fit_of, interests
from practice_atlas.graph.pairings.learners import Learner
from practice_atlas.graph.pairings.matching import Matched, alike_of, matched
from practice_atlas.graph.pairings.meetings import meetings
from practice_atlas.graph.pairings.offers import Offers, offers
from practice_atlas.graph.pairings.suggesting import Chosen, Teller
from practice_atlas.graph.pairings.weights import PARTS, Weights
from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbers, limit_of
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError

#: As many practices as a list names, if nobody asks for more or fewer, and at most.
USUAL: Final = 10
MOST: Final = 50
#: Mentors that are named for each.
_MENTORS: Final = 3


def next_practices(
    reader: Reader,
    learner: Learner,
    weights: Weights,
    *,
    most_mentees: int = MOST_MENTEES,
    as_of: date | None = None,
    many: int = USUAL,
) -> NextPracticesAnswer:
    """The first `many` practices. Raises QuestionError.

    A practice counts where a city has it in use or adopted it, or taught it, and the learner does not have it. As of a
    date, only what had certainly happened by then counts.
    """
    if not 1 <= many <= MOST:
        raise QuestionError("limit", f"{many} practices are asked for", fix=f"Ask for 1 to {MOST}.")
    limit = limit_of(as_of)
    offered, place, found = _scored(reader, learner, weights, limit, most_mentees)
    ordered = np.lexsort((place, -np.round(found.score, 9)))
    practices, first = np.unique(offered.practice[place[ordered]], return_index=True)
    by_score = np.argsort(first)
    best = np.round(found.score[ordered[first[by_score]]], 9).tolist()
    chosen = [
        _best(learner, practice, ordered[offered.practice[place[ordered]] == practice], offered, place, found)
        for practice in practices[by_score[:many]].tolist()
    ]
    told = Teller(reader, weights, limit, [one for mentors, _ in chosen for one in mentors])
    return NextPracticesAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        evidence=told.evidence,
        learner=_learner(reader, learner),
        algorithm="fixed-weights",
        version=weights.version,
        total=len(practices),
        practices=tuple(
            NextPractice(
                practice=told.practice(mentors[0].practice),
                rank=1 + sum(other > best[number] for other in best),
                tied=best.count(best[number]) > 1,
                interest=told.interest(learner.number, mentors[0].practice),
                own=told.own(learner.number, mentors[0].practice),
                mentors=tuple(told.suggested(one) for one in mentors),
                mentors_total=total,
            )
            for number, (mentors, total) in enumerate(chosen)
        ),
        insufficient=None if chosen else _insufficient(reader, learner, weights, most_mentees, as_of),
        going=going_of(reader, learner.identifier, limit),
        recorded=reader.recorded.version,
    )


def _best(
    learner: Learner, practice: int, ordered: Numbers, offered: Offers, place: Numbers, found: Matched
) -> tuple[list[Chosen], int]:
    """The best mentors for a practice, and how many there are."""
    mentors = [
        Chosen(
            learner=learner.number,
            practice=practice,
            mentor=int(offered.city[place[at]]),
            parts={part: float(found.parts[part][at]) for part in PARTS},
            score=float(found.score[at]),
        )
        for at in ordered[:_MENTORS].tolist()
    ]
    return mentors, len(ordered)


def _scored(
    reader: Reader, learner: Learner, weights: Weights, limit: int, most_mentees: int
) -> tuple[Offers, Numbers, Matched]:
    """All offers, the places of those that are for this learner, and what each is worth."""
    offered = offers(reader, weights, limit, most_mentees)
    fit = fit_of(reader, learner.wants, weights)
    met = np.zeros(len(offered.running))
    place = np.arange(len(offered.practice))
    if learner.number != NOTHING:
        shown = interests(reader, weights, limit)
        ours = shown.city == learner.number
        fit[shown.practice[ours]] = np.maximum(fit[shown.practice[ours]], shown.fit[ours])
        known = meetings(reader)
        met = known.shared(known.of(learner.number, limit), limit)
        has = offered.running[learner.number]
        taken = paired_offers(reader, learner.identifier, limit)
        paired = np.isin(offer_keys(reader, offered.practice, offered.city), taken)
        place = np.flatnonzero((offered.city != learner.number) & ~has[offered.practice] & ~paired)
    city = offered.city[place]
    found = matched(
        reader, weights, offered, limit, place, fit[offered.practice[place]], alike_of(reader, learner.traits, city),
        met[city],
    )  # fmt: skip
    return offered, place, found


def _insufficient(reader: Reader, learner: Learner, weights: Weights, most_mentees: int, as_of: date | None) -> str:
    later = as_of is not None and len(_scored(reader, learner, weights, NEVER, most_mentees)[1]) > 0
    return "not-by-then" if later else "nobody-known"


def _learner(reader: Reader, learner: Learner) -> LearnerTold:
    here = [name for name in (learner.identifier, learner.traits.country) if name]
    things = reader.things([*here, *(want.subject for want in learner.wants)])
    return LearnerTold(
        city=things.get(learner.identifier or ""),
        country=things.get(learner.traits.country or ""),
        population=learner.traits.population,
        kind=learner.traits.kind,
        languages=tuple(sorted(learner.traits.languages)),
        wants=tuple(
            WantTold(subject=things[want.subject], kind=want.kind, record=want.record)
            for want in learner.wants
            if want.subject in things
        ),
    )
