"""The list of bad inputs with their problems."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from practice_atlas.ontology.problems import Problem
from tests.loaders.bad.generated import GENERATED

FOLDER: Final = Path(__file__).parents[2] / "data" / "bad"
_LIST: Final = FOLDER / "manifest.yaml"


@dataclass(frozen=True)
class Case:
    """A bad input: its name, whether it is made when the tests run, and what is reported of it."""

    name: str
    made: bool
    problems: tuple[dict[str, Any], ...]

    def path(self, temporary: Path) -> Path:
        """Where it stands, made if need be."""
        return GENERATED[self.name](temporary / self.name) if self.made else FOLDER / self.name


def cases() -> list[Case]:
    """All cases, in order."""
    listed = yaml.safe_load(_LIST.read_text(encoding="utf-8"))
    return [Case(entry["case"], entry.get("made", False), tuple(entry["problems"])) for entry in listed]


def listed(problem: Problem) -> dict[str, Any]:
    """A problem as the list has it."""
    place = problem.place
    fields = {
        "rule": problem.rule,
        "file": place.file,
        "sheet": place.sheet,
        "row": place.row,
        "line": place.line,
        "field": problem.field,
    }
    return {name: value for name, value in fields.items() if value}
