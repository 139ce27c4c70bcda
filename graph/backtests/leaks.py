"""Signs that an algorithm, or the data, knew what was to come. Nothing here proves a leak: each has to be explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from practice_atlas.graph.backtests.results import Leak, Ranked

#: Above this, nobody has ranked takers of practices, or mentors, from what was known before (best known: .61 for both).
TOO_GOOD: Final = 0.70
#: How far shuffled outcomes may be from no skill at all.
NO_SKILL: Final = 0.02
#: Questions below which no algorithm is judged: whoever is asked three things may well know them all.
FEWEST: Final = 30
#: Share of the outcomes whose actor was not there before.
MOST_NEW: Final = 0.05


def leaks(
    ranked: Sequence[Ranked], *, questions: int, newcomers: int, taken: int, earlier: str = "adoptions"
) -> Iterator[Leak]:
    """What looks too good: of each algorithm, and of the data."""
    for one in ranked if questions >= FEWEST else ():
        if one.auc.mean > TOO_GOOD:
            yield Leak(
                rule="leak.too-good",
                algorithm=one.algorithm,
                message=f"It ranks within questions with {one.auc.mean:.3f}; more than {TOO_GOOD:.2f} is a leak until "
                "explained.",
                fix="Look for something it is told that was recorded after the outcome, or because of it.",
            )
        if abs(one.permuted.mean - 0.5) > NO_SKILL and not one.permuted.low <= 0.5 <= one.permuted.high:
            yield Leak(
                rule="leak.permuted",
                algorithm=one.algorithm,
                message=f"With shuffled outcomes it still reaches {one.permuted.mean:.3f} instead of .500.",
                fix="The questions themselves tell the answer: look at who is a candidate.",
            )
    if newcomers > MOST_NEW * max(1, newcomers + taken):
        yield Leak(
            rule="leak.candidates",
            algorithm=None,
            message=f"{newcomers:,} of {newcomers + taken:,} outcomes are of actors who are not in the data before: "
            "they exist there only because of the outcome. They were left out.",
            fix=f"Give everybody who could have taken part, or their earlier {earlier}.",
        )


def listed_leaks(new: int, expected: float, lists: int) -> Iterator[Leak]:
    """Lists of candidates that tell who was chosen: `new` mentors in them had taken part in nothing before, where
    `expected` would have if each had been drawn from its list by lot.
    """
    if lists >= FEWEST and new > MOST_NEW * lists and new > 2 * expected:
        yield Leak(
            rule="leak.listed",
            algorithm=None,
            message=f"In {new:,} of {lists:,} lists of candidates the mentor had taken part in nothing before; drawn "
            f"by lot from the lists it would be {expected:,.0f}. These were left out.",
            fix="Name everybody who could have been matched that day, not only who is known from elsewhere.",
        )
