"""Which links a reader wants to see. The explorer hides by the same rules (explorer/src/slice.ts)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from practice_atlas.graph.questions.answers import Thing
from practice_atlas.ontology.identifiers import kind_of
from practice_atlas.ontology.model import Record
from practice_atlas.ontology.naming import called
from practice_atlas.ontology.regions import regions
from practice_atlas.ontology.vocabularies import Grade, Stage
from practice_atlas.visualisations import wording
from practice_atlas.visualisations.involved import stage_by
from practice_atlas.visualisations.languages.speaking import called as named
from practice_atlas.visualisations.languages.speaking import region_called, translated
from practice_atlas.visualisations.subjects import within
from practice_atlas.visualisations.view import Link

#: What can be chosen as `kind`, and what it is called.
KINDS: Final[Mapping[str, str]] = {
    "flow": "All learning",
    "inspired": "Inspired to act",
    "adapted": "Built its own from it",
    "exposed": "Shown; no effect stated",
    "partnership": "Partnership",
    "support": "Support",
    "work": "Worked together",
}
GRADES: Final = tuple(grade.value for grade in Grade)


@dataclass(frozen=True, slots=True)
class Filters:
    """Choices that hide links; None hides nothing. All that are made must hold.

    `theme` and `practice` are what a link is about, forms of it included; a link is of a `country` or `region` (a slug
    of UN M49) where one of its ends lies there; `kind` is a key of KINDS; `grade` is the least (A is the best);
    `partner` is an institution that had a part in it, `stage` that of what came of it as of the day (involved.py).
    """

    theme: str | None = None
    practice: str | None = None
    country: str | None = None
    region: str | None = None
    kind: str | None = None
    grade: str | None = None
    partner: str | None = None
    stage: str | None = None

    def allow(self, link: Link, records: Mapping[str, Record], as_of: date | None) -> bool:
        """Whether the link stays, which was so by the day."""
        wide = {wider for subject in link.subjects for wider in within(subject, records)} if self._subjects() else set()
        return (
            all(subject in wide for subject in self._subjects())
            and (self.kind is None or self.kind in (link.kind, link.learning))
            and (self.grade is None or (link.grade is not None and link.grade <= self.grade))
            and (self.partner is None or self.partner in link.partners)
            and (self.stage is None or self.stage == stage_by(link.stages, as_of))
            and (self.country is None or self.country in _countries(link, records))
            and (self.region is None or self._in_region(_countries(link, records)))
        )

    def told(self, records: Mapping[str, Record]) -> dict[str, str]:
        """The choices in words, by their label."""
        words = {
            translated("Theme"): _named(self.theme, records) if self.theme else None,
            translated("Practice"): _named(self.practice, records) if self.practice else None,
            translated("Country"): _named(self.country, records) if self.country else None,
            translated("Region"): region_called(self.region) if self.region else None,
            translated("Kind"): translated(KINDS[self.kind]) if self.kind else None,
            translated("How sure, at least"): self.grade,
            translated("Partner"): _named(self.partner, records) if self.partner else None,
            translated("Stage of what came of it"): wording.label(Stage, self.stage) if self.stage else None,
        }
        return {label: word for label, word in words.items() if word}

    def _subjects(self) -> tuple[str, ...]:
        return tuple(subject for subject in (self.theme, self.practice) if subject)

    def _in_region(self, countries: set[str]) -> bool:
        inside = regions()[self.region or ""].countries
        return any(country.partition(":")[2].upper() in inside for country in countries)


def _named(identifier: str, records: Mapping[str, Record]) -> str:
    return named(Thing(id=identifier, kind=kind_of(identifier), name=called(identifier, records)))


def _countries(link: Link, records: Mapping[str, Record]) -> set[str]:
    ends = (link.start, link.end)
    lying = {getattr(records.get(end), "country", None) for end in ends}
    return {country for country in (*lying, *ends) if country and country.startswith("country:")}
