"""What could a city do next, and with whom: practices that others have and it has not, by what it is interested in and
how good a mentor there is; or by how likely it is to take them up, where there is enough history to learn from.
"""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from typing import Final

import numpy as np

from practice_atlas.graph.pairings.algorithms import FIXED, HAZARD, HAZARD_VERSION, next_algorithm
from practice_atlas.graph.pairings.answers import LearnerTold, NextPractice, NextPracticesAnswer, WantTold
from practice_atlas.graph.pairings.candidates import MOST_MENTEES
from practice_atlas.graph.pairings.experience import experience
from practice_atlas.graph.pairings.going import going_of, offer_keys, paired_offers
from practice_atlas.graph.pairings.interests import fit_of, interests
from practice_atlas.graph.pairings.learners import Learner
from practice_atlas.graph.pairings.likelihoods import likelihoods
from practice_atlas.graph.pairings.matching import Matched, alike_of, matched
from practice_atlas.graph.pairings.meetings import meetings
from practice_atlas.graph.pairings.offers import Offers, offers
from practice_atlas.graph.pairings.suggesting import Chosen, Teller
from practice_atlas.graph.pairings.weights import PARTS, Weights
from practice_atlas.graph.questions.answers import Evidence
from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbers, limit_of, names_of
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
    algorithm: str = FIXED,
    most_mentees: int = MOST_MENTEES,
    as_of: date | None = None,
    many: int = USUAL,
) -> NextPracticesAnswer:
    """The first `many` practices. Raises QuestionError, also where an algorithm has too little to learn from.

    A practice counts where a city has it in use or adopted it, or taught it, and the learner does not have it. As of a
    date, only what had certainly happened by then counts.
    """
    if not 1 <= many <= MOST:
        raise QuestionError("limit", f"{many} practices are asked for", fix=f"Ask for 1 to {MOST}.")
    limit = limit_of(as_of)
    likely = likelihoods(reader, learner.identifier, as_of) if next_algorithm(algorithm) == HAZARD else None
    offered, place, found = _scored(reader, learner, weights, limit, most_mentees)
    # Offers lie by practice, so that those of one are a slice.
    practices, first = np.unique(offered.practice[place], return_index=True)
    score = np.round(found.score, 9)
    best = np.maximum.reduceat(score, first) if len(first) else score
    names = names_of(experience(reader).practices, practices.tolist())
    if likely:
        best = np.round(likely.scores(names), 9)
    ranked = int(np.count_nonzero(~np.isnan(best)))
    order = np.argsort(-best, kind="stable")[: min(many, ranked)]
    ends = np.append(first, len(place))[1:]
    chosen = [
        _best(learner, int(practices[at]), slice(first[at], ends[at]), offered, place, found) for at in order.tolist()
    ]
    told = Teller(reader, weights, limit, [one for mentors, _ in chosen for one in mentors])
    likelihood, more = likely.tell(reader, [names[at] for at in order], limit) if likely else ({}, set())
    return NextPracticesAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        evidence=_evidence(reader, told, more),
        learner=_learner(reader, learner),
        algorithm=algorithm,
        version=HAZARD_VERSION if likely else weights.version,
        total=ranked,
        practices=tuple(
            NextPractice(
                practice=told.practice(mentors[0].practice),
                rank=1 + int(np.count_nonzero(best > best[order[number]])),
                tied=int(np.count_nonzero(best == best[order[number]])) > 1,
                interest=told.interest(learner.number, mentors[0].practice),
                own=told.own(learner.number, mentors[0].practice),
                mentors=tuple(told.suggested(one) for one in mentors),
                mentors_total=total,
                likelihood=likelihood.get(names[order[number]]),
            )
            for number, (mentors, total) in enumerate(chosen)
        ),
        learned_from=likely.learned_from if likely else None,
        not_ranked=len(practices) - ranked,
        insufficient=None if chosen else _insufficient(reader, learner, weights, most_mentees, as_of, len(practices)),
        going=going_of(reader, learner.identifier, limit),
        recorded=reader.recorded.version,
    )


def _evidence(reader: Reader, told: Teller, more: Set[str]) -> tuple[Evidence, ...]:
    """All of it by identifier; what was read already is not read again."""
    known = {piece.id for piece in told.evidence}
    every = (*told.evidence, *reader.evidence(more - known))
    return tuple(sorted(every, key=lambda piece: piece.id))


def _best(
    learner: Learner, practice: int, offers: slice, offered: Offers, place: Numbers, found: Matched
) -> tuple[list[Chosen], int]:
    """The best mentors for a practice, whose offers are a slice of those found, and how many there are."""
    score = found.score[offers]
    ordered = offers.start + np.argsort(-np.round(score, 9), kind="stable")
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
    return mentors, len(score)


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


def _insufficient(
    reader: Reader, learner: Learner, weights: Weights, most_mentees: int, as_of: date | None, there: int
) -> str:
    if there:
        return "not-ranked"
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
