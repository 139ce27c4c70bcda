"""The contract of an algorithm that says which mentor suits a learner, and the simple ones that others have to beat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from practice_atlas.graph.pairings.pairs import PairsKnown

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mentor is wanted: by whom, for what, when, out of whom; actors, subject and theme by their numbers."""

    learner: int
    subject: int
    theme: int
    day: date
    candidates: NDArray[np.intp]


class MentorChoice(Protocol):
    """Ranks the candidates of a question when its day begins."""

    name: str

    def scores(self, known: PairsKnown, wanted: Wanted) -> Scores:
        """A score for each candidate, higher for likelier; `known` ends where the day begins."""
        ...


class Chance:
    """Any order: what every other is measured against. The same seed gives the same order."""

    name = "chance"

    def __init__(self, seed: int = 1) -> None:
        self._seed = seed

    def scores(self, known: PairsKnown, wanted: Wanted) -> Scores:  # noqa: ARG002
        """See the contract."""
        random = np.random.default_rng((self._seed, wanted.learner, wanted.subject, wanted.day.toordinal()))
        return random.random(len(wanted.candidates))


class Popularity:
    """Who was mentor most often is mentor again: no reason but habit."""

    name = "popularity"

    def scores(self, known: PairsKnown, wanted: Wanted) -> Scores:
        """See the contract."""
        return known.mentored()[wanted.candidates]


class SamePractice:
    """Who was mentor of this practice most often; among those alike, in its theme."""

    name = "same-practice"

    def scores(self, known: PairsKnown, wanted: Wanted) -> Scores:
        """See the contract."""
        in_theme = known.mentored_in(wanted.theme)[wanted.candidates]
        scores: Scores = known.mentored_on(wanted.subject)[wanted.candidates] + in_theme / (1 + in_theme)
        return scores


class SharedHistory:
    """Who shares most partners with the learner: Adamic-Adar (Adamic and Adar 2003,
    https://doi.org/10.1016/S0378-8733(03)00009-1), partners of few counting more.
    """

    name = "shared-history"

    def scores(self, known: PairsKnown, wanted: Wanted) -> Scores:
        """See the contract."""
        partners, scores = known.partners, np.zeros(len(wanted.candidates))
        if wanted.learner not in partners:
            return scores
        near = {other for partner in partners[wanted.learner] for other in partners[partner]}
        places = {int(actor): place for place, actor in enumerate(wanted.candidates) if actor in near}
        pairs = [(wanted.learner, actor) for actor in places]
        for _, actor, shared in nx.adamic_adar_index(partners, pairs):
            scores[places[actor]] = shared
        return scores


class EqualWeights:
    """Four reasons that count alike: experience with the practice, shared history, similarity of what both did, and
    capacity. Each is told as the share of candidates who stand at or below, so that none counts more for its unit.
    """

    name = "equal-weights"

    def __init__(self) -> None:
        self._experience, self._shared = SamePractice(), SharedHistory()

    def scores(self, known: PairsKnown, wanted: Wanted) -> Scores:
        """See the contract."""
        parts = (
            self._experience.scores(known, wanted),
            self._shared.scores(known, wanted),
            similarity(known, wanted),
            1 / (1 + known.load()[wanted.candidates]),
        )
        return np.mean([rankdata(part) / len(part) for part in parts], axis=0)  # type: ignore[no-any-return]


def similarity(known: PairsKnown, wanted: Wanted) -> Scores:
    """The cosine of what the learner and each candidate did, as learner or mentor: 0 nothing alike, 1 all."""
    alike, many = np.zeros(known.actors), np.ones(known.actors)
    own = known.did.get(wanted.learner, set())
    for subject in own:
        alike[list(known.doers[subject])] += 1
    candidates = wanted.candidates
    many[candidates] = [max(1, len(known.did.get(int(actor), ()))) for actor in candidates]
    return alike[candidates] / np.sqrt(many[candidates] * max(1, len(own)))


def mentor_algorithms() -> tuple[MentorChoice, ...]:
    """All of them, in the order in which reports tell of them."""
    return Chance(), Popularity(), SamePractice(), SharedHistory(), EqualWeights()


MENTOR_NAMES: Final = tuple(algorithm.name for algorithm in mentor_algorithms())
