"""Who can be a mentor at all, why others cannot, and what is measured of those who can."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from practice_atlas.graph.pairings.asked import Asked
from practice_atlas.graph.pairings.experience import RUNNING, STOPPED, Experience, experience
from practice_atlas.graph.pairings.going import paired_with
from practice_atlas.graph.pairings.learners import Learner, wants
from practice_atlas.graph.pairings.measures import Measures, Values
from practice_atlas.graph.pairings.meetings import meetings
from practice_atlas.graph.pairings.traits import all_traits
from practice_atlas.graph.pairings.weights import Stages
from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbers, Truths, distinct, numbers
from practice_atlas.graph.questions.flow_columns import flow_columns
from practice_atlas.graph.questions.implementation_columns import STAGES
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import Stage

_IN_USE: Final = STAGES.index(Stage.IN_USE.value)

#: Why a city that has, or had, something to show is not proposed.
PAUSED, PAIRED, BUSY, ELSEWHERE = "paused", "paired", "busy", "avoided"
REASONS: Final = (PAUSED, PAIRED, BUSY, ELSEWHERE)


#: Beyond so many, one who learns from a mentor is one too many, unless the caller says otherwise.
MOST_MENTEES: Final = 3


@dataclass(frozen=True, slots=True)
class Gates:
    """What a mentor must not exceed, and where it must not, or should rather, lie: regions by slug."""

    most_mentees: int = MOST_MENTEES
    avoid: tuple[str, ...] = ()
    prefer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Of each row of experience: what it is worth by then, 0 where it does not count, and whether it counts.

    `chosen` are the rows that count; `alive` tells which pieces of evidence do: what they support was so by then.
    """

    worth: Values
    counts: Truths
    stage: Numbers
    alive: Truths
    chosen: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """`cities` by number, in the order of their names, and what is measured of each; `left_out` by reason."""

    known: Experience
    rows: Rows
    cities: Numbers
    measures: Measures
    left_out: Mapping[str, Numbers]

    @property
    def considered(self) -> int:
        """How many have something to show, whether they are proposed or not."""
        return len(self.cities) + sum(len(cities) for cities in self.left_out.values())


def candidates(reader: Reader, learner: Learner, asked: Asked, limit: int, stages: Stages, gates: Gates) -> Candidates:
    """The cities that have something to show of what is asked by the day `limit`.

    They implement it and go on with it, or are documented as having taught it; with evidence; and are not the learner.
    What counts is the practice itself, a form of it, or the one right above (`Asked.closeness`).
    """
    known = experience(reader)
    rows = rows_by(reader, asked, limit, stages)
    many = len(known.cities)
    able, stopped = np.zeros(many, np.bool_), _stopped(known, rows, asked)
    able[known.city[rows.chosen]] = True
    if learner.number != NOTHING:
        able[learner.number] = stopped[learner.number] = False
    there = paired_with(reader, learner.identifier, asked.subjects, limit)
    paired = np.isin(np.arange(many), [known.cities.known(city) for city in there])
    against = {
        PAUSED: stopped,
        PAIRED: able & paired,
        BUSY: able & (mentees_by(reader, limit) > gates.most_mentees),
        ELSEWHERE: able & all_traits(reader).lies_in(gates.avoid),
    }
    left_out, told = dict[str, Truths](), np.zeros(many, np.bool_)
    for reason in REASONS:
        left_out[reason] = against[reason] & ~told
        told |= left_out[reason]
    chosen = np.flatnonzero(able & ~told)
    return Candidates(
        known=known,
        rows=rows,
        cities=chosen,
        measures=_measured(reader, known, rows, learner, asked, limit, chosen, gates.prefer),
        left_out={reason: np.flatnonzero(cities) for reason, cities in left_out.items() if cities.any()},
    )


def rows_by(reader: Reader, asked: Asked, limit: int, stages: Stages) -> Rows:
    """What each row of experience is worth by the day `limit`, and which count for what is asked."""
    standing = standing_by(reader, limit, stages)
    chosen = experience(reader).rows_about(asked.closeness > 0)
    chosen = chosen[standing.counts[chosen]]
    counts = np.zeros(len(standing.counts), np.bool_)
    counts[chosen] = True
    return Rows(standing.worth, counts, standing.stage, standing.alive, chosen)


def standing_by(reader: Reader, limit: int, stages: Stages) -> Rows:
    """The same whatever is asked: as of today kept for a revision."""
    if limit < NEVER:
        return _standing(experience(reader), limit, stages)
    return kept(
        reader, ("standing", reader.audience.level, stages), lambda reader: _standing(experience(reader), limit, stages)
    )


def _standing(known: Experience, limit: int, stages: Stages) -> Rows:
    stage = known.stages(limit)
    worth = np.zeros(len(known.records))
    worth[(known.own == NOTHING) & (known.day <= limit)] = stages.taught
    for running in RUNNING:
        worth[stage == running] = stages.in_use if running == _IN_USE else stages.adopted
    alive = known.said <= limit
    supported = np.zeros(len(worth), np.bool_)
    supported[known.at[alive]] = True
    counts = (worth > 0) & supported
    return Rows(worth, counts, stage, alive, np.flatnonzero(counts))


def mentees_by(reader: Reader, limit: int) -> Numbers:
    """How many learn from each city now, or are about to: those of learning flows that are planned or under way, and
    those of recorded pairings that are agreed or under way. Who is told of in both ways counts once.
    """
    return _mentees_by(reader, limit)[0]


def recorded_mentees_by(reader: Reader, limit: int) -> Numbers:
    """Of these, how many are known from recorded pairings alone."""
    every, in_graph = _mentees_by(reader, limit)
    return np.asarray(every - in_graph)


def _mentees_by(reader: Reader, limit: int) -> tuple[Numbers, Numbers]:
    """All, and those of the graph."""
    if limit < NEVER:
        return _mentees(reader, limit)
    name, version = ("mentees", reader.audience.level), reader.recorded.version
    return kept(reader, name, lambda reader: _mentees(reader, limit), version=version)


def _mentees(reader: Reader, limit: int) -> tuple[Numbers, Numbers]:
    flows, cities = flow_columns(reader), experience(reader).cities
    going = np.flatnonzero(~flows.done & (flows.day <= limit))
    told = {
        (
            cities.known(flows.things.identifiers[teacher]),
            flows.things.identifiers[learner] if learner >= 0 else learner,
        )
        for teacher, learner in zip(flows.teacher[going].tolist(), flows.learner[going].tolist(), strict=True)
        if teacher != NOTHING
    }
    recorded = {(cities.known(mentor), learner) for mentor, learner in reader.recorded.loads(limit)}
    return _counted(told | recorded, len(cities)), _counted(told, len(cities))


def _counted(pairs: Iterable[tuple[int, str | int]], many: int) -> Numbers:
    """How often each city is a teacher in pairs of teacher and learner."""
    return np.bincount(numbers(teacher for teacher, _ in pairs if teacher != NOTHING), minlength=many)


def track_by(reader: Reader, limit: int) -> tuple[Numbers, Numbers]:
    """How many learning flows have gone out from each city, and of how many of these something followed."""
    if limit < NEVER:
        return _track(experience(reader), limit)
    return kept(reader, ("track", reader.audience.level), lambda reader: _track(experience(reader), limit))


def _track(known: Experience, limit: int) -> tuple[Numbers, Numbers]:
    taught, many = (known.own == NOTHING) & (known.day <= limit), len(known.cities)
    followed = np.bincount(known.city[taught & known.followed], minlength=many)
    return np.bincount(known.city[taught], minlength=many), followed


def _stopped(known: Experience, rows: Rows, asked: Asked) -> Truths:
    """The cities that paused or ended what is asked for, and have no other of it that goes on."""
    itself = known.rows_about(asked.within)
    itself = itself[known.own[itself] != NOTHING]
    found = np.zeros(len(known.cities), np.bool_)
    found[known.city[itself[np.isin(rows.stage[itself], STOPPED)]]] = True
    found[known.city[itself[rows.counts[itself]]]] = False
    return found


def _measured(
    reader: Reader, known: Experience, rows: Rows, learner: Learner, asked: Asked, limit: int, chosen: Numbers,
    prefer: tuple[str, ...],
) -> Measures:  # fmt: skip
    many, cities, met = len(known.cities), all_traits(reader), meetings(reader)
    taught, followed = track_by(reader, limit)
    practice, city = known.practice[rows.chosen], known.city[rows.chosen]
    columns = {
        "stage": _most(rows.worth[rows.chosen], city, many),
        "sources": _sources(known, rows, many),
        "closeness": _most(asked.closeness[practice], city, many),
        "words": _most(asked.words[practice], city, many),
        "wants": _wants_like(reader, known, learner, limit),
        "shared": met.shared(met.of(learner.number, limit), limit),
        "taught": taught,
        "followed": followed,
        "mentees": mentees_by(reader, limit),
        "recorded": recorded_mentees_by(reader, limit),
        "preferred": cities.lies_in(prefer),
    }
    told = {name: column[chosen].astype(np.float64) for name, column in columns.items()}
    return Measures(**told, **cities.like(learner.traits, chosen))


def _most(values: Values, city: Numbers, many: int) -> Values:
    """The greatest value of the rows of each city."""
    found = np.zeros(many)
    np.maximum.at(found, city, values)
    return found


def _sources(known: Experience, rows: Rows, many: int) -> Numbers:
    """How many independent sources tell of the rows of each city that count."""
    pieces, _ = known.support_of(rows.chosen)
    speaks = distinct(known.speaks[pieces[rows.alive[pieces]]])
    return np.bincount(speaks >> known.voice_bits, minlength=many)


def _wants_like(reader: Reader, known: Experience, learner: Learner, limit: int) -> Values:
    """The share of all that either wants which both want; not a number where nothing is known of one."""
    mine = {want.subject for want in learner.wants}
    found = np.full(len(known.cities), np.nan)
    if mine:
        for city, told in wants(reader).items():
            theirs = {want.subject for want in told if want.day <= limit}
            if theirs:
                found[known.cities.known(city)] = len(mine & theirs) / len(mine | theirs)
    return found
