"""Statistics of practices, cities, countries, regions and kinds of engagement: flows, what came of them, who gives
back.

Every rate has its two numbers and says of what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbers, Truths, limit_of
from practice_atlas.graph.questions.flow_columns import DONE, KINDS, STATES, FlowColumns, flow_columns
from practice_atlas.graph.questions.groups import By, Groups, Pairs, groups
from practice_atlas.graph.questions.implementation_columns import (
    STAGES,
    ImplementationColumns,
    implementation_columns,
)
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.overview_answers import Figures, Rate, StatisticsAnswer
from practice_atlas.graph.questions.paging import FIRST, Page, slice_of
from practice_atlas.graph.questions.placing import countries, lies_in
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.tables.facets import REGION
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.vocabularies import FlowKind

#: What statistics can be sorted by; all but the name from the largest on.
SORTS: Final = ("name", "flows", "shared", "followed", "implemented", "two-way", "implementations")
_NO_THINGS: Final = ("engagement-kind:", f"{REGION}:")
#: What lies in a region, and can be asked for within one.
_LYING: Final[tuple[By, ...]] = ("cities", "countries")
_EXPOSED: Final = KINDS.index(FlowKind.EXPOSED.value)

_FOLLOWED: Final = (
    "learning flows that have happened, known outcome or not; led to something: the learner acted on it, built its own "
    "from it, or an implementation is named"
)
_IMPLEMENTED: Final = "learning flows that have happened, known outcome or not; led to an implementation that is named"
_TWO_WAY: Final[dict[By, str]] = {
    "practices": "who learned it; of these, who also shared it",
    "cities": "from whom it learned; of these, who also learned from it",
    "countries": "who learned there; of these, who also shared something",
    "regions": "who learned there; of these, who also shared something",
    "engagement-kinds": "who learned at such engagements; of these, who also shared something at one",
}


@dataclass(frozen=True, slots=True, eq=False)
class _Counts:
    """Columns with one place for each group; the tables have one column for each state, kind or stage."""

    flows: Numbers
    states: Numbers
    kinds: Numbers
    shared: Numbers | None
    followed: Numbers
    implemented: Numbers
    receivers: Numbers
    two_way: Numbers
    implementations: Numbers
    stages: Numbers


def statistics(
    reader: Reader,
    by: By,
    *,
    sort: str = "name",
    region: str | None = None,
    as_of: date | None = None,
    page: Page = FIRST,
) -> StatisticsAnswer:
    """A page of statistics, sorted by name or, from the largest on, by one of SORTS. Raises QuestionError.

    With a `region`, only of the cities or countries in it; their figures are the same as without. As of a date: of
    what had certainly happened by then.
    """
    if sort not in SORTS:
        raise QuestionError("sort", f"{sort!r} is nothing to sort by", fix=f"One of: {', '.join(SORTS)}.")
    if region is not None and by not in _LYING:
        raise QuestionError(REGION, f"{by} lie in no region", fix=f"Ask it of {' or '.join(_LYING)}.")
    found, limit = groups(reader, by), limit_of(as_of)
    level = reader.audience.level
    counts = (
        _counts(reader, by, limit)
        if as_of
        else kept(reader, ("statistics", by, level), lambda reader: _counts(reader, by, limit))
    )
    size = _sizes(counts, sort)
    order = np.lexsort((np.arange(len(size)), -size)).tolist()
    if region is not None:
        where = countries(reader)
        order = [number for number in order if lies_in(where.get(found.names[number][1]), region)]
    chosen = slice_of(order, page, key=lambda number: (-int(size[number]), *found.names[number]))
    things = _things(reader, found, chosen.items)
    return StatisticsAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        left_out=int(np.count_nonzero(flow_columns(reader).day == NEVER)) if as_of else 0,
        **chosen.place,
        by=by,
        sort=sort,
        figures=tuple(_figures(things[number], counts, number, by) for number in chosen.items),
    )


def _things(reader: Reader, found: Groups, numbers: Sequence[int]) -> dict[int, Thing]:
    """The groups by number. Kinds of engagement and regions are no things: they are named by their code."""
    ids = {number: found.names[number][1] for number in numbers}
    if any(identifier.startswith(_NO_THINGS) for identifier in ids.values()):
        return {
            number: Thing(id=identifier, kind=identifier.partition(":")[0], name=found.names[number][0])
            for number, identifier in ids.items()
        }
    things = reader.things(ids.values())
    return {number: things[identifier] for number, identifier in ids.items()}


def _figures(thing: Thing, counts: _Counts, number: int, by: By) -> Figures:
    done = int(counts.states[number, DONE])
    return Figures(
        thing=thing,
        flows=int(counts.flows[number]),
        states=_named(STATES, counts.states[number]),
        kinds=_named(KINDS, counts.kinds[number]),
        shared=None if counts.shared is None else int(counts.shared[number]),
        followed=Rate(numerator=int(counts.followed[number]), denominator=done, of=_FOLLOWED),
        implemented=Rate(numerator=int(counts.implemented[number]), denominator=done, of=_IMPLEMENTED),
        two_way=Rate(numerator=int(counts.two_way[number]), denominator=int(counts.receivers[number]), of=_TWO_WAY[by]),
        implementations=int(counts.implementations[number]),
        stages=_named((*STAGES, "no-stage"), counts.stages[number]),
    )


def _named(names: Sequence[str], counts: Numbers) -> dict[str, int]:
    return {name: count for name, count in zip(names, counts.tolist(), strict=True) if count}


def _sizes(counts: _Counts, sort: str) -> Numbers:
    if sort == "name":
        return np.zeros_like(counts.flows)
    if sort == "two-way":
        return counts.two_way
    found: Numbers | None = getattr(counts, sort)
    return counts.flows if found is None else found


def _counts(reader: Reader, by: By, limit: int) -> _Counts:
    found, flows, done = groups(reader, by), flow_columns(reader), implementation_columns(reader)
    size = len(found.names)
    reached = _by_then(found.reached, flows.day, limit)
    shared = _by_then(found.shared, flows.day, limit) if found.shared else None
    own = _begun(found.own, done, limit)
    happened = _happened(reached, flows)
    led_to = _led_to(flows, done, limit)
    acted = led_to | (flows.kind != _EXPOSED)
    receivers, two_way = _two_way(by, flows, happened, shared, size)
    return _Counts(
        flows=np.bincount(reached.group, minlength=size),
        states=_table(reached.group, flows.state[reached.place], size, len(STATES)),
        kinds=_table(happened.group, flows.kind[happened.place], size, len(KINDS)),
        shared=None if shared is None else np.bincount(shared.group[flows.done[shared.place]], minlength=size),
        followed=np.bincount(happened.group[acted[happened.place]], minlength=size),
        implemented=np.bincount(happened.group[led_to[happened.place]], minlength=size),
        receivers=receivers,
        two_way=two_way,
        implementations=np.bincount(own.group, minlength=size),
        stages=_table(own.group, _stage_or_none(done.current(limit)[own.place]), size, len(STAGES) + 1),
    )


def _by_then(pairs: Pairs, day: Numbers, limit: int) -> Pairs:
    by_then = day[pairs.place] <= limit
    return Pairs(pairs.place[by_then], pairs.group[by_then])


def _begun(pairs: Pairs, done: ImplementationColumns, limit: int) -> Pairs:
    """Implementations; as of a date, those that had reached a stage by then."""
    begun = (done.current(limit)[pairs.place] != NOTHING) | (limit == NEVER)
    return Pairs(pairs.place[begun], pairs.group[begun])


def _stage_or_none(stage: Numbers) -> Numbers:
    """The place of a stage, after all stages that of none."""
    return np.where(stage == NOTHING, len(STAGES), stage).astype(np.int64)


def _happened(pairs: Pairs, flows: FlowColumns) -> Pairs:
    done = flows.done[pairs.place]
    return Pairs(pairs.place[done], pairs.group[done])


def _table(group: Numbers, column: Numbers, groups: int, columns: int) -> Numbers:
    return np.bincount(group * columns + column, minlength=groups * columns).reshape(groups, columns)


def _led_to(flows: FlowColumns, done: ImplementationColumns, limit: int) -> Truths:
    """Which flows led to an implementation that was there by the day `limit`."""
    there = {identifier for identifier, day in zip(done.ids, done.day.tolist(), strict=True) if day <= limit}
    begun = np.array([*(identifier in there for identifier in flows.things.identifiers), False], np.bool_)
    return np.asarray(begun[flows.led_to], np.bool_)


def _two_way(by: By, flows: FlowColumns, happened: Pairs, shared: Pairs | None, size: int) -> tuple[Numbers, Numbers]:
    """For each group how many receivers it has, and how many of these also teach."""
    given = _happened(shared, flows) if shared else happened
    if by == "cities":
        receivers, teachers = _distinct(happened, flows.teacher, flows), _distinct(given, flows.learner, flows)
    else:
        receivers, teachers = _distinct(happened, flows.learner, flows), _distinct(given, flows.teacher, flows)
    both = np.intersect1d(receivers, teachers, assume_unique=True)
    things = len(flows.things) or 1
    return np.bincount(receivers // things, minlength=size), np.bincount(both // things, minlength=size)


def _distinct(pairs: Pairs, actor: Numbers, flows: FlowColumns) -> Numbers:
    """Each group with each of the actors of its flows once, as one number."""
    actors = actor[pairs.place]
    named = actors != NOTHING
    return np.unique(pairs.group[named] * (len(flows.things) or 1) + actors[named])
