"""How likely a city is to take up practices, compared with each other, and why: what each term adds, with the cities
and adoptions that it was worked out from.

No probability is told: the weights are fitted to few years of a network that is still being written down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date
from typing import Final

import numpy as np

from practice_atlas.graph.pairings.answers import Factor, LearnedFrom, Likelihood, Precedent
from practice_atlas.graph.pairings.experience import experience
from practice_atlas.graph.pairings.measures import Values
from practice_atlas.graph.pairings.taken_up import Dated, Learned, dated, learned
from practice_atlas.graph.pairings.terms import MOMENTUM, Matrix, Terms
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError

#: Earlier adoptions that are named for each term.
_NAMED: Final = 3

#: City and practice by their places.
_Places = tuple[int, int]
_Figures = dict[str, float | str | None]


def likelihoods(reader: Reader, city: str | None, as_of: date | None) -> Likelihoods:
    """Those of a city by a day. Raises QuestionError where there is too little to learn from, or no city is named."""
    if city is None:
        fix = "Name a city that is in here, or leave the algorithm out."
        raise QuestionError("algorithm", "explainable-hazard knows nothing of a city that is described", fix=fix)
    return Likelihoods(learned(reader, as_of), dated(reader), city)


class Likelihoods:
    """Of one city at the beginning of a year, by what happened before it. Practices are named by identifier."""

    def __init__(self, learned: Learned, dated: Dated, city: str) -> None:
        self._learned, self._dated = learned, dated
        self._known = learned.with_city(city, dated.adoptions)
        self._city = self._known.actors.index(city)
        self._practice = {practice: place for place, practice in enumerate(self._known.practices)}
        self._terms = Terms(self._known, learned.year)
        self._has = self._known.before(learned.year)
        own: dict[str, Matrix] = {
            name: values[self._city : self._city + 1] for name, values in self._terms.matrices().items()
        }
        self._adds = {name: values[0] for name, values in learned.weights.parts(own).items()}
        self._scores = learned.weights.scores(own)[0]

    @property
    def learned_from(self) -> LearnedFrom:
        """What the weights were fitted on."""
        learned = self._learned
        return LearnedFrom(
            year=learned.year,
            adoptions=learned.total,
            first_year=learned.weights.years[0],
            cities=len(learned.adoptions.actors),
        )

    def scores(self, practices: Sequence[str]) -> Values:
        """Log odds; not a number for what nobody had before, or the city has taken up once."""
        open_ = self._has.any(axis=0) & ~self._has[self._city]
        places = [self._practice.get(practice) for practice in practices]
        return np.array([self._scores[place] if place is not None and open_[place] else np.nan for place in places])

    def tell(self, reader: Reader, practices: Sequence[str], limit: int) -> tuple[dict[str, Likelihood], set[str]]:
        """Of each practice that is ranked what makes it likelier or less likely, and all evidence that this names, as
        far as what it supports was so by the day `limit`.
        """
        terms = {
            practice: {term: self._term(term, self._practice[practice]) for term in self._adds}
            for practice in practices
        }
        named = {pair for told in terms.values() for _, places in told.values() for pair in self._named(places)}
        precedents = Precedents(reader, self._dated, limit, named)
        return {practice: self._told(practice, told, precedents) for practice, told in terms.items()}, {
            piece for told in precedents.of.values() for piece in told.evidence
        }

    def _told(
        self, practice: str, terms: Mapping[str, tuple[_Figures, Sequence[_Places]]], precedents: Precedents
    ) -> Likelihood:
        at = self._practice[practice]
        factors = [
            Factor(
                term=term,
                adds=float(self._adds[term][at]),
                figures=figures,
                precedents=tuple(precedents.of[pair] for pair in self._named(places)),
            )
            for term, (figures, places) in terms.items()
        ]
        return Likelihood(
            score=float(self._scores[at]),
            usual=self._learned.weights.intercept,
            factors=tuple(sorted(factors, key=lambda factor: -abs(factor.adds))),  # what counts most comes first
        )

    def _named(self, places: Sequence[_Places]) -> list[tuple[str, str]]:
        return [(self._known.actors[city], self._known.practices[practice]) for city, practice in places]

    def _term(self, term: str, at: int) -> tuple[_Figures, Sequence[_Places]]:
        """What a term was worked out from, of a practice by its place: figures, and adoptions to name."""
        has, years = self._has, self._known.years
        others = np.flatnonzero(has[:, at])
        own = np.flatnonzero(has[self._city])
        match term:
            case "readiness":
                figures: _Figures = {"taken": len(own), "begun": int(has.any(axis=0).sum())}
                return figures, [(self._city, int(one)) for one in own[np.argsort(-years[self._city, own])][:_NAMED]]
            case "neighbours":
                near = self._terms.nearest[self._city] if len(has) > 1 else others[:0]
                have = near[has[near, at]]
                return {"near": len(near), "have": len(have)}, [(int(one), at) for one in have[:_NAMED]]
            case "ties":
                rates = self._terms.rates[others, self._city]
                first = others[np.argsort(-rates, kind="stable")][:_NAMED]
                return {"rate": float(rates.mean()) if len(rates) else None}, [(int(one), at) for one in first]
            case "similar practices":
                like = self._terms.alike[at, own]
                first = own[np.argsort(-like, kind="stable")][: min(_NAMED, int((like > 0).sum()))]
                return {"alike": float(like.mean()) if len(own) else None}, [(self._city, int(one)) for one in first]
            case "theme":
                theme = self._known.themes[at]
                of_theme = own[self._known.themes[own] == theme] if theme >= 0 else own[:0]
                taken = len(of_theme) if theme >= 0 else None
                return {"taken": taken}, [(self._city, int(one)) for one in of_theme[:_NAMED]]
            case "momentum":
                recent = others[years[others, at] >= self._learned.year - MOMENTUM]
                newest = recent[np.argsort(-years[recent, at], kind="stable")]
                figures = {"recent": len(recent), "from": self._learned.year - MOMENTUM}
                return figures, [(int(one), at) for one in newest[:_NAMED]]
            case "share":
                return {"have": len(others), "cities": len(has)}, []
            case _:
                earliest = others[np.argsort(years[others, at], kind="stable")][:1]
                return {"first": int(years[earliest[0], at])}, [(int(one), at) for one in earliest]


class Precedents:
    """Adoptions as they are told, by city and practice: all that an answer names are read at once."""

    def __init__(self, reader: Reader, dated: Dated, limit: int, named: Set[tuple[str, str]]) -> None:
        self._known, self._limit = experience(reader), limit
        pairs = sorted(named)
        things = reader.things(name for pair in pairs for name in pair)
        self.of = {
            (city, practice): Precedent(
                city=things[city],
                practice=things[practice],
                year=dated.years[city, practice],
                record=self._known.records[dated.rows[city, practice]],
                evidence=self._pieces(dated.rows[city, practice]),
            )
            for city, practice in pairs
        }

    def _pieces(self, row: int) -> tuple[str, ...]:
        span = self._known.pieces_of(slice(row, row + 1))
        by_then = self._known.piece[span][self._known.said[span] <= self._limit]
        return tuple(self._known.pieces.identifiers[piece] for piece in by_then[:_NAMED].tolist())
