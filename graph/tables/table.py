"""The rows of a kind that an audience may see, and their values of a facet, as columns; read once a revision.

Filtering 100,000 flows and counting them by country took the engines half a second; on columns it takes milliseconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue import listing
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.tables.facets import COUNTRY, FACETS, GRADE, REGION, YEAR, Facet
from practice_atlas.ontology.regions import regions_of

#: Days are counted as `date.toordinal` does; these stand for *nobody knows* and *not over*.
ALWAYS: Final = 0
NEVER: Final = np.iinfo(np.int32).max

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int32]


@dataclass(frozen=True)
class Table:
    """The things of a kind: identifiers and names by row, the day of each (ALWAYS where it has none), and its grade."""

    ids: Sequence[str]
    names: Sequence[str]
    days: Numbers
    grades: Sequence[str]
    row_of: Mapping[str, int]

    def day(self, row: int) -> int:
        """The day of a row, or NEVER, so that what has none comes last."""
        return int(self.days[row]) or int(NEVER)

    def iso(self, row: int) -> str:
        """The day of a row in ISO form; empty where it has none."""
        return date.fromordinal(int(self.days[row])).isoformat() if self.days[row] else ""


@dataclass(frozen=True)
class Relation:
    """Which row has which value, since when and until when (not included), and whether it has it now.

    `values` number the texts in `named`: identifiers of things, or codes. `once`: no row has a value twice.
    """

    rows: Numbers
    values: Numbers
    since: Numbers
    until: Numbers
    now: Mask
    named: Sequence[str]
    once: bool

    def valid(self, as_of: date | None) -> Mask:
        """The entries that hold by a day, or now."""
        if as_of is None:
            return self.now
        day = as_of.toordinal()
        return (self.since <= day) & (day < self.until)


def table(reader: Reader, kind: str) -> Table:
    """The rows of a kind."""
    return kept(reader, ("table", kind, reader.audience.level), lambda reader: _table(reader, kind))


def relation(reader: Reader, kind: str, facet: str) -> Relation:
    """The values of a facet of a kind. Raises KeyError for a facet that the kind does not have."""
    name = ("relation", kind, facet, reader.audience.level)
    if facet == YEAR:
        return kept(reader, name, lambda reader: _years(table(reader, kind)))
    if facet == GRADE:
        return kept(reader, name, lambda reader: _texts(table(reader, kind).grades))
    if facet == REGION:
        return kept(reader, name, lambda reader: _regions(relation(reader, kind, COUNTRY)))
    spec = FACETS[kind][facet]
    return kept(reader, name, lambda reader: _relation(reader, table(reader, kind), spec))


def _table(reader: Reader, kind: str) -> Table:
    level = reader.audience.level
    rows = [row for row in reader.rows(listing.rows(layout.label_of(kind))) if row["level"] <= level]
    rows.sort(key=lambda row: row["id"])
    return Table(
        ids=[row["id"] for row in rows],
        names=[row["name"] for row in rows],
        days=np.array([ordinal(row["day"]) for row in rows], dtype=np.int32),
        grades=[row["grade"] or "" for row in rows],
        row_of={row["id"]: seat for seat, row in enumerate(rows)},
    )


def ordinal(day: str | None) -> int:
    """A day in ISO form as a number; ALWAYS where there is none."""
    return date.fromisoformat(day).toordinal() if day else ALWAYS


def _years(rows: Table) -> Relation:
    return _texts([str(date.fromordinal(int(day)).year) if day else "" for day in rows.days])


def _regions(countries: Relation) -> Relation:
    """The regions of each value that is a country, one entry for each; every other column is the country's."""
    around = [regions_of(country.partition(":")[2]) for country in countries.named]
    number = {slug: place for place, slug in enumerate(dict.fromkeys(chain.from_iterable(around)))}
    entries: list[Numbers] = [np.zeros(0, np.int32)]
    values: list[Numbers] = [np.zeros(0, np.int32)]
    for depth in range(max(map(len, around), default=0)):
        codes = np.array([number[found[depth]] if depth < len(found) else -1 for found in around], np.int32)
        having = np.flatnonzero(codes[countries.values] >= 0).astype(np.int32)
        entries.append(having)
        values.append(codes[countries.values[having]])
    chosen = np.concatenate(entries)
    return Relation(
        rows=countries.rows[chosen],
        values=np.concatenate(values),
        since=countries.since[chosen],
        until=countries.until[chosen],
        now=countries.now[chosen],
        named=list(number),
        once=False,
    )


def _texts(texts: Sequence[str]) -> Relation:
    """One value a row; rows without one have no entry."""
    return _columns((row, text, ALWAYS, int(NEVER), True) for row, text in enumerate(texts) if text)


_Entry = tuple[int, str, int, int, bool]


def _relation(reader: Reader, rows: Table, facet: Facet) -> Relation:
    level = reader.audience.level
    found: list[Mapping[str, Any]] = []
    for pattern in facet.patterns:
        text = listing.values(pattern, facet.value, facet.levels, facet.since, facet.history, facet.position)
        found += [row for row in reader.rows(text) if row["value"] is not None and row["id"] in rows.row_of]
    seen = [row for row in found if all((row[f"level_{seat}"] or 0) <= level for seat in range(len(facet.levels)))]
    if facet.history != "null":
        return _columns(_by_history(rows, seen))
    undated = int(NEVER) if facet.since != "null" else ALWAYS
    return _columns(
        (rows.row_of[row["id"]], row["value"], ordinal(row["day"]) or undated, int(NEVER), True) for row in seen
    )


def _by_history(rows: Table, seen: Iterable[Mapping[str, Any]]) -> Iterable[_Entry]:
    """Each value until the next of its history; now the last holds, of which those without a day come last."""
    histories: defaultdict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
    for row in seen:
        day = ordinal(row["day"]) or int(NEVER)
        histories[row["id"], row["history"]].append((day, row["position"], row["value"]))
    for (identifier, _), told in histories.items():
        told.sort()
        ends = [day for day, _, _ in told[1:]] + [int(NEVER)]
        for seat, ((day, _, value), end) in enumerate(zip(told, ends, strict=True)):
            yield rows.row_of[identifier], value, day, end, seat == len(told) - 1


def _columns(entries: Iterable[_Entry]) -> Relation:
    numbers: dict[str, int] = {}
    told = [(row, numbers.setdefault(value, len(numbers)), *rest) for row, value, *rest in entries]
    columns = np.array(told, dtype=np.int64).reshape(-1, 5).T.astype(np.int32)
    once = len({(row, value) for row, value, *_ in told}) == len(told)
    return Relation(columns[0], columns[1], columns[2], columns[3], columns[4].astype(np.bool_), list(numbers), once)
