"""The choices of views over time, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Final

from practice_atlas.graph.questions.chosen import Chosen
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import FlowKind, Grade, Stage
from practice_atlas.visualisations.filters import KINDS
from practice_atlas.visualisations.languages.speaking import called, region_called, translated

#: What can be chosen of each choice that is a code, and what it is called.
LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "kind": {kind.value: KINDS[kind.value] for kind in FlowKind},
    "stage": {stage.value: stage.label for stage in Stage},
    "grade": {grade.value: grade.value for grade in Grade},
}


def choices_told(reader: Reader, chosen: Chosen) -> dict[str, str]:
    """The choices that were made, by what they are choices of."""
    named = [identifier for identifier in (chosen.theme, chosen.practice, chosen.country, chosen.partner) if identifier]
    things = reader.things(named) if named else {}
    words = {
        **{
            translated(label): called(things[identifier]) if identifier in things else identifier
            for label, identifier in (
                ("Theme", chosen.theme),
                ("Practice", chosen.practice),
                ("Country", chosen.country),
                ("Partner", chosen.partner),
            )
            if identifier
        },
        translated("Region"): region_called(chosen.region) if chosen.region else "",
        translated("Kind"): _coded("kind", chosen.kind),
        translated("Stage"): _coded("stage", chosen.stage),
        translated("How sure, at least"): chosen.grade or "",
    }
    return {label: word for label, word in words.items() if word}


def _coded(name: str, code: str | None) -> str:
    label = LABELS[name][code] if code else ""
    return translated(label) if label else ""


def made(chosen: Chosen) -> dict[str, str]:
    """The choices that were made, as parameters."""
    return {name: value for name, value in asdict(chosen).items() if value is not None}
