"""What cities have taken up, as sources date it, and what is learned from it: who takes up what next.

Fitted once a revision, audience and year, from what happened before that year (`hazard.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from practice_atlas.graph.pairings.adoptions import NEVER as NO_YEAR
from practice_atlas.graph.pairings.adoptions import Adoptions
from practice_atlas.graph.pairings.experience import RUNNING, Experience, experience
from practice_atlas.graph.pairings.hazard import FEWEST, WINDOW, TooLittleKnownError, Weights, learn, seen
from practice_atlas.graph.pairings.taxonomy import taxonomy
from practice_atlas.graph.questions.columns import NEVER, NOTHING, Numbers
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.adoption import Adoption
from practice_atlas.ontology.errors import QuestionError

#: Cities times practices times years that are learned from: 250 MB while it lasts. SPID (50 states) takes 1.1 million.
_MOST: Final = 1_200_000


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """Adoptions whose date a source states, of all cities; by city and practice, `rows` has the row of experience that
    each rests on, and `years` its year.
    """

    adoptions: Adoptions
    rows: Mapping[tuple[str, str], int]
    years: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """What was learned for `year`, from adoptions that all lie before it: of those cities that took up most, where all
    were too many. `total` counts all dated adoptions before the year.
    """

    year: int
    adoptions: Adoptions
    weights: Weights
    total: int

    def with_city(self, city: str, everything: Adoptions) -> Adoptions:
        """The same, and what a city took up that was not learned from."""
        if city in self.adoptions.actors:
            return self.adoptions
        own = np.full((1, len(self.adoptions.practices)), NO_YEAR, np.int16)
        if city in everything.actors:
            column = {practice: place for place, practice in enumerate(everything.practices)}
            taken = everything.years[everything.actors.index(city)]
            own[0] = taken[[column[practice] for practice in self.adoptions.practices]]
            own[own >= self.year] = NO_YEAR
        years = np.concatenate([self.adoptions.years, own])
        return Adoptions((*self.adoptions.actors, city), self.adoptions.practices, years, self.adoptions.themes)


def dated(reader: Reader) -> Dated:
    """As far as the audience may know. Made once a revision and audience."""
    return kept(reader, ("dated adoptions", reader.audience.level), _dated)


def learned(reader: Reader, as_of: date | None) -> Learned:
    """What can be learned by a day: from the years before, since a year that goes on is not known whole. Without a day,
    from all years that anything is told of. Raises QuestionError where that is too little.
    """
    year = _year(dated(reader).adoptions, as_of)
    return kept(reader, ("learned", reader.audience.level, year), lambda reader: _learned(reader, year))


def _dated(reader: Reader) -> Dated:
    known, tree = experience(reader), taxonomy(reader)
    theme_of: dict[str, str] = {}
    for theme, practices in sorted(tree.of_theme.items()):
        for practice in practices:
            theme_of.setdefault(practice, theme)
    rows: dict[tuple[str, str], int] = {}
    adoptions = []
    day = _days(known)
    for row in np.lexsort((np.arange(len(day)), day)).tolist():
        if day[row] == NEVER:
            break
        city = known.cities.identifiers[known.city[row]]
        practice = known.practices.identifiers[known.practice[row]]
        if (city, practice) not in rows:
            rows[city, practice] = row
            taken = date.fromordinal(int(day[row])).year
            adoptions.append(Adoption(city, practice, taken, theme_of.get(practice, "")))
    years = {(one.actor, one.practice): one.year for one in adoptions}
    return Dated(Adoptions.of(adoptions), rows, years)


def _days(known: Experience) -> Numbers:
    """The day by which each row's implementation was first adopted or in use, where a source dates that and there is
    evidence; else NEVER.
    """
    done = known.done
    running = np.isin(done.stage, RUNNING)
    first = np.full(len(done.ids) + 1, NEVER, np.int64)  # one more, for rows that are no implementation
    np.minimum.at(first, done.stage_of[running], done.stage_stated[running])
    counts = (known.own != NOTHING) & (known.practice != NOTHING) & (np.diff(known.at_first) > 0)
    return np.where(counts, first[known.own], NEVER)


def _year(known: Adoptions, as_of: date | None) -> int:
    after_all = known.span()[1] + 1 if known.actors else 0
    if as_of is None:
        return after_all
    return min(as_of.year + ((as_of.month, as_of.day) == (12, 31)), after_all)


def _learned(reader: Reader, year: int) -> Learned:
    before = dated(reader).adoptions.until(year)
    total = int((before.years != NO_YEAR).sum())
    if total < FEWEST:
        raise _too_little(f"by then {total} are known")
    years = range(max(before.span()[0] + 1, year - WINDOW), year)
    sample = _most_active(before, len(years))
    try:
        weights = learn([seen(sample, one) for one in years])
    except TooLittleKnownError as error:
        followed = sum(int((sample.open(one) & sample.in_year(one)).sum()) for one in years)
        raise _too_little(f"by then {total} are known, but only {followed} of what another city had before") from error
    return Learned(year, sample, weights, total)


def _most_active(before: Adoptions, years: int) -> Adoptions:
    """The practices that anybody has taken up, and as many cities as can be learned from: those that took up most."""
    taken = before.years != NO_YEAR
    practices, many = np.flatnonzero(taken.any(axis=0)), np.asarray(taken.sum(axis=1))
    most = max(_MOST // (len(practices) * max(years, 1)), 2)
    cities = np.sort(np.argsort(-many, kind="stable")[:most])
    cities = cities[many[cities] > 0]
    return Adoptions(
        tuple(before.actors[city] for city in cities.tolist()),
        tuple(before.practices[practice] for practice in practices.tolist()),
        before.years[np.ix_(cities, practices)],
        before.themes[practices],
    )


def _too_little(known: str) -> QuestionError:
    return QuestionError(
        "algorithm",
        f"explainable-hazard learns from adoptions that a source dates: {known}, and it takes {FEWEST}",
        fix="Leave the algorithm out: fixed-weights needs no history.",
    )
