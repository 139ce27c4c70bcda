"""The questions of a back-test of pairings: each time somebody was matched, with which of the mentors there were?

A question is a learner, what it was matched for, and when; whoever became its mentor then is the answer. Candidates
are those the table names, or else all, but only who had learned or mentored before that day: what exists in the data
because of the outcome is never a candidate. Where that leaves no answer, the mentor is a newcomer; where it leaves
nobody else, there is nothing to choose. Neither is asked. A date that can mean several days begins with the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from practice_atlas.graph.backtests.mentors import Wanted
from practice_atlas.graph.pairings.pairs import Pair, Pairs, PairsKnown

#: Questions between two reports of progress.
_EVERY: Final = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """A question: what is wanted, and which of the candidates became mentors."""

    wanted: Wanted
    taken: NDArray[np.bool_]


@dataclass
class Tally:
    """What was asked so far, and what was not.

    `candidates` and `learners` have a number for each question asked. `lists` are the questions with given candidates:
    `unseen` of these had taken part in nothing before, `new_listed` mentors among them, where `expected` would be if
    each mentor had been drawn from its list by lot.
    """

    candidates: list[int] = field(default_factory=list)
    learners: list[int] = field(default_factory=list)
    taken: int = 0
    alone: int = 0
    newcomers: int = 0
    questions: int = 0
    lists: int = 0
    unseen: int = 0
    new_listed: int = 0
    expected: float = 0.0

    def listed(self) -> Literal["all", "some", "none"]:
        """For how many questions candidates were given."""
        return "none" if not self.lists else "all" if self.lists == self.questions else "some"

    def count(self, new: int, mentors: int, unseen: int, given: int) -> None:
        """Counts a question, whether it is asked or not."""
        self.questions += 1
        self.newcomers += new
        if given:
            self.lists += 1
            self.unseen += unseen
            self.new_listed += new
            self.expected += mentors * unseen / given


def choices_of(
    pairs: Pairs, first: date, last: date, tally: Tally, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> Iterator[tuple[PairsKnown, Choice]]:
    """The questions that begin between two days, in order, each with what was known when its day began."""
    known, at = PairsKnown(len(pairs.actors)), 0
    rows = sorted((row for row in pairs.rows if first <= row.earliest <= last), key=_question)
    questions = [[*group] for _, group in groupby(rows, key=_question)]
    for done, question in enumerate(questions):
        day = question[0].earliest
        while pairs.rows[at].latest < day:  # the rows of this question are not before it: there is always a next one
            known.add(pairs.rows[at])
            at += 1
        known.begin(day)
        if done % _EVERY == 0:
            progress(done, len(questions))
        choice = _choice(known, question, tally)
        if choice:
            tally.candidates.append(len(choice.taken))
            tally.learners.append(choice.wanted.learner)
            tally.taken += int(choice.taken.sum())
            yield known, choice
    progress(len(questions), len(questions))


def _question(row: Pair) -> tuple[date, date, int, int]:
    """What rows of one question have in common."""
    return row.earliest, row.latest, row.learner, row.subject


def _choice(known: PairsKnown, rows: Sequence[Pair], tally: Tally) -> Choice | None:
    """The question of some rows, if there is something to choose; it is counted either way."""
    row, seen, given = rows[0], known.seen(), _given(rows)
    mentors = [*{one.mentor for one in rows}]
    unseen = int((~seen[given]).sum())
    tally.count(int((~seen[mentors]).sum()), len(mentors), unseen, len(given))
    if given:
        there = np.zeros_like(seen)
        there[given] = seen[given]
        seen = there
    seen[row.learner] = False
    candidates = np.flatnonzero(seen)
    taken = np.isin(candidates, mentors)
    if not taken.any() or taken.all():
        tally.alone += bool(taken.any())
        return None
    return Choice(Wanted(row.learner, row.subject, row.theme, row.earliest, candidates), taken)


def _given(rows: Sequence[Pair]) -> list[int]:
    """The candidates that all rows of a question name together, without the learner; nobody where one names none."""
    if not all(row.candidates for row in rows):
        return []
    return sorted({actor for row in rows for actor in row.candidates} - {rows[0].learner})
