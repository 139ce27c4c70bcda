"""One cell of the replication matrix: statement by statement why a practice is at a stage in a city or country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import numpy as np

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import keys
from practice_atlas.graph.questions.answers import Entry, Thing
from practice_atlas.graph.questions.cells import STATES, UNKNOWN, Columns, Entries, entries
from practice_atlas.graph.questions.columns import limit_of
from practice_atlas.graph.questions.entries import entries_about
from practice_atlas.graph.questions.overview_answers import CellActor, CellAnswer
from practice_atlas.graph.questions.paging import FIRST, Page, slice_of
from practice_atlas.graph.reading import Found, Reader
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import Implementation, Intention, LearningFlow, Record

#: The kind of column that a thing can be.
_COLUMNS: Final[dict[str, Columns]] = {"city": "cities", "country": "countries"}
#: Engagements that are told of a cell, the first by day.
_MET: Final = 20


def cell(reader: Reader, practice: str, column: str, *, as_of: date | None = None, page: Page = FIRST) -> CellAnswer:
    """Why the cell of a practice and a city or country is as the matrix says. Raises UnknownEntityError and
    QuestionError.

    It tells of the practice itself, not of narrower ones. As of a date, what was not certainly so by then is left out.
    """
    row, where = reader.thing(practice), reader.thing(column)
    if row.kind != "practice":
        raise QuestionError("practice", f"{practice} is no practice", fix="Name a practice.")
    if where.kind not in _COLUMNS:
        raise QuestionError("column", f"{column} is no city or country", fix="Name a city or a country.")
    records = _records(entries(reader, _COLUMNS[where.kind]), row, where, as_of)
    found = {item.record.id: item for item in reader.many(records)}
    own: defaultdict[str, list[Found]] = defaultdict(list)
    for item in found.values():
        own[_actor(item.record)].append(item)
    named = sorted(reader.things(own).values(), key=lambda thing: (thing.name, thing.id))
    chosen = slice_of(named, page, key=lambda thing: (thing.name, thing.id))
    actors = tuple(_told(reader, actor, own[actor.id], records, as_of) for actor in chosen.items)
    met = _met(reader, practice, column, as_of) if where.kind == "city" else ()
    cited = {piece for entry in (*met, *(one for actor in actors for one in actor.entries)) for piece in entry.evidence}
    return CellAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        evidence=reader.evidence(cited),
        **chosen.place,
        practice=row,
        column=where,
        state=_furthest(records.values()),
        actors=actors,
        met=met,
    )


def _records(known: Entries, practice: Thing, column: Thing, as_of: date | None) -> dict[str, str]:
    """The records behind the cell that count by then, each with the state that it makes of it."""
    if practice.id not in known.practices or column.id not in known.columns:
        return {}
    row, place = known.practices.index(practice.id), known.columns.index(column.id)
    states = known.states(limit_of(as_of))
    there = np.flatnonzero((known.practice == row) & (known.column == place) & (states > 0))
    return {known.records[number]: STATES[states[number]] for number in there.tolist()}


def _actor(record: Record) -> str:
    """Whose it is: who does it, who learned, who promised."""
    match record:
        case Implementation(actor=actor) | LearningFlow(learner=str(actor)) | Intention(actor=str(actor)):
            return actor
    raise AssertionError(f"{record.id} is behind no cell")


def _told(
    reader: Reader, actor: Thing, found: Iterable[Found], records: dict[str, str], as_of: date | None
) -> CellActor:
    own = list(found)
    told = entries_about(reader, actor.id, own, as_of)
    limit = as_of.isoformat() if as_of else None
    return CellActor(
        actor=actor,
        state=_furthest(records[item.record.id] for item in own),
        entries=tuple(entry for entry in told if limit is None or (entry.known_by or "9999") <= limit),
    )


def _furthest(states: Iterable[str]) -> str:
    """Of several states the one that counts: the last in their order."""
    return max(states, key=STATES.index, default=UNKNOWN)


def _met(reader: Reader, practice: str, city: str, as_of: date | None) -> tuple[Entry, ...]:
    """Engagements about the practice at which the city was. Keys are compared before any record is read."""
    about, there = ({row["id"]: row["known_by"] for row in _around(reader, thing)} for thing in (practice, city))
    both = [key for key in about if key in there and kind_of(key) == "engagement"]
    if as_of:
        both = [key for key in both if about[key] and about[key] <= as_of.isoformat()]
    both = sorted(both, key=lambda key: (about[key] or "9999", key))[:_MET]
    told = entries_about(reader, city, reader.many(both), as_of)
    return tuple(entry for entry in told if entry.what == "took-part")


def _around(reader: Reader, thing: str) -> list[dict[str, Any]]:
    return reader.rows(keys.around(layout.label_of(kind_of(thing))), id=thing)
