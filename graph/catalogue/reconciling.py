"""Queries for reconciliation: the names of all things of a label at once, which are then compared in memory."""

from __future__ import annotations

from typing import Final

#: What tells things of a label apart for people who choose between them.
_SORT: Final = {"City": "n.city_kind", "Institution": "n.institution_kind", "Practice": "n.definition"}


def names(label: str) -> str:
    """Names, country and gazetteer ids of every City, Institution or Practice that the audience may see."""
    country = "" if label == "Practice" else "OPTIONAL MATCH (n)-[:IN]->(c:Country) "
    return (
        f"MATCH (n:{label}) WHERE n.level <= $level {country}"
        f"RETURN n.id AS id, n.name AS name, n.search AS search, {_SORT[label]} AS sort, "
        f"{'c.id' if country else 'null'} AS country, {'n.geonames' if label == 'City' else 'null'} AS geonames, "
        f"{'n.wikidata' if label == 'City' else 'null'} AS wikidata ORDER BY id"
    )
