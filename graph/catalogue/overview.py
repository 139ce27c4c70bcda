"""Queries about the whole network: light rows of everything of a kind, read once a revision and audience.

Each row has the `level` of what it tells; whoever keeps the rows leaves out what is closed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from practice_atlas.graph.catalogue.told import told

#: All learning flows, without their ends.
FLOWS: Final = (
    f"MATCH (n:LearningFlow) RETURN n.id AS id, n.level AS level, {told('n.known_by')} AS known_by, "
    "n.flow_kind AS kind, n.state AS state, n.`when` AS stated, n.when_earliest AS earliest, "
    f"{told('n.grade')} AS grade"
)
#: The engagements at which they happened, with the days as stated.
FLOWS_VIA: Final = (
    "MATCH (n:LearningFlow)-[:VIA]->(e:Engagement) RETURN n.id AS id, e.id AS other, e.level AS level, "
    f"{told('e.known_by')} AS known_by, e.`when` AS stated, e.when_earliest AS earliest, e.engagement_kind AS kind"
)
#: Whose instance of which practice.
IMPLEMENTATIONS: Final = (
    "MATCH (p:Practice)<-[:OF]-(n:Implementation)-[:IMPLEMENTED_BY]->(a) RETURN n.id AS id, n.level AS level, "
    f"{told('n.known_by')} AS known_by, p.id AS practice, a.id AS actor, {told('n.grade')} AS grade"
)
#: Their stages.
STAGES: Final = (
    "MATCH (n:Implementation)-[:HAS_STAGE]->(s:StageAssertion) RETURN n.id AS id, s.level AS level, s.stage AS stage, "
    f"{told('s.known_by')} AS known_by, s.`when` AS stated, s.when_earliest AS earliest, s.position AS position"
)
#: What an actor promised to do about a practice.
COMMITMENTS: Final = (
    "MATCH (a)<-[:BY]-(n:Intention)-[:ABOUT]->(p:Practice) WHERE n.intention_kind = 'commitment' "
    f"RETURN n.id AS id, n.level AS level, {told('n.known_by')} AS known_by, p.id AS practice, a.id AS actor"
)
#: Which engagement led to which implementation.
LED_TO: Final = (
    "MATCH (e:Engagement)-[r:LED_TO]->(i:Implementation) RETURN e.engagement_kind AS kind, i.id AS id, "
    f"e.level AS level, coalesce(r.level, 0) AS part_level, i.level AS other_level, {told('e.known_by')} AS known_by"
)
#: Who took part in which engagement.
TOOK_PART: Final = (
    "MATCH (n:Engagement)<-[r:TOOK_PART]-(a) RETURN a.id AS id, n.id AS other, 'TOOK_PART' AS arrow, "
    f"n.level AS level, r.level AS part_level, a.level AS other_level, {told('n.known_by')} AS known_by, n.id AS record"
)
#: Which source each piece of evidence is from.
SOURCES: Final = "MATCH (e:Evidence)-[:FROM]->(s:Source) RETURN e.id AS id, e.level AS level, s.id AS source"
#: What supports the stages of implementations.
STAGE_EVIDENCE: Final = (
    "MATCH (n:Implementation)-[:HAS_STAGE]->(s:StageAssertion)-[:CITES]->(e:Evidence) RETURN n.id AS id, "
    "e.id AS other, s.level AS level"
)
#: The states of partnerships.
STATES: Final = (
    "MATCH (n:Partnership)-[:HAS_STATE]->(s:PartnershipAssertion) RETURN n.id AS id, s.level AS level, "
    f"{told('s.known_by')} AS known_by, s.`when` AS stated"
)


def end_of_flows(arrow: str) -> str:
    """The learner, teacher, subject or result of all flows, by arrow. Their level is no less than that of this end."""
    return f"MATCH (n:LearningFlow)-[:{arrow}]->(x) RETURN n.id AS id, x.id AS other"


def names(label: str) -> str:
    """The name of everything of a label."""
    return f"MATCH (n:{label}) RETURN n.id AS id, n.name AS name, n.level AS level"


def names_in(label: str) -> str:
    """The names of everything of a label that has some besides its own, each as `text@language`."""
    return f"MATCH (n:{label}) WHERE n.names IS NOT NULL RETURN n.id AS id, n.names AS names, n.level AS level"


def places(label: str) -> str:
    """The country of everything of a label that has one."""
    return f"MATCH (n:{label})-[:IN]->(c:Country) RETURN n.id AS id, c.id AS country, n.level AS level"


def themes(label: str) -> str:
    """The themes of everything of a label."""
    return (
        f"MATCH (n:{label})-[:IN_THEME]->(x:Theme) RETURN n.id AS id, x.id AS other, n.level AS level, "
        "x.level AS other_level"
    )


def ties(label: str, arrows: Iterable[str]) -> str:
    """What everything of a label refers to with these arrows."""
    return (
        f"MATCH (n:{label})-[r:{'|'.join(arrows)}]->(x) RETURN n.id AS id, x.id AS other, type(r) AS arrow, "
        "n.level AS level, coalesce(r.level, 0) AS part_level, x.level AS other_level, "
        f"{told('n.known_by')} AS known_by, n.id AS record"
    )


def records(label: str) -> str:
    """The records `$ids` of a label as text: where hundreds are looked at for one field of each."""
    return f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE n.level <= $level RETURN n.id AS id, n.record AS text"


def cited(label: str) -> str:
    """What everything of a label cites."""
    return f"MATCH (n:{label})-[r:CITES]->(e:Evidence) RETURN n.id AS id, e.id AS other, coalesce(r.level, 0) AS level"


def facts(label: str, *fields: str) -> str:
    """Identifier, level, day and grade of everything of a label, and whether each of these properties is there."""
    there = "".join(f", n.`{field}` IS NOT NULL AS `{field}`" for field in fields)
    return (
        f"MATCH (n:{label}) RETURN n.id AS id, n.level AS level, {told('n.known_by')} AS known_by, "
        f"{told('n.grade')} AS grade{there}"
    )
