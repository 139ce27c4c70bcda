"""Where could practices be replicated? City × practice over the whole network: where a city is known to be interested
and somebody could mentor it, best first, with quotas so that no mentor, city or practice takes the whole list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph.pairings.answers import Exposure, OpportunitiesAnswer, Opportunity
from practice_atlas.graph.pairings.candidates import MOST_MENTEES
from practice_atlas.graph.pairings.going import all_paired_offers, learner_keys, offer_keys
from practice_atlas.graph.pairings.interests import Interests, interests
from practice_atlas.graph.pairings.matching import Matched, Places, alike, matched, met
from practice_atlas.graph.pairings.offers import Offers, offers
from practice_atlas.graph.pairings.suggesting import Chosen, Teller
from practice_atlas.graph.pairings.taxonomy import taxonomy
from practice_atlas.graph.pairings.traits import all_traits
from practice_atlas.graph.pairings.weights import PARTS, Weights
from practice_atlas.graph.questions.columns import NEVER, Numbers, Truths, limit_of
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.placing import lies_in
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.regions import regions_of

#: As many opportunities as a page names, if nobody asks for more or fewer, and at most.
USUAL: Final = 20
MOST: Final = 100
#: Mentors that are looked at for each interest: those that have most to show, whoever asks.
_LOOKED_AT: Final = 12
#: More than any difference of two scores in billionths.
_APART: Final = 2_000_000_000
#: How much more than an equal share a mentor may have of a list; in back-tests this cost no accuracy.
_SHARE: Final = 1.25


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which opportunities: those of a practice with its forms, of a theme, of cities in a country or region."""

    practice: str | None = None
    theme: str | None = None
    country: str | None = None
    region: str | None = None
    per_city: int = 2
    per_practice: int = 5


EVERYTHING: Final = Wanted()


@dataclass(frozen=True, slots=True, eq=False)
class _Options:
    """Every opportunity with the mentors that were looked at, best first: `interest` and `offer` are places.

    An opportunity begins at its place in `begins`; `order` are these by their best mentor's score; `paired` are the
    interests for which a mentor is left out who is paired with the city for it already. There may be a million: the
    parts of a score are worked out again for those that are named.
    """

    interests: Interests
    offers: Offers
    interest: NDArray[np.int32]
    offer: NDArray[np.int32]
    begins: NDArray[np.int32]
    order: NDArray[np.int32]
    paired: NDArray[np.int32]

    def learner(self, place: int) -> int:
        """The city that is interested."""
        return int(self.interests.city[self.interest[place]])

    def practice(self, place: int) -> int:
        """The practice that it is interested in."""
        return int(self.interests.practice[self.interest[place]])

    def mentor(self, place: int) -> int:
        """The city that could mentor it."""
        return int(self.offers.city[self.offer[place]])


def opportunities(
    reader: Reader,
    weights: Weights,
    *,
    wanted: Wanted = EVERYTHING,
    as_of: date | None = None,
    many: int = USUAL,
) -> OpportunitiesAnswer:
    """The first `many` opportunities. Raises UnknownEntityError and QuestionError.

    A city is interested in a practice that it needs, asked for, promised or was shown, and does not have in use or
    adopted. As of a date, only what had certainly happened by then counts.
    """
    for parameter, value in (("limit", many), ("per_city", wanted.per_city), ("per_practice", wanted.per_practice)):
        if not 1 <= value <= MOST:
            raise QuestionError(parameter, f"{value} is too few or too many", fix=f"Ask for 1 to {MOST}.")
    limit = limit_of(as_of)
    options = _options(reader, weights, limit)
    inside = _inside(reader, options, wanted)
    picked = _Picked(options, inside, wanted, many)
    chosen = _chosen(reader, weights, limit, options, [pick.place for pick in picked.picks])
    told = Teller(reader, weights, limit, chosen)
    return OpportunitiesAnswer(
        revision=reader.revision().number,
        as_of=as_of,
        evidence=told.evidence,
        algorithm="fixed-weights",
        version=weights.version,
        total=picked.total,
        cap=picked.cap,
        passed_over=picked.passed_over,
        changed_by_cap=sum(pick.instead is not None for pick in picked.picks),
        opportunities=tuple(_told(reader, told, one, pick) for one, pick in zip(chosen, picked.picks, strict=True)),
        exposure=_exposure(reader, chosen),
        insufficient=None if chosen else _insufficient(reader, weights, wanted, as_of),
        paired=int(inside[options.paired].sum()),
        recorded=reader.recorded.version,
    )


def _options(reader: Reader, weights: Weights, limit: int) -> _Options:
    """By the day `limit`; as of today kept for a revision and what is recorded."""
    if limit < NEVER:
        return _made(reader, weights, limit)
    name, version = ("options", reader.audience.level, weights.content), reader.recorded.version
    return kept(reader, name, lambda reader: _made(reader, weights, limit), version=version)


def _made(reader: Reader, weights: Weights, limit: int) -> _Options:
    told, offered = interests(reader, weights, limit), offers(reader, weights, limit, MOST_MENTEES)
    open_ = np.flatnonzero(~offered.running[told.city, told.practice])
    first = offered.first[told.practice[open_]]
    sizes = np.minimum(offered.first[told.practice[open_] + 1] - first, _LOOKED_AT)
    interest = np.repeat(open_, sizes)
    offer = np.repeat(first - np.concatenate(([0], np.cumsum(sizes)))[: len(sizes)], sizes) + np.arange(sizes.sum())
    paired = _paired(reader, limit, told, offered, interest, offer)
    others = (offered.city[offer] != told.city[interest]) & ~paired
    taken = interest[paired]
    interest, offer = interest[others], offer[others]
    score = np.round(_found(reader, weights, limit, told, offered, interest, offer).score, 9)
    # By interest, then by score, then by offer: as one number, since they lie nearly in this order already.
    order = np.argsort(interest * _APART - np.rint(score * 1e9).astype(np.int64), kind="stable")
    begins = np.flatnonzero(np.diff(interest[order], prepend=-1))
    best = np.lexsort((begins, -score[order][begins]))
    few = (interest[order], offer[order], begins, best, taken)
    return _Options(told, offered, *(column.astype(np.int32) for column in few))


def _paired(reader: Reader, limit: int, told: Interests, offered: Offers, interest: Numbers, offer: Numbers) -> Truths:
    """Where learner and mentor are paired for it already."""
    paired = all_paired_offers(reader, limit)
    if not len(paired):
        return np.zeros(len(offer), np.bool_)
    keys = offer_keys(reader, offered.practice[offer], offered.city[offer])
    return np.isin(learner_keys(reader, told.city[interest], keys), paired)


def _found(
    reader: Reader, weights: Weights, limit: int, told: Interests, offered: Offers, interest: Places, offer: Places
) -> Matched:
    learner, city = told.city[interest], offered.city[offer]
    return matched(
        reader, weights, offered, limit, offer, told.fit[interest], alike(reader, learner, city),
        met(reader, limit, learner, city),
    )  # fmt: skip


def _inside(reader: Reader, options: _Options, wanted: Wanted) -> Truths:
    """Which interests are asked for."""
    traits, tree = all_traits(reader), taxonomy(reader)
    practices, cities = np.ones(len(tree.practices), np.bool_), np.ones(len(traits.cities), np.bool_)
    for subject, kind in ((wanted.practice, "practice"), (wanted.theme, "theme")):
        if subject is not None:
            if reader.thing(subject).kind != kind:
                raise QuestionError(kind, f"{subject} is no {kind}", fix=f"Name a {kind}.")
            forms = [tree.practices.known(form) for form in tree.forms_of(subject)]
            practices &= np.isin(np.arange(len(practices)), forms)
    if wanted.country is not None:
        cities &= np.array([land == wanted.country for land in traits.lands], np.bool_)[traits.land]
    if wanted.region is not None:
        cities &= np.array([lies_in(land, wanted.region) for land in traits.lands], np.bool_)[traits.land]
    return np.asarray(practices[options.interests.practice] & cities[options.interests.city], np.bool_)


@dataclass(frozen=True, slots=True)
class Pick:
    """An option by its place, the mentor that the cap put aside, by number, and whether it goes beyond the cap."""

    place: int
    instead: int | None = None
    beyond_cap: bool = False


class _Picked:
    """The list: each opportunity once, by score, as quotas allow."""

    def __init__(self, options: _Options, inside: Truths, wanted: Wanted, many: int) -> None:
        self._options, self._wanted = options, wanted
        asked = inside[options.interest[options.begins]]
        self._ends = np.append(options.begins[1:], len(options.interest))
        self.total = int(asked.sum())
        mentors = np.bincount(options.offers.city[options.offer[inside[options.interest]]])
        self.cap = max(1, ceil(_SHARE * min(many, self.total) / max(int((mentors > 0).sum()), 1)))
        self.passed_over = 0
        self.picks = list(self._pick(options.order[asked[options.order]].tolist(), many))

    def _pick(self, order: Iterable[int], many: int) -> Iterator[Pick]:
        """As the cap allows; then, where there is room, those whose mentors are all named as often as it allows."""
        options, mentors, named, waiting = self._options, Counter[int](), Counter[tuple[str, int]](), list[int]()
        for number in order:
            if mentors.total() >= many:
                break
            best, end = int(options.begins[number]), int(self._ends[number])
            free = next((place for place in range(best, end) if mentors[options.mentor(place)] < self.cap), None)
            if not self._within_quotas(named, best):
                self.passed_over += 1
            elif free is None:
                waiting.append(best)
            else:
                mentors[options.mentor(free)] += 1
                named.update(self._quotas(best))
                yield Pick(free, None if free == best else options.mentor(best))
        room = many - mentors.total()
        for best in waiting:
            if room > 0 and self._within_quotas(named, best):
                room -= 1
                named.update(self._quotas(best))
                yield Pick(best, beyond_cap=True)
            else:
                self.passed_over += 1

    def _quotas(self, place: int) -> tuple[tuple[str, int], tuple[str, int]]:
        return ("city", self._options.learner(place)), ("practice", self._options.practice(place))

    def _within_quotas(self, named: Counter[tuple[str, int]], place: int) -> bool:
        city, practice = self._quotas(place)
        return named[city] < self._wanted.per_city and named[practice] < self._wanted.per_practice


def _chosen(reader: Reader, weights: Weights, limit: int, options: _Options, places: Sequence[int]) -> list[Chosen]:
    at = np.array(places, np.int64)
    interest, offer = options.interest[at], options.offer[at]
    found = _found(reader, weights, limit, options.interests, options.offers, interest, offer)
    return [
        Chosen(
            learner=options.learner(place),
            practice=options.practice(place),
            mentor=options.mentor(place),
            parts={part: float(found.parts[part][number]) for part in PARTS},
            score=float(found.score[number]),
        )
        for number, place in enumerate(places)
    ]


def _told(reader: Reader, told: Teller, one: Chosen, pick: Pick) -> Opportunity:
    cities = all_traits(reader).cities
    return Opportunity(
        learner=told.city(one.learner),
        practice=told.practice(one.practice),
        interest=told.interest(one.learner, one.practice),
        own=told.own(one.learner, one.practice),
        mentor=told.suggested(one),
        instead_of=None if pick.instead is None else reader.thing(cities[pick.instead]),
        beyond_cap=pick.beyond_cap,
    )


def _exposure(reader: Reader, chosen: Sequence[Chosen]) -> tuple[Exposure, ...]:
    """How often each region is named, by name."""
    traits = all_traits(reader)
    sides = [Counter[str](), Counter[str]()]
    for one in chosen:
        for side, city in zip(sides, (one.mentor, one.learner), strict=True):
            land = traits.lands[traits.land[city]]
            side.update(regions_of(land.partition(":")[2]) if land else ())
    return tuple(
        Exposure(region=region, mentors=sides[0][region], learners=sides[1][region])
        for region in sorted(sides[0] | sides[1])
    )


def _insufficient(reader: Reader, weights: Weights, wanted: Wanted, as_of: date | None) -> str:
    if as_of is not None:
        later = _options(reader, weights, NEVER)
        if _inside(reader, later, wanted)[later.interest].any():
            return "not-by-then"
    return "nobody-known"
