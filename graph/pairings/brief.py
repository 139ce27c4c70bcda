"""What an engagement brief tells: who, why these two, what happened between them before, and how surely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, TypeVar

import numpy as np

from practice_atlas.graph.pairings.algorithms import FixedWeights
from practice_atlas.graph.pairings.answers import LearnerTold, MentorsAnswer
from practice_atlas.graph.pairings.brief_answers import BriefAnswer, CityTold, Met
from practice_atlas.graph.pairings.candidates import BUSY, ELSEWHERE, PAUSED, Gates
from practice_atlas.graph.pairings.learners import Learner
from practice_atlas.graph.pairings.meetings import meetings
from practice_atlas.graph.pairings.mentors import ANYBODY, mentors
from practice_atlas.graph.pairings.traits import all_traits
from practice_atlas.graph.pairings.weights import Weights
from practice_atlas.graph.questions.answers import Answer, Step, Thing, Value
from practice_atlas.graph.questions.columns import Numbers, limit_of
from practice_atlas.graph.questions.dates import last_day
from practice_atlas.graph.questions.flow_columns import flow_columns
from practice_atlas.graph.questions.steps import flow_steps, implementation_views
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology import model
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.model.base import Named
from practice_atlas.ontology.vocabularies import Role

#: Learning flows between the two, and engagements of both, that are told; the others are counted.
_TOLD: Final = 5
#: Whose practice was only shown as an example there need not have been there.
_PRESENT: Final = frozenset(Role) - {Role.EXAMPLE}

_Made = TypeVar("_Made")


def brief(
    reader: Reader,
    learner: Learner,
    mentor: str,
    practice: str,
    weights: Weights,
    *,
    gates: Gates = ANYBODY,
    as_of: date | None = None,
) -> BriefAnswer:
    """The brief for a learner, which may be new, its mentor and a practice, by the learner as it was `as_of`.

    Raises UnknownEntityError; QuestionError where the mentor is none.
    """
    if reader.thing(mentor).kind != "city":
        raise QuestionError("mentor", f"{mentor} is no city", fix="Name the city that could mentor.")
    if learner.identifier == mentor:
        raise QuestionError("mentor", "a city is not its own mentor", fix="Name two cities.")

    # A brief is sent to two who are paired already as well: what is recorded of just these speaks against nothing.
    own = learner.identifier
    apart = reader.with_recorded(reader.recorded.without(own, mentor)) if own else reader

    def asked(day: date | None) -> MentorsAnswer:
        return mentors(
            apart, learner, FixedWeights(weights), weights, practice=practice, gates=gates, as_of=day, mentor=mentor
        )

    answer = asked(as_of)
    if not answer.mentors:
        known_later = as_of is not None and bool(asked(None).mentors)
        raise _no_candidate(reader.thing(mentor).name, answer, as_of if known_later else None)
    return _Collected(reader, answer, as_of).brief()


def _no_candidate(name: str, answer: MentorsAnswer, too_early: date | None) -> QuestionError:
    """Why there is no brief with this mentor."""
    reason = next((told.reason for told in answer.not_proposed), "")
    said = {
        PAUSED: f"{name} has paused or ended this practice",
        BUSY: f"as many cities learn from {name} now as is allowed",
        ELSEWHERE: f"{name} lies in a region that is avoided",
    }.get(reason, f"nothing documents that {name} does this or has shared its experience of it")
    if not reason and too_early:
        said = f"by {last_day(too_early)} nothing documents that {name} does this or has shared its experience of it"
    fix = "Allow more with `most_mentees`." if reason == BUSY else "`mentors` lists who could mentor for this practice."
    return QuestionError("mentor", said, fix=fix)


class _Collected:
    """Everything that the brief needs beside the answer to the question of mentors."""

    def __init__(self, reader: Reader, answer: MentorsAnswer, as_of: date | None) -> None:
        (self._mentor,) = answer.mentors
        self._reader, self._answer, self._as_of = reader, answer, as_of
        self._learner = answer.learner.city and answer.learner.city.id
        self._cities = (self._learner or "", self._mentor.city.id)
        self._limit = limit_of(as_of)

    def brief(self) -> BriefAnswer:
        """The answer."""
        reader, answer = self._reader, self._answer
        taught = self._steps(basis.record for basis in self._mentor.basis if basis.what == "taught")
        between = self._between() if self._learner else []
        learned = self._steps(between[:_TOLD])
        shared = self._shared() if self._learner else []
        met = self._met(shared[:_TOLD])
        own = [told.implementation.id for told in answer.learner.own]
        shown = [*(basis.record for basis in self._mentor.basis if basis.what != "taught"), *own]
        doing = implementation_views(reader, reader.many(shown), as_of=self._as_of)
        cited = {piece for step in (*taught, *learned) for piece in step.evidence}
        cited |= {piece for told in met for piece in told.evidence} | {piece.id for piece in answer.evidence}
        evidence = reader.evidence(cited)
        (practice,) = answer.subjects
        parts = (answer.learner, self._mentor, *doing, *taught, *learned, *met, practice)
        return BriefAnswer(
            revision=answer.revision,
            as_of=answer.as_of,
            left_out=answer.left_out,
            evidence=evidence,
            time=reader.revision().time,
            practice=practice,
            learner=answer.learner,
            mentor=self._mentor,
            candidates=answer.total,
            learner_city=self._told(self._learner) if self._learner else _as_described(answer.learner),
            mentor_city=self._told(self._mentor.city.id),
            implementations=tuple(doing),
            taught=tuple(taught),
            learned=tuple(learned),
            learned_total=len(between),
            met=tuple(met),
            met_total=len(shared),
            names=self._names(thing.id for part in parts for thing in _things(part)),
            languages=self._languages(piece.source.id for piece in evidence),
            algorithm=answer.algorithm,
            version=answer.version,
            recorded=answer.recorded,
        )

    def _steps(self, records: Iterable[str]) -> list[Step]:
        return flow_steps(self._reader, self._reader.many(records), as_of=self._as_of)

    def _between(self) -> list[str]:
        """The learning flows between the two by then, newest first."""
        flows = flow_columns(self._reader)
        one, other = (flows.things.known(city) for city in self._cities)
        if min(one, other) < 0:
            return []
        there = (flows.learner == one) & (flows.teacher == other)
        found = np.flatnonzero(
            (there | ((flows.learner == other) & (flows.teacher == one))) & (flows.day <= self._limit)
        )
        return [flows.ids[place] for place in found[np.lexsort((found, -flows.day[found]))].tolist()]

    def _shared(self) -> list[str]:
        """The engagements that both were at by then, newest first."""
        known, names = meetings(self._reader), all_traits(self._reader).cities
        one, other = (known.of(names.index(city), self._limit) for city in self._cities)
        both = np.intersect1d(one, other)
        newest = np.zeros(len(known.engagements), np.int64)
        np.maximum.at(newest, known.engagement, known.day)
        ordered: Numbers = both[np.lexsort((both, -newest[both]))]
        return [known.engagements.identifiers[number] for number in ordered.tolist()]

    def _met(self, engagements: Sequence[str]) -> list[Met]:
        things = self._reader.things(engagements)
        told = []
        for item in self._reader.many(engagements):
            record = item.record
            if not isinstance(record, model.Engagement):
                continue
            there = [part for part in record.participations if part.actor in self._cities and part.role in _PRESENT]
            own = {city: tuple(part.role.value for part in there if part.actor == city) for city in self._cities}
            pieces = dict.fromkeys(piece for part in there for piece in (part.evidence or record.evidence))
            learner, mentor = (own[city] for city in self._cities)
            told.append(
                Met(
                    engagement=things[record.id],
                    learner_roles=learner,
                    mentor_roles=mentor,
                    evidence=tuple(pieces),
                )
            )
        return told

    def _told(self, city: str) -> CityTold:
        cities = all_traits(self._reader)
        traits = cities.of(cities.cities.index(city))
        record = self._reader.get(city).record
        source = record.located_by if isinstance(record, model.City) else None
        things = self._reader.things([name for name in (traits.country, source) if name])
        return CityTold(
            country=things.get(traits.country or ""),
            population=traits.population,
            kind=traits.kind,
            languages=tuple(sorted(traits.languages)),
            measured_by=things.get(source or ""),
        )

    def _names(self, identifiers: Iterable[str]) -> dict[str, dict[str, str]]:
        """The preferred name in each language: the first that is recorded in it."""
        found = {}
        for item in self._reader.many(sorted({name for name in identifiers if not name.startswith("country:")})):
            if isinstance(item.record, Named) and item.record.names:
                found[item.record.id] = {name.language: name.text for name in reversed(item.record.names)}
        return found

    def _languages(self, sources: Iterable[str]) -> dict[str, str]:
        records = (item.record for item in self._reader.many(sorted(set(sources))))
        return {it.id: it.language for it in records if isinstance(it, model.Source) and it.language}


def _as_described(learner: LearnerTold) -> CityTold:
    return CityTold(
        country=learner.country, population=learner.population, kind=learner.kind, languages=learner.languages
    )


def _things(part: Value) -> Iterable[Thing]:
    """Every thing that a value names."""
    if isinstance(part, Thing):
        yield part
        return
    for name in type(part).model_fields:
        value = getattr(part, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Value) and not isinstance(item, Answer):
                yield from _things(item)
