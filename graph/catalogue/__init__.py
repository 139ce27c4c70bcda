"""The Cypher catalogue: every query the product asks, named, with parameters, the same text for both engines.

Nothing that a caller sends becomes part of a text. Where a label has to stand in it, it comes from the layout.
"""

from practice_atlas.graph.catalogue.records import (
    CREATE_REVISION,
    DATASETS,
    HEAD_REVISION,
    LAST_INPUT,
    PASSAGES,
    REVISIONS,
    SOURCE,
    foreign_records,
    projections,
    records,
)

__all__ = [
    "CREATE_REVISION",
    "DATASETS",
    "HEAD_REVISION",
    "LAST_INPUT",
    "PASSAGES",
    "REVISIONS",
    "SOURCE",
    "foreign_records",
    "projections",
    "records",
]
