"""Pairs that are not recommended again, since it is recorded that they are proposed, agreed or under way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from practice_atlas.graph.pairings.answers import GoingPairing
from practice_atlas.graph.pairings.experience import experience
from practice_atlas.graph.pairings.recorded import RecordedPairing
from practice_atlas.graph.pairings.stages import PairingStage
from practice_atlas.graph.pairings.taxonomy import taxonomy
from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.questions.columns import NOTHING, Numbers, numbers
from practice_atlas.graph.reading import Reader


def paired_with(reader: Reader, learner: str | None, subjects: Iterable[str], limit: int) -> frozenset[str]:
    """The cities that a learner is paired with already for all of these: for each of them, or for what it is a form or
    a part of.
    """
    if learner is None:
        return frozenset()
    covered = defaultdict[str, set[str]](set)
    for pairing, _ in reader.recorded.going(limit):
        if pairing.learner == learner:
            covered[pairing.mentor] |= _covered(reader, pairing.subject)
    asked = set(subjects)
    return frozenset(mentor for mentor, known in covered.items() if asked <= known)


def paired_offers(reader: Reader, limit: int) -> Mapping[int, Numbers]:
    """By the learner's number, the offers that are none for it, as `offer_keys` has them."""
    known, many = experience(reader), len(experience(reader).cities)
    found = defaultdict[int, list[int]](list)
    for pairing, _ in reader.recorded.going(limit):
        learner, mentor = known.cities.known(pairing.learner), known.cities.known(pairing.mentor)
        if NOTHING not in (learner, mentor):
            practices = (known.practices.known(subject) for subject in _covered(reader, pairing.subject))
            found[learner] += [practice * many + mentor for practice in practices if practice != NOTHING]
    return {learner: numbers(keys) for learner, keys in found.items()}


def offer_keys(reader: Reader, practice: Numbers, city: Numbers) -> Numbers:
    """Practice and city as one number."""
    return practice * len(experience(reader).cities) + city


def going_of(reader: Reader, learner: str | None, limit: int) -> tuple[GoingPairing, ...]:
    """A learner's pairings that are proposed, agreed or under way by then, in the order in which they were proposed."""
    told = [(pairing, stage) for pairing, stage in reader.recorded.going(limit) if pairing.learner == learner]
    things = reader.things(name for one, _ in told for name in (one.learner, one.mentor, one.subject))
    return tuple(
        _told(pairing, stage, things[pairing.mentor], things[pairing.subject])
        for pairing, stage in told
        if pairing.mentor in things and pairing.subject in things
    )


def _told(pairing: RecordedPairing, stage: PairingStage, mentor: Thing, subject: Thing) -> GoingPairing:
    since = next(change.day for change in reversed(pairing.changes) if change.stage is stage)
    return GoingPairing(id=pairing.id, stage=stage.value, since=since, mentor=mentor, subject=subject)


def _covered(reader: Reader, subject: str) -> set[str]:
    return {subject, *taxonomy(reader).forms_of(subject)}
