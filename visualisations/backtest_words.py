"""A back-test in words, the same in the terminal and on its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from practice_atlas.graph.backtests.results import AdoptionsResult, Interval, Leak, PairsResult

Result = AdoptionsResult | PairsResult

#: What each algorithm goes by, in a few words.
ALGORITHMS: Final[Mapping[str, str]] = {
    "chance": "any order, which the others are told against",
    "popularity": "who did most so far",
    "shared-history": "who shares most with those concerned",
    "explainable-hazard": "eight reasons known when the year began, weighted by what came of them before",
    "same-practice": "who was a mentor of this practice most often; among those alike, of its theme",
    "equal-weights": "experience, shared partners, likeness and free capacity, all counting alike",
}


def given(result: Result) -> str:
    """What was given and asked, in one or two sentences."""
    asked = f"{result.questions:,} questions from {_first(result)} to {_last(result)}, "
    asked += f"with {result.candidates:.0f} candidates on average; chance is .500."
    if isinstance(result, AdoptionsResult):
        return f"{result.adoptions:,} adoptions of {result.practices:,} practices by {result.actors:,} actors. {asked}"
    return f"{result.pairs:,} pairings of {result.learners:,} learners with {result.mentors:,} mentors. {asked}"


def not_asked(result: Result) -> Iterator[str]:
    """What was left out of the questions, a sentence each."""
    if isinstance(result, AdoptionsResult):
        if result.newcomers:
            yield f"{result.newcomers:,} adoptions are of actors who were in nothing before: not asked about."
        return
    if result.newcomers:
        yield f"{result.newcomers:,} mentors had taken part in nothing before: newcomers, not asked about."
    if result.alone:
        yield f"{result.alone:,} questions had nobody else to choose: not asked."
    if result.unseen:
        yield f"{result.unseen:,} given candidates had taken part in nothing before: left out in the same way."


def others(result: Result) -> str:
    """What intervals stand for: what is drawn anew."""
    return "other practices" if isinstance(result, AdoptionsResult) else "other learners"


def leak_words(leak: Leak) -> str:
    """A sign of a leak: whose, what, and what to do."""
    return f"{leak.algorithm or 'the data'}: {leak.message} {leak.fix}"


def short(value: float, *, sign: bool = False) -> str:
    """Three digits, without the nought before the point, so that a row fits a terminal of 80 columns."""
    return f"{value:{'+.3f' if sign else '.3f'}}".replace("0.", ".", 1)


def span(told: Interval, *, sign: bool = False) -> str:
    """An interval from its low to its high end."""
    return f"{short(told.low, sign=sign)} to {short(told.high, sign=sign)}"


def _first(result: Result) -> str:
    return str(result.first_year if isinstance(result, AdoptionsResult) else result.first_day)


def _last(result: Result) -> str:
    return str(result.last_year if isinstance(result, AdoptionsResult) else result.last_day)
