"""Places of passages that were found by an earlier load, for a load without the sources' texts at hand."""

from __future__ import annotations

from collections.abc import Mapping

from practice_atlas.graph import catalogue
from practice_atlas.graph.engines.contract import Engine
from practice_atlas.graph.projection import PassagePlace
from practice_atlas.graph.records import read_record
from practice_atlas.ontology.model import Evidence, Record


def with_earlier_places(
    engine: Engine, records: Mapping[str, Record], passages: Mapping[str, PassagePlace] | None
) -> dict[str, PassagePlace]:
    """The passages given, and for other evidence the places that still hold.

    A place still holds while neither the evidence nor the source it is from has changed.
    """
    places: dict[str, PassagePlace] = {}
    unchanged: dict[str, bool] = {}
    for row in engine.read(catalogue.PASSAGES):
        evidence = records.get(row["id"])
        if not isinstance(evidence, Evidence) or evidence.canonical() != row["record"]:
            continue
        if evidence.source not in unchanged:
            unchanged[evidence.source] = _is_unchanged(engine, records, evidence.source)
        if unchanged[evidence.source]:
            places[row["id"]] = PassagePlace(row["passage_start"], row["passage_end"], row["passage_sha256"])
    return places | dict(passages or {})


def _is_unchanged(engine: Engine, records: Mapping[str, Record], source: str) -> bool:
    rows = engine.read(catalogue.SOURCE, {"id": source})
    return bool(rows) and source in records and read_record(rows[0]["record"], "source") == records[source]
