"""Queries about how practices travel."""

from __future__ import annotations

from typing import Final

from practice_atlas.graph.catalogue.told import told

BROADER: Final = "MATCH (p:Practice {id: $id})-[:BROADER]->(n:Practice) WHERE n.level <= $level RETURN n.id AS id"
NARROWER: Final = (
    "UNWIND $ids AS id MATCH (p:Practice {id: id})<-[:BROADER]-(n:Practice) WHERE n.level <= $level "
    "RETURN DISTINCT n.id AS id"
)
#: Implementations of the practices `$ids` with whose they are: all that it takes to choose a page of them.
IMPLEMENTATION_KEYS: Final = (
    "UNWIND $ids AS id MATCH (p:Practice {id: id})<-[:OF]-(n:Implementation)-[:IMPLEMENTED_BY]->(a) "
    "WHERE n.level <= $level RETURN n.id AS id, a.id AS actor, a.name AS name"
)
#: Flows about the practices `$ids`: all that it takes to choose a page of them.
FLOWS_ABOUT: Final = (
    "UNWIND $ids AS id MATCH (p:Practice {id: id})<-[:ABOUT]-(n:LearningFlow) WHERE n.level <= $level "
    f"RETURN n.id AS id, {told('n.known_by')} AS known_by"
)
#: Exchanges that informed another engagement which led to an implementation of `$ids` …
INFORMED: Final = (
    "UNWIND $ids AS id MATCH (p:Practice {id: id})<-[:OF]-(i:Implementation)<-[l:LED_TO]-(x:Engagement)"
    "<-[o:INFORMED]-(e:Engagement) WHERE i.level <= $level AND l.level <= $level AND x.level <= $level "
    "AND o.level <= $level AND e.level <= $level RETURN e.id AS exchange, x.id AS informed, i.id AS implementation, "
    "o.note AS note, o.evidence AS evidence"
)
#: … or informed the implementation itself.
INFORMED_DIRECTLY: Final = (
    "UNWIND $ids AS id MATCH (p:Practice {id: id})<-[:OF]-(i:Implementation)<-[o:INFORMED]-(e:Engagement) "
    "WHERE i.level <= $level AND o.level <= $level AND e.level <= $level RETURN e.id AS exchange, "
    "null AS informed, i.id AS implementation, o.note AS note, o.evidence AS evidence"
)
#: Who learned at the engagements `$ids`, by which flow.
LEARNED_AT: Final = (
    "UNWIND $ids AS id MATCH (e:Engagement {id: id})<-[:VIA]-(n:LearningFlow)-[:LEARNER]->(c) WHERE n.level <= $level "
    "RETURN e.id AS exchange, n.id AS flow, c.id AS learner"
)


def flows_at(label: str, arrow: str) -> str:
    """Flows that a thing of this label is the learner, the teacher or the subject of, by arrow."""
    return (
        f"MATCH (x:{label} {{id: $id}})<-[:{arrow}]-(n:LearningFlow) WHERE n.level <= $level "
        f"RETURN n.id AS id, {told('n.known_by')} AS known_by, n.flow_kind AS kind, n.state AS state"
    )


def flows_about_at(arrow: str) -> str:
    """Flows about the practice `$id` with who is their learner or teacher, by arrow."""
    return (
        f"MATCH (p:Practice {{id: $id}})<-[:ABOUT]-(n:LearningFlow)-[:{arrow}]->(c) WHERE n.level <= $level "
        f"RETURN c.id AS actor, n.id AS id, {told('n.known_by')} AS known_by"
    )


#: What it takes to put all flows in order and to choose among them, with their levels.
FLOW_KEYS: Final = (
    f"MATCH (n:LearningFlow) RETURN n.id AS id, {told('n.known_by')} AS known_by, n.level AS level, "
    "n.flow_kind AS kind, n.state AS state"
)

#: Every connection of two cities: by a learning flow, whoever of the two learned …
LEARNED: Final = (
    "MATCH (c:City)-[r:LEARNED_FROM]->(o:City) RETURN c.id AS id, o.id AS other, r.flow AS record, "
    f"{told('r.known_by')} AS known_by, r.level AS level"
)
#: … and who took part in which engagement.
TOOK_PART: Final = (
    "MATCH (c:City)-[r:TOOK_PART]->(e:Engagement) RETURN c.id AS id, e.id AS record, "
    f"{told('e.known_by')} AS known_by, "
    "CASE WHEN r.level > e.level THEN r.level ELSE e.level END AS level"
)
