"""Pairs that are not recommended again, since it is recorded that they are proposed, agreed or under way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import numpy as np

from practice_atlas.graph.pairings.answers import GoingPairing
from practice_atlas.graph.pairings.experience import experience
from practice_atlas.graph.pairings.recorded import RecordedPairing
from practice_atlas.graph.pairings.stages import PairingStage
from practice_atlas.graph.pairings.taxonomy import taxonomy
from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbers, numbers
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.reading import Reader

_Going: TypeAlias = tuple[RecordedPairing, PairingStage]


def paired_with(reader: Reader, learner: str | None, subjects: Iterable[str], limit: int) -> frozenset[str]:
    """The cities that a learner is paired with already for all of these: for each of them, or for what it is a form or
    a part of.
    """
    if learner is None:
        return frozenset()
    covered = defaultdict[str, set[str]](set)
    for pairing, _ in _by_learner(reader, limit).get(learner, ()):
        covered[pairing.mentor] |= _covered(reader, pairing.subject)
    asked = set(subjects)
    return frozenset(mentor for mentor, known in covered.items() if asked <= known)


def paired_offers(reader: Reader, learner: str | None, limit: int) -> Numbers:
    """The offers that are none for a learner, since it is paired for them already, as `offer_keys` has them."""
    known = experience(reader)
    going = [one for one, _ in _by_learner(reader, limit).get(learner or "", ())]
    pairs = [(known.practices.known(subject), known.cities.known(one.mentor))
             for one in going for subject in _covered(reader, one.subject)]  # fmt: skip
    there = [pair for pair in pairs if NOTHING not in pair]
    practices, cities = numbers(practice for practice, _ in there), numbers(city for _, city in there)
    return offer_keys(reader, practices, cities)


def all_paired_offers(reader: Reader, limit: int) -> Numbers:
    """The same of all learners, as `learner_keys` has them."""
    known = experience(reader)
    found = [
        learner_keys(reader, known.cities.known(learner), paired_offers(reader, learner, limit))
        for learner in _by_learner(reader, limit)
        if known.cities.known(learner) != NOTHING
    ]
    return np.concatenate(found) if found else numbers(())


def learner_keys(reader: Reader, learner: Numbers | int, offer: Numbers) -> Numbers:
    """Learner and offer as one number."""
    known = experience(reader)
    return np.asarray(learner * (len(known.practices) * len(known.cities)) + offer)


def offer_keys(reader: Reader, practice: Numbers, city: Numbers) -> Numbers:
    """Practice and city as one number."""
    return practice * len(experience(reader).cities) + city


def going_of(reader: Reader, learner: str | None, limit: int) -> tuple[GoingPairing, ...]:
    """A learner's pairings that are proposed, agreed or under way by then, in the order in which they were proposed."""
    told = _by_learner(reader, limit).get(learner or "", [])
    things = reader.things(name for one, _ in told for name in (one.learner, one.mentor, one.subject))
    return tuple(
        _told(pairing, stage, things[pairing.mentor], things[pairing.subject])
        for pairing, stage in told
        if pairing.mentor in things and pairing.subject in things
    )


def _by_learner(reader: Reader, limit: int) -> Mapping[str, list[_Going]]:
    """Those that go on by then; as of today kept until something is recorded."""
    if limit < NEVER:
        return _grouped(reader, limit)
    name, version = ("going", reader.audience.level), reader.recorded.version
    return kept(reader, name, lambda reader: _grouped(reader, limit), version=version)


def _grouped(reader: Reader, limit: int) -> Mapping[str, list[_Going]]:
    found = defaultdict[str, list[_Going]](list)
    for pairing, stage in reader.recorded.going(limit):
        found[pairing.learner].append((pairing, stage))
    return dict(found)


def _told(pairing: RecordedPairing, stage: PairingStage, mentor: Thing, subject: Thing) -> GoingPairing:
    since = next(change.day for change in reversed(pairing.changes) if change.stage is stage)
    return GoingPairing(id=pairing.id, stage=stage.value, since=since, mentor=mentor, subject=subject)


def _covered(reader: Reader, subject: str) -> set[str]:
    return {subject, *taxonomy(reader).forms_of(subject)}
