"""A difference → Cypher statements, in rows of bounded number, grouped so that one text serves many rows.

Labels and relationship types cannot be parameters; they come from the layout, never from a caller.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from practice_atlas.graph import layout
from practice_atlas.graph.engines.contract import Statement
from practice_atlas.graph.projection import Arrow, Node

#: Rows to a statement: large enough that its overhead does not show, small enough that a server's memory stays flat.
BATCH = 10_000

T = TypeVar("T")


def removals(nodes: Iterable[tuple[str, str]], *, keep: bool) -> Iterator[Statement]:
    """Take away what records own: derived arrows, own arrows and parts, and (unless `keep`) the nodes themselves.

    `nodes` are (label, identifier). Derived arrows go first: they are found through the arrows of the record.
    """
    by_label: dict[str, list[str]] = defaultdict(list)
    for label, identifier in nodes:
        by_label[label].append(identifier)
    for label, identifiers in sorted(by_label.items()):
        for ids in _batches(identifiers):
            parameters = {"ids": ids}
            for text in _removal_texts(label, keep=keep):
                yield Statement(text, parameters)


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
        yield f"UNWIND $ids AS id MATCH (n:{label} {{id: id}})-[r]-() WHERE r.owner = id DELETE r"
    else:
        yield f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) DETACH DELETE n"


_PARTS = {
    "Implementation": (("StageAssertion", layout.PART_ARROWS["StageAssertion"]),),
    "Partnership": (("PartnershipAssertion", layout.PART_ARROWS["PartnershipAssertion"]),),
}


def updates(nodes: Iterable[Node]) -> Iterator[Statement]:
    """Set the properties of nodes that stay but changed."""
    for label, rows in _by_label(nodes):
        for batch in _batches(rows):
            yield Statement(f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n = row", {"rows": batch})


def creations(nodes: Iterable[Node]) -> Iterator[Statement]:
    """Make nodes that are new."""
    for label, rows in _by_label(nodes):
        for batch in _batches(rows):
            yield Statement(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", {"rows": batch})


def belongings(nodes: Sequence[Node]) -> Iterator[Statement]:
    """Make the parts of new and changed nodes, then every arrow that these own. All ends must be there by then."""
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for node in nodes:
        for label, properties in node.parts:
            parts[label].append(properties)
    for label, rows in sorted(parts.items()):
        for batch in _batches(rows):
            yield Statement(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", {"rows": batch})
    yield from _arrow_statements(arrow for node in nodes for arrow in node.arrows)


def _arrow_statements(arrows: Iterable[Arrow]) -> Iterator[Statement]:
    grouped: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for arrow in arrows:
        row = {"source": arrow.start, "target": arrow.end, "properties": arrow.properties}
        grouped[arrow.type, arrow.from_label, arrow.to_label].append(row)
    for (kind, start, end), rows in sorted(grouped.items()):
        text = (
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.source}}) MATCH (b:{end} {{id: row.target}}) "
            f"CREATE (a)-[r:{kind}]->(b) SET r = row.properties RETURN a.id AS id"
        )
        for batch in _batches(rows):
            # An end that is missing would lose the arrow without a word: the number of rows tells.
            yield Statement(text, {"rows": batch}, expects_rows=len(batch))


def _by_label(nodes: Iterable[Node]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for node in nodes:
        grouped[node.label].append(node.properties | {"id": node.id})
    yield from sorted(grouped.items())


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH)):
        yield batch
