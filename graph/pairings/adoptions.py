"""Who took up which practice in which year: the history that says what an actor may take up next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from practice_atlas.ontology.adoption import Adoption

#: The year of what was not taken up as far as is known: after every year.
NEVER: Final = np.iinfo(np.int16).max

Years = NDArray[np.int16]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Adoptions:
    """All adoptions of some actors: `years` has a row for each actor and a column for each practice, NEVER for none.

    `themes` has a number for each practice; practices of the same theme have the same one, -1 is none.
    """

    actors: tuple[str, ...]
    practices: tuple[str, ...]
    years: Years
    themes: NDArray[np.int32]

    @classmethod
    def of(cls, adoptions: Iterable[Adoption]) -> Adoptions:
        """From single adoptions, in any order. Of an actor and a practice, the first time counts."""
        known = list(adoptions)
        actors = sorted({item.actor for item in known})
        practices = sorted({item.practice for item in known})
        row, column = ({name: place for place, name in enumerate(names)} for names in (actors, practices))
        years = np.full((len(actors), len(practices)), NEVER, dtype=np.int16)
        for item in known:
            place = row[item.actor], column[item.practice]
            years[place] = min(years[place], item.year)
        themes = {item.practice: item.theme for item in known if item.theme}
        named = {name: number for number, name in enumerate(sorted(set(themes.values())))}
        numbers = [named.get(themes.get(practice, ""), -1) for practice in practices]
        return cls(tuple(actors), tuple(practices), years, np.array(numbers, dtype=np.int32))

    @cached_property
    def first_years(self) -> Years:
        """Of each practice, the year in which the first actor took it up."""
        first: Years = self.years.min(axis=0)
        return first

    def before(self, year: int) -> Flags:
        """Which actor had which practice when the year began."""
        flags: Flags = self.years < year
        return flags

    def in_year(self, year: int) -> Flags:
        """Which actor took up which practice in a year."""
        flags: Flags = self.years == year
        return flags

    def open(self, year: int) -> Flags:
        """Which actor could take up which practice in a year: it has not yet, and somebody has."""
        has = self.before(year)
        flags: Flags = ~has & np.asarray(has.any(axis=0))[None, :]
        return flags

    def span(self) -> tuple[int, int]:
        """The first and the last year in which anything was taken up."""
        dated = self.years[self.years != NEVER]
        return int(dated.min()), int(dated.max())

    def until(self, year: int) -> Adoptions:
        """What was known when a year began: whatever happened in it or later is not there."""
        return Adoptions(self.actors, self.practices, np.where(self.before(year), self.years, NEVER), self.themes)
