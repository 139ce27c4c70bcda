"""How a practice spread over time: what the sources date, year by year or month by month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, TypeAlias

import numpy as np

from practice_atlas.graph.questions.chosen import EVERYTHING, Chosen
from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbering, Truths, limit_of
from practice_atlas.graph.questions.flow_columns import KINDS, flow_columns
from practice_atlas.graph.questions.implementation_columns import STAGES, implementation_columns
from practice_atlas.graph.questions.narrower import with_narrower
from practice_atlas.graph.questions.overview_answers import DiffusionAnswer, DiffusionPeriod
from practice_atlas.graph.questions.paging import FIRST, Page, slice_of
from practice_atlas.graph.questions.placing import countries
from practice_atlas.graph.reading import Reader

By: TypeAlias = Literal["year", "month"]

#: How much of a day in ISO form names its period.
_LENGTH: Final[dict[By, int]] = {"year": 4, "month": 7}


@dataclass(slots=True)
class _Period:
    """What is dated in one period."""

    begun: list[str] = field(default_factory=list)
    stages: list[tuple[int, str]] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    countries: set[str] = field(default_factory=set)
    can_have_begun: int = 0
    can_have_flown: int = 0


_Periods: TypeAlias = "defaultdict[str, _Period]"


def diffusion(
    reader: Reader,
    practice: str,
    *,
    by: By = "year",
    as_of: date | None = None,
    chosen: Chosen = EVERYTHING,
    possible: bool = False,
    page: Page = FIRST,
) -> DiffusionAnswer:
    """How a practice and the narrower ones spread, as far as chosen records tell of it. Raises UnknownEntityError, and
    QuestionError for another thing.

    As of a date, what was not certainly so by then is left out. With `possible`, periods in which something can have
    happened for the first time are told too.
    """
    family = with_narrower(reader, practice)
    periods: _Periods = defaultdict(_Period)
    undated, begun = _implementations(reader, family, periods, by, as_of, chosen)
    flows, planned, flown = _flows(reader, family, periods, by, as_of, chosen)
    undated["flows"] = flows
    told = [period for period in _cumulated(periods, begun, flown) if possible or _dates(periods[period.period])]
    shown = slice_of(told, page, key=lambda period: (period.period,))
    things = reader.things(family)
    return DiffusionAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        left_out=sum(undated.values()) if as_of else 0,
        **shown.place,
        practice=things[practice],
        narrower=tuple(thing for key, thing in things.items() if key != practice),
        by=by,
        periods=tuple(shown.items),
        undated=undated,
        planned=planned,
    )


def _dates(period: _Period) -> bool:
    """Whether anything is certainly dated in a period."""
    return bool(period.begun or period.stages or period.kinds or period.countries)


def _name_of(day: int, by: By) -> str:
    return date.fromordinal(day).isoformat()[: _LENGTH[by]]


def _about(things: Numbering, family: Sequence[str]) -> Truths:
    """For the number of each thing whether it is one of the family; the number of nothing is none of it."""
    found = np.zeros(len(things) + 1, np.bool_)
    found[[number for number in map(things.known, family) if number != NOTHING]] = True
    return found


def _wanted(reader: Reader, ids: Sequence[str], about: Truths, as_of: date | None, chosen: Chosen) -> Truths:
    """Those records about the practice that are chosen."""
    if not chosen:
        return about
    asked = {ids[number]: number for number in np.flatnonzero(about).tolist()}
    found = np.zeros(len(ids), np.bool_)
    found[[asked[record] for record in chosen.passing(reader, asked, as_of)]] = True
    return found


def _implementations(
    reader: Reader, family: Sequence[str], periods: _Periods, by: By, as_of: date | None, chosen: Chosen
) -> tuple[dict[str, int], int]:
    """Puts those that began by then into their periods; how many of them, and of their stages, have no date, and of how
    many the date has no beginning.
    """
    columns, where, limit = implementation_columns(reader), countries(reader), limit_of(as_of)
    wanted = _wanted(reader, columns.ids, _about(columns.things, family)[columns.practice], as_of, chosen)
    first = np.full(len(columns.ids), NEVER, np.int64)
    np.minimum.at(first, columns.stage_of, columns.stage_stated)
    for number in np.flatnonzero(wanted & (first < NEVER) & (first <= limit)).tolist():
        period = periods[_name_of(int(first[number]), by)]
        period.begun.append(columns.ids[number])
        period.countries |= _country(where, columns.things.identifiers[columns.actor[number]])
    earliest = np.full(len(columns.ids), NEVER, np.int64)
    dated = columns.stage_stated <= min(limit, NEVER - 1)
    np.minimum.at(earliest, columns.stage_of[dated], columns.stage_earliest[dated])
    began = earliest[wanted & (first < NEVER) & (first <= limit)]
    for day in began[began > 0].tolist():
        periods[_name_of(day, by)].can_have_begun += 1
    staged = wanted[columns.stage_of]
    for place in np.flatnonzero(staged & dated).tolist():
        told = int(columns.stage_of[place]), STAGES[columns.stage[place]]
        periods[_name_of(int(columns.stage_stated[place]), by)].stages.append(told)
    undated = {
        "implementations": int(np.count_nonzero(wanted & (first == NEVER))),
        "stages": int(np.count_nonzero(staged & (columns.stage_stated == NEVER))),
    }
    return undated, int(np.count_nonzero(began == 0))


def _flows(
    reader: Reader, family: Sequence[str], periods: _Periods, by: By, as_of: date | None, chosen: Chosen
) -> tuple[int, int, int]:
    """Puts the flows that happened by then into their periods; how many have no date, how many are yet to happen, and
    of how many the date has no beginning.
    """
    columns, where, limit = flow_columns(reader), countries(reader), limit_of(as_of)
    about = _wanted(reader, columns.ids, _about(columns.things, family)[columns.subject], as_of, chosen)
    wanted = about & columns.done
    dated = wanted & (columns.stated < NEVER) & (columns.stated <= limit)
    days, counts = np.unique(columns.stated[dated] * len(KINDS) + columns.kind[dated], return_counts=True)
    for day, count in zip(days.tolist(), counts.tolist(), strict=True):
        periods[_name_of(day // len(KINDS), by)].kinds[KINDS[day % len(KINDS)]] += count
    first = np.full(len(columns.things) + 1, NEVER, np.int64)
    np.minimum.at(first, columns.learner[dated], columns.stated[dated])
    for learner in np.flatnonzero(first[:-1] < NEVER).tolist():
        periods[_name_of(int(first[learner]), by)].countries |= _country(where, columns.things.identifiers[learner])
    earliest, many = np.unique(columns.earliest[dated], return_counts=True)
    for day, count in zip(earliest.tolist(), many.tolist(), strict=True):
        if day:
            periods[_name_of(day, by)].can_have_flown += count
    undated = int(np.count_nonzero(wanted & (columns.stated == NEVER)))
    planned = int(np.count_nonzero(about & ~columns.done & (columns.day <= limit)))
    return undated, planned, int(many[earliest == 0].sum())


def _country(where: Mapping[str, str], actor: str) -> set[str]:
    return {where[actor]} if actor in where else set()


def _cumulated(periods: _Periods, can_have_begun: int, can_have_flown: int) -> Iterator[DiffusionPeriod]:
    """Period by period what had happened; what has no earliest day can have happened before all of them."""
    begun, kinds, reached, stages = 0, Counter[str](), set[str](), dict[int, str]()
    for name, period in sorted(periods.items()):
        begun += len(period.begun)
        kinds += period.kinds
        reached |= period.countries
        stages |= dict(period.stages)
        can_have_begun += period.can_have_begun
        can_have_flown += period.can_have_flown
        at = Counter(stages.values())
        yield DiffusionPeriod(
            period=name,
            implementations=begun,
            stages={stage: at[stage] for stage in STAGES if at[stage]},
            flows=kinds.total(),
            flow_kinds={kind: kinds[kind] for kind in KINDS if kinds[kind]},
            countries=len(reached),
            possible_implementations=can_have_begun,
            possible_flows=can_have_flown,
            begun=tuple(period.begun),
        )
