"""The graph's constraints and indexes, for both engines: one statement a line.

Plain indexes, because kglite knows no TEXT index; uniqueness alone, because neither kglite nor the Community edition of
Neo4j enforces more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from practice_atlas.ontology.derive.marks import MARK
from practice_atlas.ontology.model.base import Named
from practice_atlas.ontology.shape import tables

#: Labels that the writer makes of no record, with the property that is unique in each.
_OWN: Final = {"Country": "id", "Dataset": "id", "Revision": "number"}
#: Labels of no record that people look up by name.
_SEARCHED: Final = ("Country",)


def constraints() -> str:
    """`constraints.cypher`."""
    return "\n".join([f"// {MARK}", *_unique(), *_indexes()]) + "\n"


def _unique() -> Iterator[str]:
    labels = {model.class_term.label: "id" for _, model, _ in tables() if model.class_term.label} | _OWN
    for label, key in sorted(labels.items()):
        yield (
            f"CREATE CONSTRAINT {_snake(label)}_{key} IF NOT EXISTS "
            f"FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
        )  # fmt: skip


def _indexes() -> Iterator[str]:
    named = [model.class_term.label for _, model, _ in tables() if issubclass(model, Named)]
    for label in sorted([*named, *_SEARCHED]):
        yield f"CREATE INDEX {_snake(label)}_search IF NOT EXISTS FOR (n:{label}) ON (n.search)"


def _snake(label: str) -> str:
    """`LearningFlow` → `learning_flow`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", label).lower()
