"""Which slice of the matrix is asked for, as callers name it."""

from __future__ import annotations

from dataclasses import dataclass

from practice_atlas.api.asking import region_of, resolved
from practice_atlas.api.choices import Choices
from practice_atlas.graph.questions.matrix import Wanted, state_of
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError


@dataclass(frozen=True, slots=True)
class Slice:
    """A practice with its forms, a theme, a country, a region, a state, and what a record behind the cell is: each by
    name or code, or none.
    """

    practice: str | None = None
    theme: str | None = None
    country: str | None = None
    region: str | None = None
    state: str | None = None
    partner: str | None = None
    kind: str | None = None
    grade: str | None = None

    def wanted(self, reader: Reader) -> Wanted:
        """The same by identifiers. Raises UnknownNameError and QuestionError, which name the parameter."""
        return Wanted(
            practice=resolved(reader, "practice", self.practice, "practice") if self.practice else None,
            theme=resolved(reader, "theme", self.theme, "theme") if self.theme else None,
            country=resolved(reader, "country", self.country, "country") if self.country else None,
            region=region_of("region", self.region) if self.region else None,
            state=state_of(self.state) if self.state is not None else None,
            records=Choices(partner=self.partner, kind=self.kind, grade=self.grade).chosen(reader),
        )


def cell_of(reader: Reader, practice: str, city: str | None, country: str | None) -> tuple[str, str]:
    """Practice and column of a cell. Raises UnknownNameError, and QuestionError unless just one column is named."""
    if (city is None) == (country is None):
        fix = "Name either `city` or `country`."
        raise QuestionError("city", "a cell lies in one city or in one country", fix=fix)
    column = resolved(reader, "city", city, "city") if city else resolved(reader, "country", country or "", "country")
    return resolved(reader, "practice", practice, "practice"), column
