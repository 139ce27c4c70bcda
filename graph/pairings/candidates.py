"""Who can be a mentor at all, why others cannot, and what is measured of those who can."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph.pairings.asked import Asked
from practice_atlas.graph.pairings.experience import RUNNING, STOPPED, Experience, experience
from practice_atlas.graph.pairings.learners import Learner, wants
from practice_atlas.graph.pairings.measures import Measures, Values
from practice_atlas.graph.pairings.meetings import meetings
from practice_atlas.graph.pairings.traits import all_traits
from practice_atlas.graph.pairings.weights import Stages
from practice_atlas.graph.questions.columns import NOTHING, Numbers, Truths
from practice_atlas.graph.questions.flow_columns import flow_columns
from practice_atlas.graph.questions.implementation_columns import STAGES
from practice_atlas.graph.questions.placing import lies_in
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import Stage

_IN_USE: Final = STAGES.index(Stage.IN_USE.value)

#: Why a city that has, or had, something to show is not proposed.
PAUSED, BUSY, ELSEWHERE = "paused", "busy", "avoided"
REASONS: Final = (PAUSED, BUSY, ELSEWHERE)


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

    `alive` are the pieces of evidence that count: what they support was certainly so by then.
    """

    worth: Values
    counts: Truths
    stage: Numbers
    alive: Truths


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
    rows = rows_by(known, asked, limit, stages)
    everyone = np.arange(len(known.cities))
    able = np.zeros(len(everyone), np.bool_)
    able[known.city[rows.counts]] = True
    stopped = _stopped(known, rows, asked)
    if learner.number != NOTHING:
        able[learner.number] = stopped[learner.number] = False
    mentees = _mentees(reader, known, limit)
    elsewhere = np.array([any(lies_in(country, region) for region in gates.avoid) for country in _lying(reader)])
    left_out = {PAUSED: stopped, BUSY: able & ~stopped & (mentees > gates.most_mentees)}
    left_out[ELSEWHERE] = able & ~stopped & ~left_out[BUSY] & elsewhere.astype(np.bool_)
    chosen = np.flatnonzero(able & ~np.logical_or.reduce(list(left_out.values())))
    return Candidates(
        known=known,
        rows=rows,
        cities=chosen,
        measures=_measured(reader, known, rows, learner, asked, limit, chosen, mentees, gates.prefer),
        left_out={reason: np.flatnonzero(cities) for reason, cities in left_out.items() if cities.any()},
    )


def rows_by(known: Experience, asked: Asked, limit: int, stages: Stages) -> Rows:
    """What each row of experience is worth by the day `limit`."""
    stage = known.stages(limit)
    worth = np.zeros(len(known.records))
    taught = (known.own == NOTHING) & (known.day <= limit)
    worth[taught] = stages.taught
    for running in RUNNING:
        worth[stage == running] = stages.in_use if running == _IN_USE else stages.adopted
    alive = known.said <= limit
    supported = np.zeros(len(worth), np.bool_)
    supported[known.at[alive]] = True
    return Rows(worth, (worth > 0) & supported & (asked.closeness[known.practice] > 0), stage, alive)


def _stopped(known: Experience, rows: Rows, asked: Asked) -> Truths:
    """The cities that paused or ended what is asked for, and have no other of it that goes on."""
    itself = asked.within[known.practice]
    found = np.zeros(len(known.cities), np.bool_)
    found[known.city[itself & np.isin(rows.stage, STOPPED)]] = True
    found[known.city[itself & rows.counts & (known.own != NOTHING)]] = False
    return found


def _mentees(reader: Reader, known: Experience, limit: int) -> Numbers:
    """How many learn from each city now: those of learning flows that are planned or under way."""
    flows = flow_columns(reader)
    number = np.array([*map(known.cities.known, flows.things.identifiers), NOTHING], np.int64)
    going = np.flatnonzero(~flows.done & (flows.day <= limit) & (number[flows.teacher] != NOTHING))
    pairs = np.unique(np.stack([number[flows.teacher[going]], flows.learner[going]]), axis=1)
    return np.bincount(pairs[0], minlength=len(known.cities)) if pairs.size else np.zeros(len(known.cities), np.int64)


def _lying(reader: Reader) -> Iterable[str | None]:
    return all_traits(reader).country


def _measured(
    reader: Reader, known: Experience, rows: Rows, learner: Learner, asked: Asked, limit: int, chosen: Numbers,
    mentees: Numbers, prefer: tuple[str, ...],
) -> Measures:  # fmt: skip
    many, cities = len(known.cities), all_traits(reader)
    taught = (known.own == NOTHING) & (known.day <= limit)
    met = meetings(reader)
    preferred = np.array([any(lies_in(country, region) for region in prefer) for country in cities.country], np.float64)
    columns = {
        "stage": _most(rows.worth, known.city, rows.counts, many),
        "sources": _sources(known, rows, many),
        "closeness": _most(asked.closeness[known.practice], known.city, rows.counts, many),
        "words": _most(asked.words[known.practice], known.city, rows.counts, many),
        "size": cities.size_like(learner.traits),
        "kind": cities.kind_like(learner.traits),
        "language": cities.speaks(learner.traits),
        "wants": _wants_like(reader, cities.cities, learner, limit),
        "shared": met.shared(met.of(learner.number, limit), limit),
        "taught": np.bincount(known.city[taught], minlength=many).astype(np.float64),
        "followed": np.bincount(known.city[taught & known.followed], minlength=many).astype(np.float64),
        "mentees": mentees.astype(np.float64),
        "kilometres": cities.kilometres(learner.traits),
        "preferred": preferred,
    }
    return Measures(**{name: column[chosen] for name, column in columns.items()})


def _most(values: Values, city: Numbers, counts: Truths, many: int) -> Values:
    """The greatest value of the rows of each city that count."""
    found = np.zeros(many)
    np.maximum.at(found, city[counts], values[counts])
    return found


def _sources(known: Experience, rows: Rows, many: int) -> Values:
    """How many independent sources tell of the rows of each city that count."""
    pieces = rows.alive & rows.counts[known.at]
    pairs = np.unique(np.stack([known.city[known.at[pieces]], known.voice[pieces]]), axis=1)
    return np.bincount(pairs[0], minlength=many).astype(np.float64)


def _wants_like(reader: Reader, cities: list[str], learner: Learner, limit: int) -> NDArray[np.float64]:
    """The share of all that either wants which both want; not a number where nothing is known of one."""
    mine = {want.subject for want in learner.wants}
    found = np.full(len(cities), np.nan)
    if mine:
        place = {city: number for number, city in enumerate(cities)}
        for city, told in wants(reader).items():
            theirs = {want.subject for want in told if want.day <= limit}
            if theirs:
                found[place[city]] = len(mine & theirs) / len(mine | theirs)
    return found
