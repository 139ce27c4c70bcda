"""Who could mentor a city, for a practice or for whatever it needs: a short list with reasons, or why there is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from practice_atlas.graph.pairings import explaining
from practice_atlas.graph.pairings.algorithms import Mentoring
from practice_atlas.graph.pairings.answers import (
    LearnerTold,
    MentorsAnswer,
    NotProposed,
    OwnDoing,
    WantTold,
)
from practice_atlas.graph.pairings.asked import Asked, asked
from practice_atlas.graph.pairings.candidates import Candidates, Gates, candidates
from practice_atlas.graph.pairings.explaining import Explained
from practice_atlas.graph.pairings.going import going_of
from practice_atlas.graph.pairings.learners import Learner
from practice_atlas.graph.pairings.meetings import meetings
from practice_atlas.graph.pairings.ranking import ranked
from practice_atlas.graph.pairings.weights import Weights
from practice_atlas.graph.questions.answers import Evidence, Thing
from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbers, limit_of, names_of
from practice_atlas.graph.questions.flow_columns import DONE, flow_columns
from practice_atlas.graph.questions.implementation_columns import STAGES
from practice_atlas.graph.reading import Found, Reader
from practice_atlas.ontology.countries import country_name
from practice_atlas.ontology.errors import QuestionError

#: As many mentors as a list names, if nobody asks for more or fewer, and at most.
USUAL: Final = 10
MOST: Final = 50
#: Cities that are named of those that are not proposed.
_NAMED: Final = 10
#: The learner's own implementations that are told.
_OWN: Final = 5

ANYBODY: Final = Gates()


def mentors(
    reader: Reader,
    learner: Learner,
    algorithm: Mentoring,
    weights: Weights,
    *,
    practice: str | None = None,
    gates: Gates = ANYBODY,
    as_of: date | None = None,
    many: int = USUAL,
    mentor: str | None = None,
) -> MentorsAnswer:
    """The first `many` mentors; or `mentor` alone, with its place among all.

    Raises UnknownEntityError and QuestionError.
    As of a date, only what had certainly happened by then counts, of mentors and of the learner.
    """
    if not 1 <= many <= MOST:
        raise QuestionError("limit", f"{many} mentors are asked for", fix=f"Ask for 1 to {MOST}.")
    contrary = sorted(set(gates.avoid) & set(gates.prefer))
    if contrary:
        fix = "Name a region on one side only."
        raise QuestionError("avoid", f"{contrary[0]} is both preferred and avoided", fix=fix)
    limit = limit_of(as_of)
    wanted = asked(reader, learner, practice, weights.closeness)
    found = candidates(reader, learner, wanted, limit, weights.stages, gates)
    met = meetings(reader)
    adds = algorithm.adds(found.measures)
    told = Explained(
        found=found,
        ranking=ranked(adds, algorithm.weights),
        parts=found.measures.parts,
        adds=adds,
        asked=wanted,
        algorithm=algorithm,
        bands=weights.bands,
        meetings=met,
        met=met.at(learner.number, limit),
        weights=met.weights(limit),
        learned=_learned(reader, learner, found, limit),
        wanted=tuple(want.record for want in wanted.wants if want.record)[:_NAMED],
        limit=limit,
        newest=found.known.newest if as_of is None else limit,
    )
    places = _places(told, many, mentor)
    reader.things(_named_cities(found, told.ranking.order[list(places)]))  # at once: each look takes a way to the graph
    proposed, pieces = explaining.mentors(reader, told, places)
    described, more = _described(reader, learner, wanted, found, limit)
    return MentorsAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        left_out=_undated(found, wanted) if as_of else 0,
        evidence=_evidence(reader, pieces, more),
        learner=described,
        subjects=tuple(reader.things(wanted.subjects).values()),
        algorithm=algorithm.name,
        version=algorithm.version,
        total=len(found.cities),
        mentors=tuple(proposed),
        not_proposed=_not_proposed(reader, found, mentor),
        insufficient=_insufficient(reader, learner, wanted, weights, gates, found, as_of),
        going=going_of(reader, learner.identifier, limit),
        recorded=reader.recorded.version,
    )


def _named_cities(found: Candidates, places: Numbers) -> list[str]:
    """Those that are proposed, and those that are not."""
    left_out = (city for cities in found.left_out.values() for city in cities[:_NAMED].tolist())
    return names_of(found.known.cities, [*found.cities[places].tolist(), *left_out])


def _places(told: Explained, many: int, mentor: str | None) -> Sequence[int]:
    """The places of the ranking that are told."""
    if mentor is None:
        return range(min(many, len(told.ranking.order)))
    number = told.found.known.cities.known(mentor)
    ranked_cities = told.found.cities[told.ranking.order]
    return [place for place, city in enumerate(ranked_cities.tolist()) if city == number]


def _learned(reader: Reader, learner: Learner, found: Candidates, limit: int) -> Mapping[int, list[str]]:
    """The learning flows in which the learner has learned something by then, by the number of who taught."""
    flows, taught = flow_columns(reader), defaultdict[int, list[str]](list)
    number = flows.things.known(learner.identifier)
    if number != NOTHING:
        learned = flows.learned_by(number)
        counts = (flows.state[learned] == DONE) & (flows.day[learned] <= limit) & (flows.teacher[learned] != NOTHING)
        for place in learned[counts].tolist():
            teacher = flows.things.identifiers[flows.teacher[place]]
            taught[found.known.cities.known(teacher)].append(flows.ids[place])
    return taught


def _evidence(reader: Reader, shown: Mapping[str, Evidence], more: Iterable[str]) -> tuple[Evidence, ...]:
    """All of it by identifier; what was read already is not read again."""
    found = {**shown, **{piece.id: piece for piece in reader.evidence(set(more) - set(shown))}}
    return tuple(found[identifier] for identifier in sorted(found))


def _undated(found: Candidates, wanted: Asked) -> int:
    close = wanted.closeness[found.known.practice] > 0
    return int((close & (found.known.day == NEVER)).sum())


def _described(
    reader: Reader, learner: Learner, wanted: Asked, found: Candidates, limit: int
) -> tuple[LearnerTold, set[str]]:
    """The learner, and the evidence that its description names."""
    own = _own(learner, wanted, found)
    records = [want.record for want in wanted.wants if want.record]
    known = {item.record.id: item for item in reader.many([*records, *own])}
    here = [name for name in (learner.identifier, learner.traits.country) if name]
    things = reader.things([*here, *(want.subject for want in wanted.wants), *own])
    told = LearnerTold(
        city=things.get(learner.identifier or ""),
        country=things.get(learner.traits.country or "", _named(learner)),
        population=learner.traits.population,
        kind=learner.traits.kind,
        languages=tuple(sorted(learner.traits.languages)),
        wants=tuple(
            WantTold(
                subject=things[want.subject],
                kind=want.kind,
                record=want.record,
                evidence=known[want.record].record.evidence if want.record in known else (),
            )
            for want in wanted.wants
            if want.subject in things
        ),
        own=tuple(
            OwnDoing(
                implementation=things[identifier],
                stage=stage,
                evidence=_cited(known[identifier], limit) if identifier in known else (),
            )
            for identifier, stage in own.items()
            if identifier in things
        ),
    )
    wants = {piece for want in told.wants for piece in want.evidence}
    return told, wants | {piece for own_doing in told.own for piece in own_doing.evidence}


def _named(learner: Learner) -> Thing | None:
    """The country of a city that is described: the graph need not have it."""
    if learner.identifier or not learner.traits.country:
        return None
    code = learner.traits.country.partition(":")[2]
    return Thing(id=learner.traits.country, kind="country", name=country_name(code), country=code.upper())


def _own(learner: Learner, wanted: Asked, found: Candidates) -> Mapping[str, str | None]:
    """The learner's own implementations of what is asked for, with their stages by then."""
    if learner.number == NOTHING:
        return {}
    known, span = found.known, found.known.rows_of(learner.number)
    rows = range(span.start, span.stop)
    own = [row for row in rows if known.own[row] != NOTHING and wanted.within[known.practice[row]]]
    stages = ((row, int(found.rows.stage[row])) for row in own)
    told = {known.records[row]: STAGES[stage] for row, stage in stages if stage != NOTHING}
    return dict(list(told.items())[:_OWN])


def _cited(found: Found, limit: int) -> tuple[str, ...]:
    """The evidence of those stages of an implementation that it had reached by then: their own, else the record's."""
    stages: Sequence[object] = getattr(found.record, "stages", ())
    by_then = [
        piece
        for stage, day in zip(stages, found.days, strict=False)
        if limit == NEVER or (day is not None and day <= _iso(limit))
        for piece in getattr(stage, "evidence", ()) or found.record.evidence
    ]
    return tuple(dict.fromkeys(by_then))


def _iso(limit: int) -> str:
    return date.fromordinal(limit).isoformat()


def _not_proposed(reader: Reader, found: Candidates, mentor: str | None) -> tuple[NotProposed, ...]:
    """By reason; where one mentor is asked for, the reason against it alone."""
    told = []
    for reason, cities in found.left_out.items():
        if mentor is not None and found.known.cities.known(mentor) not in cities:
            continue
        named = names_of(found.known.cities, cities[:_NAMED].tolist()) if mentor is None else [mentor]
        told.append(NotProposed(reason=reason, total=len(cities), cities=tuple(reader.things(named).values())))
    return tuple(told)


def _insufficient(
    reader: Reader, learner: Learner, wanted: Asked, weights: Weights, gates: Gates, found: Candidates,
    as_of: date | None,
) -> str | None:  # fmt: skip
    if len(found.cities):
        return None
    if found.left_out:
        return "nobody-proposed"
    if as_of is not None and candidates(reader, learner, wanted, NEVER, weights.stages, gates).considered:
        return "not-by-then"
    return "nobody-known"
