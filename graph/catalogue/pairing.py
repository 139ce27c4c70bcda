"""Queries of the recommended pairings: light rows of everything of a kind, read once a revision and audience."""

from __future__ import annotations

from typing import Final

from practice_atlas.graph.catalogue.told import told


def _days(value: str) -> str:
    """A list of days, one for each of the rows that are collected: empty where nothing is told of one."""
    return f"collect(coalesce({told(value)}, ''))"


#: What makes two cities alike, and how far apart they lie.
CITIES: Final = (
    "MATCH (n:City) RETURN n.id AS id, n.level AS level, n.city_kind AS kind, n.population AS population, "
    "n.latitude AS latitude, n.longitude AS longitude"
)
#: Who was at which engagement, as lists. Whose practice was only shown as an example there need not have been.
PRESENT: Final = (
    "MATCH (n:Engagement)<-[r:TOOK_PART]-(c:City) "
    "WHERE r.role <> 'example' AND n.level <= $level AND r.level <= $level "
    f"RETURN collect(n.id) AS engagements, collect(c.id) AS cities, {_days('n.known_by')} AS days"
)
#: What cities need, asked for, or promised, and what it is about.
WANTED: Final = (
    "MATCH (c:City)<-[:BY]-(n:Intention)-[:ABOUT]->(x) WHERE n.intention_kind IN ['need', 'request', 'commitment'] "
    f"RETURN n.id AS id, n.level AS level, {told('n.known_by')} AS known_by, n.intention_kind AS kind, c.id AS city, "
    "x.id AS subject, n.summary AS summary"
)
#: What supports each stage of an implementation, as lists.
STAGES_CITE: Final = (
    "MATCH (n:Implementation)-[:HAS_STAGE]->(s:StageAssertion)-[:CITES]->(e:Evidence) WHERE s.level <= $level "
    f"RETURN collect(n.id) AS records, collect(e.id) AS pieces, {_days('s.known_by')} AS days"
)
#: The pieces of evidence from each source; as lists, since a hundred thousand rows take twice as long to read.
SPOKEN: Final = (
    "MATCH (e:Evidence)-[:FROM]->(s:Source) WHERE e.level <= $level RETURN s.id AS source, collect(e.id) AS pieces"
)
#: What these engagements cite.
MEETINGS_CITE: Final = (
    "UNWIND $ids AS id MATCH (n:Engagement {id: id})-[r:CITES]->(e:Evidence) "
    "WHERE n.level <= $level AND coalesce(r.level, 0) <= $level AND e.level <= $level RETURN n.id AS id, e.id AS piece"
)
#: Which practice is a form of which.
BROADER: Final = "MATCH (n:Practice)-[:BROADER]->(p:Practice) RETURN n.id AS id, p.id AS other"


def supported(label: str) -> str:
    """What everything of a label cites, as two lists side by side."""
    return (
        f"MATCH (n:{label})-[r:CITES]->(e:Evidence) WHERE coalesce(r.level, 0) <= $level "
        "RETURN collect(n.id) AS records, collect(e.id) AS pieces"
    )
