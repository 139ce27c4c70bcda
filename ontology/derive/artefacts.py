"""Which files are derived, where they lie in the repository, and how they are written and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from practice_atlas.ontology.derive.constraints import constraints
from practice_atlas.ontology.derive.sheets import sheets


@dataclass(frozen=True, slots=True)
class Artefact:
    """A derived file: its path from the root of the repository, and the function that gives its text."""

    path: str
    text: Callable[[], str]


ARTEFACTS: Final = (
    Artefact("ontology/published/constraints.cypher", constraints),
    Artefact("ontology/published/sheets.json", sheets),
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
