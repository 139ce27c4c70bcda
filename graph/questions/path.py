"""How two cities are connected."""

from __future__ import annotations

from datetime import date

from practice_atlas.graph.catalogue import travelling
from practice_atlas.graph.questions.answers import Leg, PathAnswer
from practice_atlas.graph.questions.steps import flow_steps
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.identifiers import kind_of

#: How many legs are tried: beyond this, a connection says nothing any more.
FARTHEST = 6

Trail = dict[str, tuple[str, str]]  # city → the city before it, and the record that connects them


def path(reader: Reader, start: str, end: str, *, as_of: date | None = None) -> PathAnswer:
    """The shortest connection: by learning flows (in either direction), else by engagements that both took part in.

    No legs: none was found within FARTHEST. Raises UnknownEntityError, and QuestionError for what is no city.
    """
    for parameter, identifier in (("from", start), ("to", end)):
        if kind_of(reader.thing(identifier).id) != "city":
            raise QuestionError(parameter, f"{identifier} is no city", fix="Name two cities.")
    if start == end:
        raise QuestionError("to", "both ends are the same city", fix="Name two different cities.")
    limit = as_of.isoformat() if as_of else None
    legs: list[Leg] = []
    for how, query in (("learned", travelling.LEARNED), ("met", travelling.MET)):
        trail = _trail(reader, query, start, end, limit)
        if trail:
            legs = _legs(reader, how, trail, (start, end), as_of)
            break
    return PathAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        evidence=reader.evidence({item for leg in legs for item in leg.evidence}),
        start=reader.thing(start),
        end=reader.thing(end),
        legs=tuple(legs),
    )


def _trail(reader: Reader, query: str, start: str, end: str, limit: str | None) -> Trail | None:
    """Breadth first from the start, one query a hop, so that both engines find the same path:

    the first by identifier.
    """
    trail: Trail = {start: ("", "")}
    frontier = [start]
    for _ in range(FARTHEST):
        rows = reader.rows(query, ids=frontier, as_of=limit)
        frontier = []
        for row in sorted(rows, key=lambda row: (row["id"], row["other"], row["record"])):
            if row["other"] not in trail:
                trail[row["other"]] = (row["id"], row["record"])
                frontier.append(row["other"])
        if end in trail:
            return trail
        if not frontier:
            return None
    return None


def _legs(reader: Reader, how: str, trail: Trail, ends: tuple[str, str], as_of: date | None) -> list[Leg]:
    start, end = ends
    hops: list[tuple[str, str, str]] = []
    here = end
    while here != start:
        before, record = trail[here]
        hops.append((before, here, record))
        here = before
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
        for before, after, record in reversed(hops)
    ]
