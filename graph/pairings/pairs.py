"""Who was matched with which mentor, for what and when: pairings by numbers, and what was known of them by a day."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, TypeVar

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from practice_atlas.ontology.observed_pair import ObservedPair

#: How long a pairing is counted as a load on its mentor.
BUSY: Final = timedelta(days=365)
#: The number of a theme that nobody named.
NONE: Final = -1

Name = TypeVar("Name", str, tuple[str, str])


@dataclass(frozen=True, slots=True)
class Pair:
    """A pairing: actors, subject and theme by their numbers, the days that its date can mean, the candidates given."""

    learner: int
    mentor: int
    subject: int
    theme: int
    earliest: date
    latest: date
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True)
class Pairs:
    """All pairings of some actors. A subject is a practice, or a theme where no practice is named."""

    actors: tuple[str, ...]
    subjects: tuple[tuple[str, str], ...]
    rows: tuple[Pair, ...]

    @classmethod
    def of(cls, observed: Iterable[ObservedPair]) -> Pairs:
        """From single pairings, in any order."""
        given = list(observed)
        everybody = {actor for one in given for actor in (one.learner, one.mentor, *one.candidates)}
        actor = _numbered(everybody)
        subject = _numbered({_subject(one) for one in given})
        theme = _numbered({one.theme for one in given if one.practice and one.theme})
        rows = (
            Pair(
                actor[one.learner], actor[one.mentor], subject[_subject(one)],
                theme.get(one.theme, NONE) if one.practice else NONE, one.earliest, one.latest,
                tuple(sorted({actor[name] for name in one.candidates})),
            )
            for one in given
        )  # fmt: skip
        ordered = tuple(sorted(rows, key=lambda row: (row.latest, row.learner, row.subject, row.mentor)))
        return cls(tuple(actor), tuple(subject), ordered)

    def span(self) -> tuple[date, date]:
        """The first and the last day that any date can mean."""
        return min(row.earliest for row in self.rows), max(row.latest for row in self.rows)


def _subject(one: ObservedPair) -> tuple[str, str]:
    return ("practice", one.practice) if one.practice else ("theme", one.theme)


def _numbered(names: Iterable[Name]) -> dict[Name, int]:
    return {name: number for number, name in enumerate(sorted(names))}


@dataclass
class PairsKnown:
    """What is known of pairings when a day begins. It holds nothing of that day or later: rows are added as days pass.

    `partners` joins whoever was matched, whichever of them learned. `did` has the subjects of each actor, as learner or
    mentor, and `doers` the actors of each subject.
    """

    actors: int
    rows: int = 0
    partners: nx.Graph[int] = field(default_factory=nx.Graph)
    did: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    doers: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    _mentored: Counter[int] = field(default_factory=Counter)
    _on_subject: defaultdict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    _in_theme: defaultdict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    _load: Counter[int] = field(default_factory=Counter)
    _recent: deque[tuple[date, int]] = field(default_factory=deque)

    def add(self, row: Pair) -> None:
        """A pairing that lies before the day; later ones come after earlier ones."""
        self.rows += 1
        self.partners.add_edge(row.learner, row.mentor)
        for actor in (row.learner, row.mentor):
            self.did[actor].add(row.subject)
            self.doers[row.subject].add(actor)
        self._mentored[row.mentor] += 1
        self._on_subject[row.subject][row.mentor] += 1
        self._in_theme[row.theme][row.mentor] += 1
        self._load[row.mentor] += 1
        self._recent.append((row.latest, row.mentor))

    def begin(self, day: date) -> None:
        """Forgets the load of pairings that are over by this day."""
        while self._recent and self._recent[0][0] < day - BUSY:
            self._load[self._recent.popleft()[1]] -= 1

    def seen(self) -> NDArray[np.bool_]:
        """Which actors have learned or mentored."""
        flags = np.zeros(self.actors, dtype=np.bool_)
        flags[list(self.partners)] = True
        return flags

    def mentored(self) -> NDArray[np.float64]:
        """How often each actor was a mentor."""
        return self._counts(self._mentored)

    def mentored_on(self, subject: int) -> NDArray[np.float64]:
        """How often each actor was a mentor of this subject."""
        return self._counts(self._on_subject.get(subject, {}))

    def mentored_in(self, theme: int) -> NDArray[np.float64]:
        """How often each actor was a mentor in this theme; never where there is no theme."""
        return self._counts(self._in_theme.get(theme, {}) if theme != NONE else {})

    def load(self) -> NDArray[np.float64]:
        """How often each actor was a mentor within the last year."""
        return self._counts(self._load)

    def _counts(self, counted: Mapping[int, int]) -> NDArray[np.float64]:
        counts = np.zeros(self.actors)
        counts[list(counted)] = list(counted.values())
        return counts
