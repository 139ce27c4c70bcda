"""A way by which what one city knew may have reached another: learning flows, each no earlier than the one before.

Days are as exact as their sources. A flow took place some time between its earliest day and the day by which it
certainly was; a way is given when days can be chosen within these bounds that do not run backwards. So *2024* may come
before *March 2024*, and 2023 never after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbering, Numbers, limit_of
from practice_atlas.graph.questions.flow_columns import flow_columns
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.identifiers import kind_of

#: A city that taught, the one that learned, and the flow.
Hop = tuple[str, str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Timed:
    """The flows between cities that have happened and that something dates, by identifier; how many are not dated."""

    cities: Numbering
    ids: list[str]
    teacher: Numbers
    learner: Numbers
    earliest: Numbers
    day: Numbers
    undated: int


def way_in_time(
    reader: Reader, start: str, end: str, *, farthest: int, as_of: date | None
) -> tuple[list[Hop] | None, int]:
    """The way of the fewest flows from the teacher `start` to the learner `end`, of several the one that arrives
    first; and how many flows were left out because nothing bounds their day.
    """
    flows = kept(reader, ("flows in time", reader.audience.level), _made)
    return way(flows, start, end, farthest=farthest, limit=limit_of(as_of)), flows.undated


def way(flows: Timed, start: str, end: str, *, farthest: int, limit: int = NEVER) -> list[Hop] | None:
    """The way through these flows, of those that certainly were by the day `limit`; None if there is none."""
    first, last = flows.cities.known(start), flows.cities.known(end)
    if NOTHING in (first, last):
        return None
    arrivals = [np.full(len(flows.cities), NEVER, np.int64)]
    arrivals[0][first] = 0
    for _ in range(farthest):
        arrivals.append(_next(flows, arrivals[-1], limit))
        if arrivals[-1][last] < NEVER:
            return _back(flows, arrivals, last, limit)
        if np.array_equal(arrivals[-1], arrivals[-2]):
            break
    return None


def _next(flows: Timed, arrival: Numbers, limit: int) -> Numbers:
    """The first day by which each city can have been reached with one flow more."""
    reached = np.maximum(arrival[flows.teacher], flows.earliest)
    open_flows = (reached <= flows.day) & (flows.day <= limit)
    following: Numbers = arrival.copy()
    np.minimum.at(following, flows.learner[open_flows], reached[open_flows])
    return following


def _back(flows: Timed, arrivals: list[Numbers], last: int, limit: int) -> list[Hop]:
    """The flows of the way, from its end; where two arrive on the same day, the first by identifier."""
    hops: list[Hop] = []
    city, by = last, len(arrivals) - 1
    while by:
        into = np.flatnonzero(flows.learner == city)
        reached = np.maximum(arrivals[by - 1][flows.teacher[into]], flows.earliest[into])
        fits = (reached == arrivals[by][city]) & (reached <= flows.day[into]) & (flows.day[into] <= limit)
        chosen = int(into[fits][0])
        before = int(flows.teacher[chosen])
        hops.append((flows.cities.identifiers[before], flows.cities.identifiers[city], flows.ids[chosen]))
        city, by = before, by - 1
        while by and arrivals[by - 1][city] == arrivals[by][city]:
            by -= 1
    return hops[::-1]


def _made(reader: Reader) -> Timed:
    flows = flow_columns(reader)
    cities = np.array([kind_of(identifier) == "city" for identifier in flows.things.identifiers] + [False])
    between = flows.done & cities[flows.teacher] & cities[flows.learner]
    chosen = np.flatnonzero(between & (flows.day < NEVER))
    return Timed(
        cities=flows.things,
        ids=[flows.ids[number] for number in chosen.tolist()],
        teacher=flows.teacher[chosen],
        learner=flows.learner[chosen],
        earliest=flows.earliest[chosen],
        day=flows.day[chosen],
        undated=int(np.count_nonzero(between) - len(chosen)),
    )
