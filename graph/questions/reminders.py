"""What to ask about again: of which pairings, engagements and learning flows nothing is known for a long time.

What counts as an outcome that is not known, and when something was last heard of, is what data quality says of it
(`weaknesses.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from practice_atlas.graph.pairings.recorded import RecordedPairing
from practice_atlas.graph.pairings.recordings import things_named
from practice_atlas.graph.pairings.stages import LOADING
from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.questions.columns import NOTHING, Truths
from practice_atlas.graph.questions.flow_columns import flow_columns
from practice_atlas.graph.questions.overview_answers import Reminder, RemindersAnswer
from practice_atlas.graph.questions.paging import FIRST, Page, slice_of
from practice_atlas.graph.questions.weaknesses import KINDS, UNKNOWN_OUTCOME, bit, weaknesses
from practice_atlas.graph.reading import Found, Reader
from practice_atlas.ontology import model
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.vocabularies import Role

#: After so many months without news, if nobody asks otherwise; and at most.
USUAL_MONTHS: Final = 12
MOST_MONTHS: Final = 120
PAIRING: Final = "pairing"
#: What there are reminders of.
REMINDED: Final = (PAIRING, "engagement", "flow")
#: Whom to ask that are named; the others are counted.
_ASKED: Final = 5
#: Who knows best what came of an engagement. Whose practice was only shown as an example need not have been there.
_KNOWS: Final = (
    Role.BENEFICIARY,
    Role.PARTICIPANT,
    Role.HOST,
    Role.PRESENTER,
    Role.ORGANISER,
    Role.PARTNER,
    Role.FUNDER,
)

#: The day since which nothing was heard, as a number, and the identifier.
_Key = tuple[int, str]


def before_months(today: date, months: int) -> date:
    """The same day so many months before, or the 28th where that month may have none. Raises QuestionError."""
    if not 1 <= months <= MOST_MONTHS:
        raise QuestionError("months", f"{months} is too few or too many", fix=f"Ask for 1 to {MOST_MONTHS}.")
    years, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(max(years, 1), month + 1, min(today.day, 28))


def reminded(what: str | None) -> str | None:
    """A kind that there are reminders of, or None for all. Raises QuestionError for another."""
    if what is not None and what not in REMINDED:
        raise QuestionError("what", f"{what!r} is nothing to be reminded of", fix=f"One of: {', '.join(REMINDED)}.")
    return what


def reminders(
    reader: Reader,
    today: date,
    *,
    months: int = USUAL_MONTHS,
    what: str | None = None,
    city: str | None = None,
    as_of: date | None = None,
    page: Page = FIRST,
) -> RemindersAnswer:
    """What was not heard of for so many months before a day, for longest first. Raises QuestionError and
    UnknownEntityError.

    Pairings that are agreed or under way, and engagements and learning flows of which it is not known what became; of
    one kind, or about one city. What has no day is left out and counted. As of a date it is counted back from there;
    which outcomes are known is as of today.
    """
    what = reminded(what)
    before = before_months(today, months)
    about = None if city is None else {item.record.id for item in reader.around(reader.thing(city).id)}
    waiting = {one.id: one for one in _waiting(reader, today, before, city) if what in (None, PAIRING)}
    keys = [(_since(one, today).toordinal(), one.id) for one in waiting.values()]
    open_, undated = _open(reader, before, what, about)
    found = slice_of(sorted(keys + open_), page, key=lambda key: key)
    told = _Told(reader, [waiting[key] for _, key in found.items if key in waiting], today)
    records = {item.record.id: item for item in reader.many(key for _, key in found.items if key not in waiting)}
    return RemindersAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        left_out=undated,
        **found.place,
        recorded=reader.recorded.version,
        months=months,
        no_news_since=before,
        reminders=tuple(told.told(found.items, records)),
        evidence=reader.evidence(told.cited(records)),
    )


def _waiting(reader: Reader, today: date, before: date, city: str | None) -> Iterator[RecordedPairing]:
    """Recorded pairings that were agreed or under way by a day, without a change since another."""
    for pairing, stage in reader.recorded.going(today.toordinal()):
        concerned = city is None or city in (pairing.learner, pairing.mentor)
        if stage in LOADING and concerned and _since(pairing, today) < before:
            yield pairing


def _since(pairing: RecordedPairing, today: date) -> date:
    return max(change.day for change in pairing.changes if change.day <= today)


def _open(reader: Reader, before: date, what: str | None, about: set[str] | None) -> tuple[list[_Key], int]:
    """Engagements and learning flows without a known outcome, and how many more have no day."""
    known = weaknesses(reader)
    wanted = [KINDS.index(kind) for kind in REMINDED[1:] if what in (None, kind)]
    open_: Truths = np.isin(known.kind, wanted) & ((known.flags & bit(UNKNOWN_OUTCOME)) != 0)
    if about is not None:
        open_ &= np.array([identifier in about for identifier in known.ids], np.bool_)
    places = np.flatnonzero(open_ & (known.heard > 0) & (known.heard < before.toordinal())).tolist()
    return [(int(known.heard[place]), known.ids[place]) for place in places], int((open_ & (known.heard == 0)).sum())


@dataclass(frozen=True, slots=True)
class _Who:
    """Whom to ask, and about what."""

    ask: tuple[str, ...]
    about: tuple[str, ...]


class _Told:
    """Puts the reminders of a page together."""

    def __init__(self, reader: Reader, waiting: Sequence[RecordedPairing], today: date) -> None:
        self._reader, self._today = reader, today
        self._waiting = {one.id: one for one in waiting}
        self._heard = {one.id: self._since_then(one) for one in waiting}
        heard = reader.many(flow for flows in self._heard.values() for flow in flows)
        self._flows = {item.record.id: item for item in heard}

    def cited(self, records: Mapping[str, Found]) -> set[str]:
        """The evidence of all records that are named."""
        every = (*records.values(), *self._flows.values())
        return {piece for item in every for piece in item.record.evidence}

    def told(self, keys: Iterable[_Key], records: Mapping[str, Found]) -> Iterator[Reminder]:
        """The reminders of these keys."""
        listed = list(keys)
        who = {key: self._who(key, records) for _, key in listed}
        named = {name for one in who.values() for name in (*one.ask, *one.about)}
        flows = {flow for heard in self._heard.values() for flow in heard}
        there = self._reader.things([*sorted(named), *sorted(records), *sorted(flows)])
        things = {**there, **things_named(self._reader, self._waiting.values())}
        for since, key in listed:
            yield self._reminder(date.fromordinal(since), key, who[key], records, things)

    def _reminder(
        self, since: date, key: str, who: _Who, records: Mapping[str, Found], things: Mapping[str, Thing]
    ) -> Reminder:
        pairing = self._waiting.get(key)
        stage = pairing.stage_by(self._today.toordinal()) if pairing else None
        items = [self._flows[flow] for flow in self._heard.get(key, ())] if pairing else [records[key]]
        ask = [things[name] for name in who.ask if name in things]
        return Reminder(
            what=PAIRING if pairing else records[key].record.kind,
            id=key,
            thing=None if pairing else things[key],
            stage=stage.value if stage else None,
            since=since,
            ask=tuple(ask[:_ASKED]),
            ask_total=len(ask),
            about=tuple(things[name] for name in who.about if name in things),
            told_since=tuple(things[item.record.id] for item in items) if pairing else (),
            evidence=tuple(dict.fromkeys(piece for item in items for piece in item.record.evidence)),
        )

    def _who(self, key: str, records: Mapping[str, Found]) -> _Who:
        if pairing := self._waiting.get(key):
            return _Who((pairing.learner, pairing.mentor), (pairing.subject,))
        match records[key].record:
            case model.LearningFlow() as flow:
                ask = tuple(name for name in (flow.learner, flow.teacher) if name)
                return _Who(ask, tuple(name for name in (flow.practice, flow.theme) if name))
            case model.Engagement() as engagement:
                there = [part for part in engagement.participations if part.actor and part.role in _KNOWS]
                ordered = sorted(there, key=lambda part: _KNOWS.index(part.role))
                return _Who(tuple(dict.fromkeys(str(part.actor) for part in ordered)), engagement.practices)
        return _Who((), ())

    def _since_then(self, pairing: RecordedPairing) -> list[str]:
        """The learning flows from the mentor to the learner that are told of since its last change, newest first."""
        flows = flow_columns(self._reader)
        teacher, learner = flows.things.known(pairing.mentor), flows.things.known(pairing.learner)
        if NOTHING in (teacher, learner):
            return []
        since = _since(pairing, self._today).toordinal()
        there = (flows.teacher == teacher) & (flows.learner == learner) & (flows.day >= since)
        places = np.flatnonzero(there & (flows.day <= self._today.toordinal()))
        return [flows.ids[place] for place in places[np.lexsort((places, -flows.day[places]))][:_ASKED].tolist()]
