"""What a back-test tells. Everything here is plain data, so that a table, JSON and a report say the same."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

#: Places of a ranking that are looked at.
KS: Final = (1, 3, 5, 10)


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Interval(_Told):
    """A mean and the middle 95 % of what it would have been with other questions of the same kind."""

    mean: float
    low: float
    high: float


class Bin(_Told):
    """Cases with about the same probability: how many, the probability on average, and how often it happened."""

    cases: int
    predicted: float
    observed: float


class Capped(_Told):
    """The first three with a cap per mentor: how evenly they are spread then, and how often they still hold the answer.

    `hit_loss` is what the cap takes from hits among the first three; below 0 it gave some. `highest_multiple` is how
    many times an equal share anybody was named who was named more than once.
    """

    hit: float
    hit_loss: float
    gini: float
    largest_share: float
    highest_multiple: float


class Ranked(_Told):
    """What one algorithm reached over all questions. Measures are means over questions, between 0 and 1.

    `auc` is told within questions, `permuted` with the outcomes of each question shuffled, where nothing can be known.
    `above_popularity` is the paired difference of `auc`, to .5 where popularity was not asked. `gini` and
    `largest_share` tell how unevenly actors stand among the first three: of all such places, the share that the most
    named actor has. `capped` tells the same with a cap.
    """

    algorithm: str
    auc: Interval
    permuted: Interval
    above_popularity: Interval
    mrr: float
    hits: dict[int, float]
    precision: dict[int, float]
    gini: float
    largest_share: float
    calibration: tuple[Bin, ...] = ()
    capped: Capped | None = None


class Leak(_Told):
    """A sign that something was known that could not have been known then."""

    rule: str
    algorithm: str | None
    message: str
    fix: str


class AdoptionsResult(_Told):
    """A back-test of adoptions: what was given and asked, what each algorithm reached, and what looks too good."""

    actors: int
    practices: int
    adoptions: int
    first_year: int
    last_year: int
    questions: int
    candidates: float
    newcomers: int
    seed: int
    algorithms: tuple[Ranked, ...]
    left_out: dict[str, str]
    leaks: tuple[Leak, ...]


class PairsResult(_Told):
    """A back-test of pairings: what was given and asked, what each algorithm reached, and what looks too good.

    Not asked about: `newcomers`, pairings whose mentor had taken part in nothing before, and `alone`, questions with
    nobody else to choose. `listed` tells whether candidates were given for all questions, some or none, and `unseen`
    how many of those given had taken part in nothing before, and were left out like the newcomers.
    """

    learners: int
    mentors: int
    pairs: int
    first_day: date
    last_day: date
    questions: int
    candidates: float
    newcomers: int
    alone: int
    listed: Literal["all", "some", "none"]
    unseen: int
    seed: int
    algorithms: tuple[Ranked, ...]
    leaks: tuple[Leak, ...]
