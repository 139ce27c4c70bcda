"""What has to be written → Cypher statements, in rows of bounded number, grouped so that one text serves many rows.

Everything is streamed: rows are made as the engine takes them. Labels and relationship types cannot be parameters; they
come from the layout, never from a caller.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from practice_atlas.graph import layout
from practice_atlas.graph.arrows import Arrow
from practice_atlas.graph.engines.contract import Statement

#: Rows to a statement: large enough that its overhead does not show, small enough that memory stays flat.
BATCH = 10_000

#: Label and identifier of a node.
Point = tuple[str, str]
Row = dict[str, Any]
T = TypeVar("T")

_PARTS = {
    "Implementation": (("StageAssertion", layout.PART_ARROWS["StageAssertion"]),),
    "Partnership": (("PartnershipAssertion", layout.PART_ARROWS["PartnershipAssertion"]),),
}


def removals(points: Iterable[Point], *, keep: bool) -> Iterator[Statement]:
    """Take away what records own: derived arrows, own arrows and parts, and (unless `keep`) the nodes themselves.

    Derived arrows go first: they are found through the arrows of the record.
    """
    by_label: dict[str, list[str]] = defaultdict(list)
    for label, identifier in points:
        by_label[label].append(identifier)
    for label, identifiers in sorted(by_label.items()):
        for ids in _batches(identifiers):
            for text in _removal_texts(label, keep=keep):
                yield Statement(text, {"ids": ids})


def _removal_texts(label: str, *, keep: bool) -> Iterator[str]:
    if label == "LearningFlow":
        yield (
            "UNWIND $ids AS id MATCH (f:LearningFlow {id: id})-[:LEARNER]->(:City)-[r:LEARNED_FROM]->(:City) "
            "WHERE r.flow = id DELETE r"
        )
    if label == "Implementation":
        yield (
            "UNWIND $ids AS id MATCH (i:Implementation {id: id})-[:IMPLEMENTED_BY]->(:City)-[r:PRACTISES]->(:Practice) "
            "WHERE r.implementation = id DELETE r"
        )
    for part, arrow in _PARTS.get(label, ()):
        yield f"UNWIND $ids AS id MATCH (n:{label} {{id: id}})-[:{arrow}]->(p:{part}) DETACH DELETE p"
    if keep:
        drawn = layout.own_arrows(label)
        for types, pattern in ((drawn.outwards, "-[r:{}]->()"), (drawn.inwards, "<-[r:{}]-()")):
            if types:
                arrow = pattern.format("|".join(types))
                yield f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}){arrow} DELETE r"
    else:
        yield f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) DETACH DELETE n"


def updates(rows: Iterable[tuple[str, Row]]) -> Iterator[Statement]:
    """Set the properties of nodes that stay but changed; rows come with their label."""
    for label, batch in _grouped(rows):
        text = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n = row RETURN count(n) AS total"
        yield Statement(text, {"rows": batch}, expects_total=len(batch))


def creations(rows: Iterable[tuple[str, Row]]) -> Iterator[Statement]:
    """Make nodes that are new; rows come with their label."""
    for label, batch in _grouped(rows):
        text = f"UNWIND $rows AS row CREATE (n:{label}) SET n = row RETURN count(n) AS total"
        yield Statement(text, {"rows": batch}, expects_total=len(batch))


def connections(arrows: Iterable[Arrow]) -> Iterator[Statement]:
    """Make relationships. All ends must be there by then."""
    for (kind, start, end, told), batch in _grouped(_connection(arrow) for arrow in arrows):
        text = (
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.source}}) MATCH (b:{end} {{id: row.target}}) "
            f"CREATE (a)-[r:{kind}]->(b) {'SET r = row.properties ' if told else ''}RETURN count(r) AS total"
        )
        # An end that is missing would lose the arrow without a word: the total tells.
        yield Statement(text, {"rows": batch}, expects_total=len(batch))


def _connection(arrow: Arrow) -> tuple[tuple[str, str, str, bool], Row]:
    """What arrows of one text have in common (type, labels, whether they have properties), and this one's row."""
    row: Row = {"source": arrow.start, "target": arrow.end}
    if arrow.properties:
        row["properties"] = arrow.properties
    return (arrow.type, arrow.from_label, arrow.to_label, bool(arrow.properties)), row


def _grouped(rows: Iterable[tuple[T, Row]]) -> Iterator[tuple[T, list[Row]]]:
    """Rows by group, each given out as soon as it is full, the rest at the end."""
    waiting: dict[T, list[Row]] = defaultdict(list)
    for group, row in rows:
        waiting[group].append(row)
        if len(waiting[group]) == BATCH:
            yield group, waiting.pop(group)
    yield from waiting.items()


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch
