"""The algorithms that choose mentors, each beside the simple ones it has to beat: what they add up to a score."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Protocol

import numpy as np

from practice_atlas.graph.pairings.answers import AlgorithmsAnswer, AlgorithmTold
from practice_atlas.graph.pairings.hazard import FEWEST
from practice_atlas.graph.pairings.measures import Measures, Values, nearness
from practice_atlas.graph.pairings.weights import Part, Weights, own_weights
from practice_atlas.ontology.errors import QuestionError

#: The algorithms that choose what a city could do next, the default first.
FIXED, HAZARD = "fixed-weights", "explainable-hazard"
NEXT: Final = (FIXED, HAZARD)
HAZARD_VERSION: Final = "1"


class Mentoring(Protocol):
    """Scores candidates. `version` changes whenever the same candidates would be scored otherwise; `weights` are those
    of the parts that add up to the score.
    """

    name: str
    version: str
    summary: str
    weights: Mapping[str, float]

    def adds(self, measures: Measures) -> Mapping[str, Values]:
        """What each part adds to the score of each candidate, by the part's name; scores lie between 0 and 1."""
        ...


class FixedWeights:
    """The default: six parts with fixed weights from a versioned file."""

    name = FIXED
    summary = (
        "Six parts with fixed weights: how surely the mentor has something to show, how close that is to what is "
        "wanted, how like the two cities are, where they have met, what became of earlier exchanges, and how many "
        "learn from the mentor now."
    )

    def __init__(self, weights: Weights, on_request: frozenset[Part] = frozenset()) -> None:
        self._parts = weights.asked(on_request)
        self.weights: Mapping[str, float] = dict(self._parts.items())
        self.version = weights.version

    def adds(self, measures: Measures) -> Mapping[str, Values]:
        """See the contract."""
        told = measures.parts
        return {part: weight * told[part] for part, weight in self._parts.items()}


class Popularity:
    """Who taught most: no reason but habit."""

    name = "popularity"
    version = "1"
    weights: Mapping[str, float] = MappingProxyType({"popularity": 1.0})
    summary = "How many learning flows went out from the mentor, of whatever practice. A baseline."

    def adds(self, measures: Measures) -> Mapping[str, Values]:
        """See the contract."""
        return {"popularity": measures.taught / (1 + measures.taught)}


class Proximity:
    """Who is nearest."""

    name = "proximity"
    version = "1"
    weights: Mapping[str, float] = MappingProxyType({"near": 1.0})
    summary = "How near the mentor lies, as the crow flies. A baseline."

    def adds(self, measures: Measures) -> Mapping[str, Values]:
        """See the contract."""
        return {"near": nearness(measures.kilometres)}


class SharedHistory:
    """Whom the learner met most, at engagements with few others."""

    name = "shared-history"
    version = "1"
    weights: Mapping[str, float] = MappingProxyType({"shared": 1.0})
    summary = "At how many engagements the two have met, those with few cities counting more. A baseline."

    def adds(self, measures: Measures) -> Mapping[str, Values]:
        """See the contract."""
        return {"shared": np.asarray(1 - np.exp(-measures.shared))}


def mentoring(weights: Weights, on_request: frozenset[Part] = frozenset()) -> Mapping[str, Mentoring]:
    """All of them by name, the default first. Only the fixed weights have parts that are on request."""
    every: tuple[Mentoring, ...] = (FixedWeights(weights, on_request), Popularity(), Proximity(), SharedHistory())
    return {algorithm.name: algorithm for algorithm in every}


def chosen(name: str, weights: Weights, on_request: frozenset[Part] = frozenset()) -> Mentoring:
    """The one of this name. Raises QuestionError with all names."""
    every = mentoring(weights, on_request)
    if name not in every:
        raise QuestionError("algorithm", f"there is no algorithm {name!r}", fix=f"One of: {', '.join(every)}.")
    return every[name]


def next_algorithm(name: str) -> str:
    """An algorithm that chooses what a city could do next. Raises QuestionError with all names."""
    if name not in NEXT:
        raise QuestionError("algorithm", f"there is no algorithm {name!r}", fix=f"One of: {', '.join(NEXT)}.")
    return name


def algorithms() -> AlgorithmsAnswer:
    """What there is, with the weights that come with the program."""
    weights = own_weights()
    choosing = [
        AlgorithmTold(
            name=one.name,
            version=one.version,
            answers=("mentors", "next-practices", "opportunities") if one.name == FIXED else ("mentors",),
            default=one.name == FIXED,
            summary=one.summary,
        )
        for one in mentoring(weights).values()
    ]
    hazard = AlgorithmTold(
        name=HAZARD,
        version=HAZARD_VERSION,
        answers=("next-practices", "backtest"),
        summary=_HAZARD,
        takes=f"{FEWEST} adoptions that a source dates, of practices that another city had before, as far as the "
        "caller may see them",
    )
    return AlgorithmsAnswer(
        algorithms=(*choosing, hazard),
        weights=dict(weights.weights.items()),
        on_request=dict(weights.on_request.items()),
    )


_HAZARD: Final = (
    "How likely a city is to take up a practice this year, compared with other practices: a logistic hazard of eight "
    "terms, learned from who took up what before."
)
