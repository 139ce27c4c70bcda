"""Identities that the graph already holds, as the loaders take them."""

from __future__ import annotations

from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.records import all_records
from practice_atlas.loaders import KnownIdentity
from practice_atlas.ontology.model import City
from practice_atlas.ontology.model.base import Named


def known_identities(engine: Engine) -> list[KnownIdentity]:
    """Every record in the graph, with the names and ids by which a data set may refer to it."""
    records, _ = all_records(engine)
    known = []
    for record in records.values():
        names = (record.name, *(name.text for name in record.names)) if isinstance(record, Named) else ()
        country = getattr(record, "country", None)
        city = record if isinstance(record, City) else None
        known.append(
            KnownIdentity(
                id=record.id,
                names=names,
                country=country,
                geonames=city.geonames if city else None,
                wikidata=city.wikidata if city else None,
            )
        )
    return known
