"""How the things on a page of a neighbourhood are related: to each other, and to what they hang on."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np

from practice_atlas.graph.catalogue import overview
from practice_atlas.graph.layout import label_of
from practice_atlas.graph.questions.columns import NEVER, Numbers
from practice_atlas.graph.questions.overview_answers import Relationship, Telling
from practice_atlas.graph.questions.surroundings import around
from practice_atlas.graph.questions.ties import Ties
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.identifiers import kind_of

#: Of the records that tell of a relationship so many are named, the newest.
TOLD: Final = 2

#: The fields of parts that are ties of their own, with the field that names the other end.
_PARTS: Final = (("participations", "actor"), ("outcomes", "target"), ("offices", "organisation"))


@dataclass(frozen=True, slots=True)
class Pair:
    """That two things are related: in which way, by how many records, and the newest of these with their days."""

    what: str
    start: str
    end: str
    total: int
    records: tuple[tuple[str, int], ...]


def pairs(known: Ties, page: Numbers, position: Numbers, limit: int, most: int) -> tuple[list[Pair], int]:
    """At most so many pairs, and how many there are: each thing of the page with the nearest thing that it is tied to,
    then those of the page with each other, the most told first.

    `position` is the place of each thing in the order of the neighbourhood, negative for what was not found.
    """
    if not len(page):
        return [], 0
    places = around(known, page)
    later = np.repeat(page, known.first[page + 1] - known.first[page])
    earlier = known.other[places]
    fits = (known.day[places] <= limit) & (position[earlier] >= 0) & (position[earlier] < position[later])
    places, later, earlier = places[fits], later[fits], earlier[fits]
    nearest = np.full(len(position), len(position), np.int64)
    np.minimum.at(nearest, later, position[earlier])
    hangs = position[earlier] == nearest[later]
    fits = hangs | (position[earlier] >= position[page].min())
    places, later, earlier, hangs = places[fits], later[fits], earlier[fits], hangs[fits]
    way = known.what[places] * 2 + known.outward[places]
    newest = np.where(known.day[places] == NEVER, 0, -known.day[places])
    order = np.lexsort((known.record[places], newest, way, position[earlier], position[later]))
    places, later, hangs = places[order], later[order], hangs[order]
    key = np.stack([position[later], position[earlier[order]], way[order]])
    starts = np.flatnonzero(np.concatenate([[True], (np.diff(key) != 0).any(axis=0)])) if len(places) else places
    totals = np.diff(starts, append=len(places))
    chosen = np.sort(np.lexsort((starts, -totals, ~hangs[starts]))[:most])
    return [_pair(known, places, int(later[starts[n]]), int(starts[n]), int(totals[n])) for n in chosen], len(starts)


def _pair(known: Ties, places: Numbers, later: int, start: int, total: int) -> Pair:
    place = places[start]
    ends = known.things.identifiers[later], known.things.identifiers[known.other[place]]
    first, second = ends if known.outward[place] else ends[::-1]
    told = places[start : start + min(TOLD, total)].tolist()
    records = tuple((known.records[known.record[item]], int(known.day[item])) for item in told)
    return Pair(known.codes[known.what[place]], first, second, total, records)


def told(reader: Reader, found: Collection[Pair]) -> Iterator[Relationship]:
    """The pairs with the evidence of the records that tell of them."""
    texts = dict(_texts(reader, {record for pair in found for record, _ in pair.records}))
    cited = {record: _evidence(text) for record, text in texts.items()}
    seen = reader.things(item for evidence in cited.values() for items in evidence.values() for item in items)
    for pair in found:
        telling = (
            Telling(
                record=record,
                known_by=date.fromordinal(day).isoformat() if 0 < day < NEVER else None,
                details=_details(texts[record]),
                evidence=_of_tie(cited[record], pair, seen),
            )
            for record, day in pair.records
            if record in texts
        )
        yield Relationship(what=pair.what, start=pair.start, end=pair.end, total=pair.total, told=tuple(telling))


def _texts(reader: Reader, records: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The records as plain data: of each only its codes and what it cites is told, which nothing has to be checked for
    but the level of what is cited.
    """
    by_kind: defaultdict[str, list[str]] = defaultdict(list)
    for record in sorted(records):
        by_kind[kind_of(record)].append(record)
    for kind, ids in by_kind.items():
        for row in reader.rows(overview.records(label_of(kind)), ids=ids):
            yield row["id"], json.loads(row["text"])


def _evidence(record: Mapping[str, Any]) -> dict[str, list[str]]:
    """What a record cites: under "" for itself, and under the other end for parts that cite on their own."""
    cited = {"": list(record.get("evidence", ()))}
    for field, end in _PARTS:
        for part in record.get(field, ()):
            if part.get(end) and part.get("evidence"):
                cited.setdefault(part[end], []).extend(part["evidence"])
    return cited


def _of_tie(cited: Mapping[str, list[str]], pair: Pair, seen: Collection[str]) -> tuple[str, ...]:
    """What supports the part that is this tie, else its record. A part of which nothing is seen is not there."""
    ways = ([item for item in cited.get(end, ()) if item in seen] for end in (pair.start, pair.end, ""))
    return tuple(next(filter(None, ways), ()))


def _details(record: Mapping[str, Any]) -> dict[str, str]:
    return {"kind": record["flow_kind"]} if "flow_kind" in record else {}
