"""Queries for single things and for what surrounds them."""

from __future__ import annotations

from typing import Final

from practice_atlas.graph import layout
from practice_atlas.graph.catalogue.drawing import drawn_to
from practice_atlas.graph.catalogue.told import told

#: The columns that `Reader.found` takes.
FOUND: Final = (
    f"n.id AS id, n.record AS record, n.level AS level, {told('n.known_by')} AS known_by, "
    f"{told('n.grade')} AS grade, {told('n.days')} AS days, "
    "n.passage_start AS passage_start, n.passage_end AS passage_end"
)


def by_id(label: str, ids: str = "ids") -> str:
    """Records of a label by their identifiers."""
    return f"UNWIND ${ids} AS id MATCH (n:{label} {{id: id}}) WHERE n.level <= $level RETURN {FOUND}"


#: Pieces of evidence by their identifiers, with the address of the source that each is from: whoever may see a piece
#: may see its source.
EVIDENCE: Final = (
    "UNWIND $ids AS id MATCH (n:Evidence {id: id})-[:FROM]->(s:Source) WHERE n.level <= $level "
    f"RETURN {FOUND}, s.address AS address"
)


def things(label: str, ids: str = "ids") -> str:
    """Name, level and country of things of a label, whatever their level: the caller leaves out what is closed."""
    country = "OPTIONAL MATCH (n)-[:IN]->(c:Country) " if label in ("City", "Institution", "Engagement") else ""
    code = "c.id" if country else "null"
    when = "n.`when`" if label == "Engagement" else "null"
    return (
        f"UNWIND ${ids} AS id MATCH (n:{label} {{id: id}}) {country}"
        f"RETURN n.id AS id, n.name AS name, n.level AS level, {told('n.known_by')} AS known_by, "
        f"{code} AS country, {when} AS stated"
    )


#: The same of several labels: one text whichever they are, planned once, and one way to the server instead of one a
#: label (five labels took Neo4j 2.3 ms instead of 8.0). `$ids` is a map from label to identifiers, none for one that is
#: not asked for: with a parameter for each, Neo4j plans anew for each combination of their sizes (300 ms, not 12).
BY_ID: Final = " UNION ALL ".join(by_id(label, f"ids.{label}") for label in layout.record_labels())
THINGS: Final = " UNION ALL ".join(things(label, f"ids.{label}") for label in (*layout.record_labels(), layout.COUNTRY))


def around(label: str) -> str:
    """Records that refer to the thing `$id`, once each: one query for all kinds, since each text is planned anew."""
    return f"{drawn_to(label)} AND n.level <= $level RETURN DISTINCT {FOUND}"


def told_of(label: str) -> str:
    """What sources say of a field of the thing `$id`."""
    return f"MATCH (x:{label} {{id: $id}})<-[:ABOUT]-(n:Statement) WHERE n.level <= $level RETURN DISTINCT {FOUND}"


def through_parts(part: str, other: str) -> str:
    """Records of the label `other` that have a part which cites the evidence `$id`."""
    arrow = layout.PART_ARROWS[part]
    return (
        f"MATCH (x:Evidence {{id: $id}})<-[:CITES]-(:{part})<-[:{arrow}]-(n:{other}) WHERE n.level <= $level "
        f"RETURN DISTINCT {FOUND}"
    )


def search_texts(label: str) -> str:
    """The search text of everything of a label, with its level."""
    return (
        f"MATCH (n:{label}) WHERE n.search IS NOT NULL "
        "RETURN n.id AS id, n.name AS name, n.search AS search, n.level AS level"
    )


def count(label: str) -> str:
    """How many of a label there are."""
    return f"MATCH (n:{label}) WHERE n.level <= $level RETURN count(n) AS total"
