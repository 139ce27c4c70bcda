"""An axis of time, as plain numbers: where a day stands, and the years and months that are written below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from babel.dates import get_month_names

from practice_atlas.visualisations.languages.speaking import language

#: Room that the words of a tick take.
_TICK: Final = 62.0
#: Months between ticks, the closest first; years between them where months are too close.
_MONTHS: Final = (1, 3, 6, 12)
_YEARS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True)
class Tick:
    """A day that is written on the axis; `strong` where a year begins."""

    x: float
    label: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from `first` to `last`, drawn from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day begins."""
        span = max((self.last - self.first).days, 1)
        return round(self.left + (self.right - self.left) * (day - self.first).days / span, 1)

    def after(self, day: date) -> float:
        """Where a day ends."""
        return self.x(day + timedelta(days=1)) if day < date.max else self.right

    def ticks(self) -> tuple[Tick, ...]:
        """As many as have room."""
        most = (self.right - self.left) / _TICK
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        step = next((step for step in _MONTHS if months / step <= most), None)
        if step is not None:
            return tuple(self._months(step))
        years = next((step for step in _YEARS if months / 12 / step <= most), _YEARS[-1])
        first = self.first.year + -self.first.year % years
        return tuple(
            Tick(self.x(date(year, 1, 1)), str(year), True) for year in range(first, self.last.year + 1, years)
        )

    def _months(self, step: int) -> Iterator[Tick]:
        names = get_month_names("abbreviated", locale=language().value)
        for number in range(self.first.year * 12, self.last.year * 12 + self.last.month, step):
            day = date(number // 12, number % 12 + 1, 1)
            if self.first <= day <= self.last:
                yield Tick(self.x(day), str(day.year) if day.month == 1 else names[day.month], day.month == 1)


def axis_of(days: Iterable[date], left: float, right: float) -> Axis | None:
    """An axis for these days, from the beginning of a year to the end of one; None for no days."""
    told = list(days)
    if not told:
        return None
    last = max(told).year
    return Axis(date(min(told).year, 1, 1), date(last + 1, 1, 1) if last < 9999 else date.max, left, right)
