"""What statistics are counted by: for each practice, city, country, region or kind of engagement, which flows are its
own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np

from practice_atlas.graph.catalogue import overview
from practice_atlas.graph.questions.columns import NOTHING, Numbering, Numbers, Truths
from practice_atlas.graph.questions.flow_columns import ENGAGEMENT_KINDS, FlowColumns, flow_columns
from practice_atlas.graph.questions.implementation_columns import ImplementationColumns, implementation_columns
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.placing import by_name, countries, lies_in
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.tables.facets import REGION
from practice_atlas.ontology.regions import regions, regions_of
from practice_atlas.ontology.vocabularies import EngagementKind

By: TypeAlias = Literal["practices", "cities", "countries", "regions", "engagement-kinds"]

_KIND: Final[dict[By, str]] = {"practices": "practice", "cities": "city", "countries": "country"}


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Places of flows or implementations, each with the group that it counts for; one may count for several."""

    place: Numbers
    group: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """`names` are name and identifier of each group, in this order. `reached` are the flows that are its own, `shared`
    those that went out from it (None where that means nothing), `own` its implementations.
    """

    names: list[tuple[str, str]]
    reached: Pairs
    shared: Pairs | None
    own: Pairs


def groups(reader: Reader, by: By) -> Groups:
    """The groups that the audience may see: made once a revision and audience."""
    return kept(reader, ("groups", by, reader.audience.level), lambda reader: _made(reader, by))


def _made(reader: Reader, by: By) -> Groups:
    flows, done = flow_columns(reader), implementation_columns(reader)
    if by == "engagement-kinds":
        return _by_engagement(reader, flows, done)
    if by == "regions":
        return _by_region(reader, flows, done)
    names = by_name(reader, _KIND[by])
    numbering = Numbering(identifier for _, identifier in names)
    if by == "practices":
        reached = _pairs(_group_of(numbering, flows.things)[flows.subject])
        return Groups(names, reached, None, _pairs(_group_of(numbering, done.things)[done.practice]))
    where = countries(reader) if by == "countries" else {city: city for _, city in names}
    at = _group_of(numbering, flows.things, where)
    own = _group_of(numbering, done.things, where)[done.actor]
    return Groups(names, _pairs(at[flows.learner]), _pairs(at[flows.teacher]), _pairs(own))


def _group_of(numbering: Numbering, things: Numbering, where: Mapping[str, str] | None = None) -> Numbers:
    """The group of each thing; at the end, for the number of nothing, none."""
    if where is None:
        return numbering.numbers_in(things)
    return np.append(numbering.all_known([where.get(thing) for thing in things.identifiers]), NOTHING)


def _pairs(group: Numbers) -> Pairs:
    place = np.flatnonzero(group != NOTHING)
    return Pairs(place, group[place])


def _by_region(reader: Reader, flows: FlowColumns, done: ImplementationColumns) -> Groups:
    """The regions in which a country lies that the audience knows of. What lies in one lies in the wider ones too."""
    where = countries(reader)
    there = {slug for _, country in by_name(reader, "country") for slug in regions_of(country.partition(":")[2])}
    names = sorted((regions()[slug].name, slug) for slug in there)
    inside = [(_lying(flows.things, where, slug), _lying(done.things, where, slug)) for _, slug in names]
    return Groups(
        names=[(name, f"{REGION}:{slug}") for name, slug in names],
        reached=_in_each([at[flows.learner] for at, _ in inside]),
        shared=_in_each([at[flows.teacher] for at, _ in inside]),
        own=_in_each([at[done.actor] for _, at in inside]),
    )


def _lying(things: Numbering, where: Mapping[str, str], region: str) -> Truths:
    """Whether each thing lies in a region; at the end, for the number of nothing, not."""
    return np.array([*(lies_in(where.get(thing), region) for thing in things.identifiers), False], np.bool_)


def _in_each(masks: Sequence[Truths]) -> Pairs:
    places = [np.flatnonzero(mask) for mask in masks]
    group = np.repeat(np.arange(len(places)), [len(place) for place in places])
    return Pairs(np.concatenate([np.zeros(0, np.int64), *places]), group)


def _by_engagement(reader: Reader, flows: FlowColumns, done: ImplementationColumns) -> Groups:
    """Implementations of a kind of engagement are those that such an engagement, or a flow at one, led to."""
    place = {identifier: number for number, identifier in enumerate(done.ids)}
    level = reader.audience.level
    led_to = {
        (place[row["id"]], ENGAGEMENT_KINDS.index(row["kind"]))
        for row in reader.rows(overview.LED_TO)
        if max(row["level"], row["part_level"], row["other_level"]) <= level
    }
    for number, kind in zip(flows.via_flow.tolist(), flows.via_kind.tolist(), strict=True):
        if flows.led_to[number] != NOTHING:
            led_to.add((place[flows.things.identifiers[flows.led_to[number]]], kind))
    names = sorted((kind.label, number) for number, kind in enumerate(EngagementKind))
    order = {number: position for position, (_, number) in enumerate(names)}
    ranked = np.array([order[number] for number in range(len(order))], np.int64)
    at = np.unique(np.stack([flows.via_flow, ranked[flows.via_kind]], axis=1), axis=0)
    own = np.array(sorted((number, order[kind]) for number, kind in led_to), np.int64).reshape(-1, 2)
    return Groups(
        names=[(label, f"engagement-kind:{ENGAGEMENT_KINDS[number]}") for label, number in names],
        reached=Pairs(at[:, 0], at[:, 1]),
        shared=None,
        own=Pairs(own[:, 0], own[:, 1]),
    )
