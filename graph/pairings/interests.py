"""Which city is known to be interested in which practice: it wants it, or it was shown it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import numpy as np

from practice_atlas.graph.pairings.experience import experience
from practice_atlas.graph.pairings.learners import Want, wants
from practice_atlas.graph.pairings.measures import Values
from practice_atlas.graph.pairings.taxonomy import Taxonomy, taxonomy
from practice_atlas.graph.pairings.weights import Weights
from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbering, Numbers, numbers
from practice_atlas.graph.questions.flow_columns import flow_columns
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.reading import Reader

#: How close to what it wants a practice is that a city was only shown: it knows of it, and said nothing.
SHOWN: Final = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Interests:
    """One for each city and practice, by city, then by practice. `fit` is how close the practice is to what the city is
    known to be interested in, by taxonomy and by words; `shown` the place of a learning flow that has happened, or
    NOTHING.
    """

    city: Numbers
    practice: Numbers
    fit: Values
    shown: Numbers


def interests(reader: Reader, weights: Weights, limit: int) -> Interests:
    """Of all cities by the day `limit`; as of today kept for a revision."""
    if limit < NEVER:
        return _made(reader, weights, limit)
    name = ("interests", reader.audience.level, weights.content)
    return kept(reader, name, lambda reader: _made(reader, weights, limit))


def fit_of(reader: Reader, told: tuple[Want, ...], weights: Weights) -> Values:
    """How close each practice by name is to what somebody wants; 0 where nothing is wanted."""
    known = taxonomy(reader)
    closeness = np.zeros(len(known.practices))
    for place, close in _close(known, told, weights).items():
        closeness[place] = close
    if not told:
        return closeness
    (words,) = known.alike([_words(known, told)])
    return np.asarray((closeness + words) / 2)


def _made(reader: Reader, weights: Weights, limit: int) -> Interests:
    known, tree = experience(reader), taxonomy(reader)
    many = len(known.practices)
    wanted: dict[int, float] = {}
    wanting = {
        known.cities.known(city): tuple(want for want in told if want.day <= limit)
        for city, told in wants(reader).items()
    }
    words = tree.alike([_words(tree, told) for told in wanting.values()])
    for (city, told), alike in zip(wanting.items(), words, strict=True):
        close = _close(tree, told, weights)
        wanted |= {city * many + place: (value + float(alike[place])) / 2 for place, value in close.items()}
    pairs, flows = _shown(reader, known.cities, known.practices, limit)
    wanting_pairs = numbers(wanted)
    keys = np.union1d(wanting_pairs, pairs)
    fit, shown = np.zeros(len(keys)), np.full(len(keys), NOTHING, np.int64)
    fit[np.searchsorted(keys, wanting_pairs)] = list(wanted.values())
    at = np.searchsorted(keys, pairs)
    fit[at] = np.maximum(fit[at], SHOWN / 2)
    shown[at] = flows  # of several, the newest one stays
    return Interests(city=keys // max(many, 1), practice=keys % max(many, 1), fit=fit, shown=shown)


def _close(known: Taxonomy, told: tuple[Want, ...], weights: Weights) -> dict[int, float]:
    found: defaultdict[int, float] = defaultdict(float)
    for want in told:
        for place, close in known.close_to(want.subject, weights.closeness).items():
            if place != NOTHING:
                found[place] = max(found[place], close)
    return found


def _words(known: Taxonomy, told: tuple[Want, ...]) -> str:
    return " ".join([known.text_of(dict.fromkeys(want.subject for want in told)), *(want.summary for want in told)])


def _shown(reader: Reader, cities: Numbering, practices: Numbering, limit: int) -> tuple[Numbers, Numbers]:
    """City and practice as one number, and the flow by which the city learned of it: by day."""
    flows, many = flow_columns(reader), len(practices)
    learner, subject = cities.numbers_in(flows.things)[flows.learner], practices.numbers_in(flows.things)[flows.subject]
    told = np.flatnonzero(flows.done & (flows.day <= limit) & (learner != NOTHING) & (subject != NOTHING))
    order = told[np.argsort(flows.day[told], kind="stable")]
    return learner[order] * many + subject[order], order
