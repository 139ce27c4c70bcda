"""How well everything is known: overall, by kind, thing by thing, and of one thing."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from typing import Final

import numpy as np

from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.questions.columns import Numbers, Truths
from practice_atlas.graph.questions.overview_answers import (
    EntityQuality,
    EntityQualityAnswer,
    KindQuality,
    QualityAnswer,
    QualityListAnswer,
    Rate,
)
from practice_atlas.graph.questions.paging import FIRST, Page, slice_of
from practice_atlas.graph.questions.weaknesses import APPLIES, KINDS, STALE, Weaknesses, bit, weaknesses
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.identifiers import kind_of

#: Years after which something that was not heard of again is stale.
STALE_AFTER: Final = 3

_OF: Final = {
    "undated": "records for which the source gives no date",
    "unplaced": "things without a position, country or place",
    "single-sourced": "records that one source alone tells of",
    "self-claimed": "records that only parties to them tell of",
    "unknown-outcome": "records of which it is not known what became of them",
    "unheard": "things of which nothing is told that has a day",
    "stale": f"things of which nothing was heard for {STALE_AFTER} years",
}


def quality(reader: Reader, *, as_of: date | None = None) -> QualityAnswer:
    """How many records of each kind have which weakness. As of a date, `stale` looks back from there, else from the day
    on which the revision was loaded; all else is of today.
    """
    found, before = weaknesses(reader), stale_before(reader, as_of)
    kinds = [_kind(found, name, found.kind == number, before) for number, name in enumerate(KINDS)]
    return QualityAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        stale_before=before.isoformat(),
        overall=_kind(found, "", np.ones(len(found.ids), np.bool_), before),
        kinds=tuple(kind for kind in kinds if kind.total),
    )


def quality_of_each(
    reader: Reader,
    *,
    what: str | None = None,
    kind: str | None = None,
    as_of: date | None = None,
    page: Page = FIRST,
) -> QualityListAnswer:
    """The records with a weakness (any, or this one), by kind and identifier. Raises QuestionError."""
    for parameter, given, known in (("what", what, APPLIES), ("kind", kind, KINDS)):
        if given is not None and given not in known:
            raise QuestionError(parameter, f"{given!r} is nothing to look for", fix=f"One of: {', '.join(known)}.")
    found, before = weaknesses(reader), stale_before(reader, as_of)
    flags = _flags(found, before)
    wanted = (flags & bit(what)) != 0 if what else flags != 0
    if kind:
        wanted &= found.kind == KINDS.index(kind)
    chosen = slice_of(
        np.flatnonzero(wanted).tolist(), page, key=lambda number: (int(found.kind[number]), found.ids[number])
    )
    things = reader.things(found.ids[number] for number in chosen.items)
    return QualityListAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        **chosen.place,
        what=what,
        stale_before=before.isoformat(),
        entities=tuple(_entity(found, flags, number, things[found.ids[number]]) for number in chosen.items),
    )


def quality_of(reader: Reader, identifier: str, *, as_of: date | None = None) -> EntityQualityAnswer:
    """How well one record is known. Raises UnknownEntityError, and QuestionError for a kind that is not looked at."""
    thing = reader.thing(identifier)
    found, before = weaknesses(reader), stale_before(reader, as_of)
    if kind_of(identifier) not in KINDS:
        raise QuestionError("id", f"{identifier} is not looked at", fix=f"Name one of: {', '.join(KINDS)}.")
    return EntityQualityAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        stale_before=before.isoformat(),
        quality=_entity(found, _flags(found, before), _place(found, identifier), thing),
    )


def stale_before(reader: Reader, as_of: date | None) -> date:
    """What was last heard of before this day is stale."""
    time = reader.revision().time
    today = as_of or (date.fromisoformat(time[:10]) if time else date.max)
    return date(max(today.year - STALE_AFTER, 1), today.month, min(today.day, 28))


def _flags(found: Weaknesses, before: date) -> Numbers:
    lasting = np.isin(found.kind, [KINDS.index(kind) for kind in APPLIES[STALE]])
    stale = lasting & (found.heard > 0) & (found.heard < before.toordinal())
    return found.flags | np.where(stale, bit(STALE), 0)


def _kind(found: Weaknesses, name: str, chosen: Truths, before: date) -> KindQuality:
    flags, kinds, rates = _flags(found, before)[chosen], found.kind[chosen], {}
    for weakness, applies in APPLIES.items():
        concerned = np.isin(kinds, [KINDS.index(kind) for kind in applies])
        if concerned.any():
            weak = int(np.count_nonzero(flags[concerned] & bit(weakness)))
            rates[weakness] = Rate(numerator=weak, denominator=int(concerned.sum()), of=_OF[weakness])
    return KindQuality(
        kind=name or "all", total=len(flags), weaknesses=rates, last_heard=_day(found.heard[chosen].max(initial=0))
    )


def _entity(found: Weaknesses, flags: Numbers, number: int, thing: Thing) -> EntityQuality:
    return EntityQuality(
        thing=thing,
        weaknesses=tuple(weakness for weakness in APPLIES if flags[number] & bit(weakness)),
        sources=int(found.sources[number]),
        last_heard=_day(found.heard[number]),
    )


def _place(found: Weaknesses, identifier: str) -> int:
    """Records lie by kind and identifier."""
    key = (KINDS.index(kind_of(identifier)), identifier)
    return bisect_left(range(len(found.ids)), key, key=lambda number: (int(found.kind[number]), found.ids[number]))


def _day(number: int) -> str | None:
    return date.fromordinal(int(number)).isoformat() if number else None
