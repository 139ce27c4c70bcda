"""Queries about how practices travel."""

from __future__ import annotations

from typing import Final

from practice_atlas.graph.catalogue.reading import FOUND

BROADER: Final = "MATCH (p:Practice {id: $id})-[:BROADER]->(n:Practice) WHERE n.level <= $level RETURN n.id AS id"
NARROWER: Final = (
    "UNWIND $ids AS id MATCH (p:Practice {id: id})<-[:BROADER]-(n:Practice) WHERE n.level <= $level "
    "RETURN DISTINCT n.id AS id"
)
IMPLEMENTATIONS: Final = (
    f"UNWIND $ids AS id MATCH (p:Practice {{id: id}})<-[:OF]-(n:Implementation) WHERE n.level <= $level RETURN {FOUND}"
)
FLOWS_ABOUT: Final = (
    f"UNWIND $ids AS id MATCH (p:Practice {{id: id}})<-[:ABOUT]-(n:LearningFlow) WHERE n.level <= $level RETURN {FOUND}"
)
#: What the engagements informed, with what those led to: exchange → next engagement → implementation.
INFORMED: Final = (
    "UNWIND $ids AS id MATCH (e:Engagement {id: id})-[o:INFORMED]->(x:Engagement) WHERE o.level <= $level "
    "AND x.level <= $level RETURN e.id AS exchange, x.id AS informed, o.note AS note, o.evidence AS evidence"
)
INFORMED_IMPLEMENTATION: Final = (
    "UNWIND $ids AS id MATCH (e:Engagement {id: id})-[o:INFORMED]->(i:Implementation) WHERE o.level <= $level "
    "AND i.level <= $level RETURN e.id AS exchange, i.id AS implementation, o.note AS note, o.evidence AS evidence"
)
LED_TO_IMPLEMENTATION: Final = (
    "UNWIND $ids AS id MATCH (e:Engagement {id: id})-[o:LED_TO]->(i:Implementation) WHERE o.level <= $level "
    "AND i.level <= $level RETURN e.id AS engagement, i.id AS implementation"
)


def flows_at(label: str, arrow: str) -> str:
    """Flows that a thing of this label is the learner, the teacher or the subject of, by arrow."""
    return f"MATCH (x:{label} {{id: $id}})<-[:{arrow}]-(n:LearningFlow) WHERE n.level <= $level RETURN {FOUND}"


def flows_about_at(arrow: str) -> str:
    """Flows about the practice `$id` that have one of `$ends` as their learner or teacher, by arrow.

    A broad practice has thousands of flows, of which a lineage tells the few that touch its implementers.
    """
    return (
        f"MATCH (p:Practice {{id: $id}})<-[:ABOUT]-(n:LearningFlow)-[:{arrow}]->(c) WHERE n.level <= $level "
        f"AND c.id IN $ends RETURN {FOUND}"
    )


#: What it takes to put all flows in order and to choose among them, of every audience.
FLOW_KEYS: Final = (
    "MATCH (n:LearningFlow) RETURN n.id AS id, n.known_by AS known_by, n.level AS level, n.flow_kind AS kind, "
    "n.state AS state"
)

#: One step outwards from each of `$ids`, along learning flows in either direction …
LEARNED: Final = (
    "UNWIND $ids AS id MATCH (c:City {id: id})-[r:LEARNED_FROM]-(o:City) WHERE r.level <= $level "
    "AND ($as_of IS NULL OR r.known_by <= $as_of) RETURN id, o.id AS other, r.flow AS record ORDER BY id, other, record"
)
#: … and along engagements that both took part in.
MET: Final = (
    "UNWIND $ids AS id MATCH (c:City {id: id})-[a:TOOK_PART]->(e:Engagement)<-[b:TOOK_PART]-(o:City) "
    "WHERE a.level <= $level AND b.level <= $level AND e.level <= $level AND o.id <> id "
    "AND ($as_of IS NULL OR e.known_by <= $as_of) "
    "RETURN DISTINCT id, o.id AS other, e.id AS record ORDER BY id, other, record"
)
