"""Light rows as columns of numbers: what questions over the whole network are computed from.

A hundred thousand flows as records are seconds and gigabytes; as numbers they are milliseconds and a few megabytes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import count, repeat
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from practice_atlas.ontology.vocabularies import Grade

Numbers: TypeAlias = NDArray[np.int64]
Truths: TypeAlias = NDArray[np.bool_]

#: The number of nothing, and the day of what nothing bounds: later than every day, so that it comes last.
NOTHING: Final = -1
NEVER: Final = date.max.toordinal() + 1
#: Grades, the surest first; in a column, the place of one, NOTHING where there is none.
GRADES: Final = tuple(grade.value for grade in Grade)


class Numbering:
    """Identifiers as numbers from 0, in the order in which they were first met."""

    def __init__(self, identifiers: Iterable[str] = ()) -> None:
        self.identifiers = list(identifiers)
        self._numbers: dict[str | None, int] = dict(zip(self.identifiers, count()))
        if len(self._numbers) < len(self.identifiers):  # some came again
            self.identifiers = list(dict.fromkeys(self.identifiers))
            self._numbers = dict(zip(self.identifiers, count()))

    def __len__(self) -> int:
        return len(self.identifiers)

    def of(self, identifier: str) -> int:
        """The number of an identifier; a new one where it was not met yet."""
        number = self._numbers.setdefault(identifier, len(self.identifiers))
        if number == len(self.identifiers):
            self.identifiers.append(identifier)
        return number

    def all_known(self, identifiers: Collection[str | None]) -> Numbers:
        """The numbers of many, NOTHING for those that were not met: `known`, in a fraction of the time."""
        return np.fromiter(map(self._numbers.get, identifiers, repeat(NOTHING)), np.int64, len(identifiers))

    def numbers_in(self, things: Numbering) -> Numbers:
        """For each number of another numbering its number here; at the end, for the number of nothing, NOTHING."""
        return np.append(self.all_known(things.identifiers), NOTHING)

    def known(self, identifier: str | None) -> int:
        """The number of an identifier that was met, else NOTHING."""
        return self._numbers.get(identifier, NOTHING) if identifier else NOTHING


def numbers(values: Iterable[int]) -> Numbers:
    """A column."""
    return np.fromiter(values, np.int64)


def grade_numbers(grades: Iterable[str | None]) -> NDArray[np.int8]:
    """A column of grades, of which none can be the empty text too."""
    place = {grade: number for number, grade in enumerate(GRADES)}
    return np.fromiter((place[grade] if grade else NOTHING for grade in grades), np.int8)


def distinct(values: Numbers) -> Numbers:
    """Each value once, ascending: `np.unique` in a fifth of the time, since it sorts and does no more."""
    ordered = np.sort(values)
    new = np.concatenate((np.ones(min(len(ordered), 1), np.bool_), ordered[1:] != ordered[:-1]))
    return np.asarray(ordered[new])


@lru_cache(maxsize=65_536)
def day_number(day: str | None) -> int:
    """A day in ISO form as a number; NEVER for none."""
    return date.fromisoformat(day).toordinal() if day else NEVER


def limit_of(as_of: date | None) -> int:
    """The last day that counts: with none, also what nothing bounds counts."""
    return as_of.toordinal() if as_of else NEVER


def names_of(numbering: Numbering, chosen: Iterable[int]) -> list[str]:
    """The identifiers of these numbers."""
    return [numbering.identifiers[number] for number in chosen]


def places_in(chosen: Sequence[int] | Numbers, size: int) -> Numbers:
    """For each number below `size` its place among the chosen, or NOTHING."""
    places = np.full(size + 1, NOTHING, np.int64)  # one more: the number of nothing is found at the end
    places[np.asarray(chosen, np.int64)] = np.arange(len(chosen))
    places[size] = NOTHING
    return places
