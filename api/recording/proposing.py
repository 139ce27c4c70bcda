"""Recording that two cities are proposed to each other, with what the recommendations say of it at that moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from practice_atlas.api.asking import resolved
from practice_atlas.api.store.pairings import Proposal
from practice_atlas.graph.pairings.algorithms import Mentoring, chosen
from practice_atlas.graph.pairings.learners import Want, city_learner
from practice_atlas.graph.pairings.mentors import USUAL, mentors
from practice_atlas.graph.pairings.recorded import Recommended
from practice_atlas.graph.pairings.weights import own_weights
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.days import today
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.vocabularies import Audience

#: A reader of the same graph for an audience, with the recorded pairings that it may know of.
Readers = Callable[[Audience], Reader]


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to record: things by identifier or name. `day` none: today."""

    learner: str
    mentor: str
    practice: str
    audience: Audience
    algorithm: str
    day: date | None = None


def proposal_of(reader: Reader, readers: Readers, wish: Wish) -> Proposal:
    """The pairing as it can be recorded, of what the reader's audience sees.

    Raises UnknownNameError for what is not in the graph, and QuestionError where a city is its own mentor or where the
    pairing would be open to somebody who may not see all that it names.
    """
    learner = resolved(reader, "learner", wish.learner, "city")
    mentor = resolved(reader, "mentor", wish.mentor, "city")
    subject = resolved(reader, "practice", wish.practice, "practice", "theme")
    if learner == mentor:
        raise QuestionError("mentor", "a city is not its own mentor", fix="Name two cities.")
    for_whom = readers(wish.audience)
    refuse_closed(for_whom, (learner, mentor, subject))
    algorithm, day = chosen(wish.algorithm, own_weights()), wish.day or today()
    return Proposal(
        learner=learner,
        mentor=mentor,
        subject=subject,
        audience=wish.audience,
        recommended=_recommended(for_whom, learner, mentor, subject, algorithm, day if day < today() else None),
        day=day,
    )


def refuse_closed(reader: Reader, identifiers: Iterable[str]) -> None:
    """Raises QuestionError where the audience that is to know of a pairing may not see all of these."""
    wanted = list(identifiers)
    closed = sorted(set(wanted) - reader.things(wanted).keys())
    if closed:
        raise QuestionError(
            "audience",
            f"{', '.join(closed)} is not for {reader.audience.label} to see, so the pairing cannot be either.",
            fix="Name a more closed audience: members or hub.",
        )


def _recommended(
    reader: Reader, learner: str, mentor: str, subject: str, algorithm: Mentoring, as_of: date | None
) -> Recommended:
    """What a list of mentors says of this one to the audience of the pairing, so that it tells it nothing closed.

    Of a proposal that is recorded later: as of its day, or what it led to would speak for it.
    """
    asking, practice = city_learner(reader, learner, as_of), subject
    if kind_of(subject) == "theme":
        asking, practice = replace(asking, wants=(Want(subject, "need"),)), ""
    answer = mentors(reader, asking, algorithm, own_weights(), practice=practice or None, as_of=as_of, mentor=mentor)
    found = next(iter(answer.mentors), None)
    return Recommended(
        revision=answer.revision,
        content=reader.revision().content,
        recorded=answer.recorded,
        as_of=as_of,
        algorithm=answer.algorithm,
        version=answer.version,
        candidates=answer.total,
        named=found is not None and found.rank <= USUAL,
        rank=found.rank if found else None,
        score=found.score if found else None,
        band=found.band if found else None,
        reason=next((group.reason for group in answer.not_proposed), None) if found is None else None,
    )
