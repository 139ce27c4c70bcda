"""Which cities are connected: who learned from whom, and who met whom; read once a revision.

A search through hubs asks for thousands of connections at every hop; in memory a hop costs microseconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from practice_atlas.graph.catalogue import travelling
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.reading import Reader

#: Another city, the record that connects it, and its day ("" where nothing bounds it).
Connection = tuple[str, str, str]


class Neighbours(Protocol):
    """The cities next to a city."""

    def of(self, city: str) -> Iterable[Connection]:
        """Its connections, by the other's identifier, then by the record's."""
        ...


def neighbours(reader: Reader, how: str) -> Neighbours:
    """Those who learned from each other (`learned`), or who took part in the same engagement (`met`)."""
    level = reader.audience.level
    if how == "learned":
        return kept(reader, ("learned", level), lambda reader: _Learned(_open(reader, travelling.LEARNED)))
    return kept(reader, ("met", level), lambda reader: _Met(_open(reader, travelling.TOOK_PART)))


def _open(reader: Reader, query: str) -> Iterator[Mapping[str, Any]]:
    return (row for row in reader.rows(query) if row["level"] <= reader.audience.level)


class _Learned:
    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        found: defaultdict[str, list[Connection]] = defaultdict(list)
        for row in rows:
            day = row["known_by"] or ""
            found[row["id"]].append((row["other"], row["record"], day))
            found[row["other"]].append((row["id"], row["record"], day))
        self._found = {city: sorted(connections) for city, connections in found.items()}

    def of(self, city: str) -> Iterable[Connection]:
        return self._found.get(city, ())


class _Met:
    """Kept as who was where: written out, an engagement of 100 cities would be 10,000 connections."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._engagements: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        self._cities: defaultdict[str, set[str]] = defaultdict(set)
        for row in rows:
            self._engagements[row["id"]].add((row["record"], row["known_by"] or ""))
            self._cities[row["record"]].add(row["id"])

    def of(self, city: str) -> Iterable[Connection]:
        met = (
            (other, engagement, day)
            for engagement, day in self._engagements.get(city, ())
            for other in self._cities[engagement]
            if other != city
        )
        return sorted(met)
