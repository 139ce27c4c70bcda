"""Which files are derived, where they lie in the repository, and how they are written and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from practice_atlas.ontology.derive.constraints import constraints
from practice_atlas.ontology.derive.context import context
from practice_atlas.ontology.derive.json_schema import json_schema
from practice_atlas.ontology.derive.owl import owl
from practice_atlas.ontology.derive.page import page
from practice_atlas.ontology.derive.shacl import shacl
from practice_atlas.ontology.derive.sheets import sheets
from practice_atlas.ontology.derive.skos import vocabularies


@dataclass(frozen=True, slots=True)
class Artefact:
    """A derived file: its path from the root of the repository, and the function that gives its text."""

    path: str
    text: Callable[[], str]


ARTEFACTS: Final = (
    Artefact("ontology/published/constraints.cypher", constraints),
    Artefact("ontology/published/context.jsonld", context),
    Artefact("ontology/published/practice-atlas.owl.ttl", owl),
    Artefact("ontology/published/schema.json", json_schema),
    Artefact("ontology/published/shapes.shacl.ttl", shacl),
    Artefact("ontology/published/sheets.json", sheets),
    Artefact("ontology/published/vocabularies.skos.ttl", vocabularies),
    Artefact("docs/data-model.md", page),
)


def write(root: Path) -> None:
    """Writes every derived file below `root`."""
    for artefact in ARTEFACTS:
        target = root / artefact.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(artefact.text().encode())


def differing(root: Path) -> Iterator[str]:
    """The paths of derived files that are missing below `root` or hold other bytes than the model gives."""
    for artefact in ARTEFACTS:
        target = root / artefact.path
        if not target.is_file() or target.read_bytes() != artefact.text().encode():
            yield artefact.path
