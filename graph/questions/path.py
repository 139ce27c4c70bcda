"""How two cities are connected."""

from __future__ import annotations

from datetime import date

from practice_atlas.graph.questions.answers import Leg, PathAnswer
from practice_atlas.graph.questions.connections import Neighbours, neighbours
from practice_atlas.graph.questions.path_in_time import way_in_time
from practice_atlas.graph.questions.steps import flow_steps
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.identifiers import kind_of

#: How many legs are tried: beyond this, a connection says nothing any more.
FARTHEST = 6

Hop = tuple[str, str, str]  # a city, the next one, and the record that connects them
Trail = dict[str, tuple[str, str]]  # city → the city before it, and the record that connects them


def path(reader: Reader, start: str, end: str, *, as_of: date | None = None, respect_time: bool = False) -> PathAnswer:
    """The shortest connection: by learning flows (in either direction), else by engagements that both took part in.

    With `respect_time`, the shortest way by which what `start` knew may have reached `end`: learning flows from teacher
    to learner, each no earlier than the one before; those that nothing dates are left out and counted.
    No legs: none was found within FARTHEST. Raises UnknownEntityError, and QuestionError for what is no city.
    """
    for parameter, identifier in (("from", start), ("to", end)):
        if kind_of(reader.thing(identifier).id) != "city":
            raise QuestionError(parameter, f"{identifier} is no city", fix="Name two cities.")
    if start == end:
        raise QuestionError("to", "both ends are the same city", fix="Name two different cities.")
    legs, left_out = _in_time(reader, start, end, as_of) if respect_time else (_any(reader, start, end, as_of), 0)
    return PathAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        left_out=left_out,
        respects_time=respect_time,
        evidence=reader.evidence({item for leg in legs for item in leg.evidence}),
        start=reader.thing(start),
        end=reader.thing(end),
        legs=tuple(legs),
    )


def _in_time(reader: Reader, start: str, end: str, as_of: date | None) -> tuple[list[Leg], int]:
    hops, undated = way_in_time(reader, start, end, farthest=FARTHEST, as_of=as_of)
    return (_legs(reader, "learned", hops, as_of) if hops else []), undated


def _any(reader: Reader, start: str, end: str, as_of: date | None) -> list[Leg]:
    limit = as_of.isoformat() if as_of else None
    for how in ("learned", "met"):
        trail = _trail(neighbours(reader, how), start, end, limit)
        if trail:
            return _legs(reader, how, trail, as_of)
    return []


def _trail(neighbours: Neighbours, start: str, end: str, limit: str | None) -> list[Hop] | None:
    """From both ends, at the smaller rim first.

    From one end alone the third hop goes through the hubs to most of 10,000 cities. Of several ways the first by
    identifier is taken, so that the same one is found on every engine.
    """
    ahead, back = _Search(start), _Search(end)
    for _ in range(FARTHEST):
        search = ahead if len(ahead.rim) <= len(back.rim) else back
        search.widen(neighbours, limit)
        met = ahead.trail.keys() & back.trail.keys()
        if met:
            middle = min(met)
            return [*ahead.hops_to(middle), *((after, before, record) for before, after, record in back.from_(middle))]
        if not search.rim:
            return None
    return None


class _Search:
    """Breadth first from one end; `rim` are the cities reached last."""

    def __init__(self, root: str) -> None:
        self._root = root
        self.trail: Trail = {root: ("", "")}
        self.rim = [root]

    def widen(self, neighbours: Neighbours, limit: str | None) -> None:
        """One hop further, to what was so by the day `limit`."""
        rim, self.rim = self.rim, []
        for city in sorted(rim):
            for other, record, day in neighbours.of(city):
                if other not in self.trail and (limit is None or "" < day <= limit):
                    self.trail[other] = (city, record)
                    self.rim.append(other)

    def from_(self, city: str) -> list[Hop]:
        """Hops between the root and a city, the one at the city first."""
        hops: list[Hop] = []
        while city != self._root:
            before, record = self.trail[city]
            hops.append((before, city, record))
            city = before
        return hops

    def hops_to(self, city: str) -> list[Hop]:
        """The same, the one at the root first."""
        return self.from_(city)[::-1]


def _legs(reader: Reader, how: str, hops: list[Hop], as_of: date | None) -> list[Leg]:
    found = {item.record.id: item for item in reader.many(record for _, _, record in hops)}
    steps = {step.record: step for step in flow_steps(reader, found.values(), as_of=as_of)}
    things = reader.things({name for hop in hops for name in hop})
    return [
        Leg(
            how=how,
            start=things[before],
            end=things[after],
            step=steps.get(record),
            engagement=things[record] if how == "met" else None,
            evidence=found[record].record.evidence,
        )
        for before, after, record in hops
    ]
