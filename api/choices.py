"""The choices of views over time, as callers name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Annotated, Any, Final

from fastapi import Depends, Query

from practice_atlas.api.asking import region_of, resolved
from practice_atlas.api.faults import Faults
from practice_atlas.api.parameters import LONGEST_NAME
from practice_atlas.graph.questions.chosen import EVERYTHING, Chosen, code_of
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.vocabularies import FlowKind, Grade, Stage

#: What is chosen by name, and what kind of thing that is.
NAMED: Final = {"theme": "theme", "practice": "practice", "country": "country", "partner": "institution"}
_CODES: Final = ("kind", "stage", "grade")


@dataclass(frozen=True, slots=True)
class Choices:
    """Each by name or code, or none; an empty text, as forms send it, is none."""

    theme: str | None = None
    practice: str | None = None
    country: str | None = None
    region: str | None = None
    partner: str | None = None
    kind: str | None = None
    stage: str | None = None
    grade: str | None = None

    @classmethod
    def typed(cls, texts: Mapping[str, str]) -> Choices:
        """From the fields of a form, or the query of a page; too long a name is cut, so that it names nothing."""
        return cls(**{name: text for name in NAMES if (text := texts.get(name, "").strip()[:LONGEST_NAME])})

    def given(self) -> dict[str, str]:
        """Those that are made, as parameters."""
        return {name: text for name, text in asdict(self).items() if text}

    def chosen(self, reader: Reader) -> Chosen:
        """The same by identifiers. Raises UnknownNameError and QuestionError, which name the parameter."""
        made = self.given()
        found = {name: resolved(reader, name, made[name], kind) for name, kind in NAMED.items() if name in made}
        found |= {"region": region_of("region", made["region"])} if "region" in made else {}
        return Chosen(**found, **{name: code_of(name, made[name]) for name in _CODES if name in made})

    def read(self, reader: Reader, faults: Faults) -> Chosen:
        """The same, where each that is wrong is told beside its field."""
        found = EVERYTHING
        for name, text in self.given().items():
            one = Choices(**{name: text})
            read: Chosen = faults.take(lambda one=one: one.chosen(reader), EVERYTHING)  # type: ignore[misc]
            found = replace(found, **{name: getattr(read, name)})
        return found


#: The fields that choose.
NAMES: Final = tuple(asdict(Choices()))
#: Those of views that are of one practice.
BESIDE_A_PRACTICE: Final = tuple(name for name in NAMES if name not in ("theme", "practice"))


def _named(what: str) -> Any:
    return Query(description=f"{what} An identifier or a name.", max_length=LONGEST_NAME)


_Theme = Annotated[str | None, _named("Only what is about a theme.")]
_Practice = Annotated[str | None, _named("Only what is about a practice or a form of it.")]
_Country = Annotated[str | None, _named("Only what a party in a country has part in.")]
_Region = Annotated[str | None, _named("Only what a party in a region of UN M49 has part in.")]
Partner = Annotated[str | None, _named("Only that in which an institution had a part.")]
Kind = Annotated[FlowKind | None, Query(description="Only learning that went so far.")]
_Stage = Annotated[
    Stage | None, Query(description="Only what is at such a stage, and learning that led to it, as of the same day.")
]
LeastGrade = Annotated[Grade | None, Query(description="Only what is at least as sure; A is the best.")]


async def _of_a_city(
    theme: _Theme = None, practice: _Practice = None, country: _Country = None, region: _Region = None,
    partner: Partner = None, kind: Kind = None, stage: _Stage = None, grade: LeastGrade = None,
) -> Choices:  # fmt: skip
    return Choices(theme, practice, country, region, partner, kind, stage, grade)


async def _of_a_practice(
    country: _Country = None, region: _Region = None, partner: Partner = None, kind: Kind = None,
    stage: _Stage = None, grade: LeastGrade = None,
) -> Choices:  # fmt: skip
    return Choices(None, None, country, region, partner, kind, stage, grade)


#: For what is told of a city, and of a practice.
CityChoices = Annotated[Choices, Depends(_of_a_city)]
PracticeChoices = Annotated[Choices, Depends(_of_a_practice)]
