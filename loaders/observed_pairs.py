"""Tables of pairings elsewhere, for back-tests: who was matched with which mentor, for what, when, and out of whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from practice_atlas.loaders.observed_table import MOST, Cells, days, read_table
from practice_atlas.ontology.errors import InputError
from practice_atlas.ontology.observed_pair import ObservedPair
from practice_atlas.ontology.problems import Place, Problem

#: What stands between the ids of candidates.
BETWEEN: Final = ";"


@dataclass(frozen=True, slots=True)
class PairColumns:
    """The headings under which a table has what is needed. It has practices, themes or both; candidates where known."""

    learner: str = "learner"
    mentor: str = "mentor"
    practice: str | None = "practice"
    theme: str | None = None
    date: str = "date"
    candidates: str | None = None

    def named(self) -> dict[str, str]:
        """Headings by what they hold."""
        told = {
            "learner": self.learner, "mentor": self.mentor, "practice": self.practice, "theme": self.theme,
            "date": self.date, "candidates": self.candidates,
        }  # fmt: skip
        return {name: heading for name, heading in told.items() if heading}

    def may_be_empty(self) -> Collection[str]:
        """What a row may leave open: candidates, and a theme where there is a practice."""
        return ("candidates", "theme") if self.practice else ("candidates",)


@dataclass(frozen=True, slots=True)
class _Row:
    """A pairing that could be read, and where its parts stand."""

    pair: ObservedPair
    places: Mapping[str, Place]


def read_pairs(path: Path, columns: PairColumns, *, today: date) -> list[ObservedPair]:
    """All rows of a table of pairings. Raises InputError with every problem of the file."""
    unsure: set[str] = set()

    def read(cells: Cells) -> _Row | list[Problem]:
        row = _row(cells, columns.may_be_empty(), today)
        if isinstance(row, list):
            unsure.update((cells.given["learner"], cells.given["mentor"]))
        return row

    rows, problems = read_table(path, columns.named(), read)
    if len(problems) < MOST:
        problems += _future(rows, unsure)
    problems = sorted(problems, key=lambda one: one.place.line)[:MOST]
    problems = problems or [*_one_class(path.name, [row.pair for row in rows])]
    if problems:
        raise InputError(problems)
    return [row.pair for row in rows]


def _row(cells: Cells, may_be_empty: Collection[str], today: date) -> _Row | list[Problem]:
    given = cells.given
    listed = tuple(part.strip() for part in given.get("candidates", "").split(BETWEEN))
    candidates = listed if any(listed) else ()
    problems = [*cells.empty(allowed=may_be_empty), *_whom(cells, candidates)]
    when = (
        days(given["date"], cells.places["date"], today, "Write a day as YYYY-MM-DD, a month or a year.")
        if given["date"] else (today, today)
    )  # fmt: skip
    if isinstance(when, Problem):
        problems.append(when)
    elif not problems:
        pair = ObservedPair(
            given["learner"], given["mentor"], given.get("practice", ""), given.get("theme", ""), *when, candidates
        )
        return _Row(pair, cells.places)
    return problems


def _whom(cells: Cells, candidates: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with who was matched with whom, and out of whom."""
    learner, mentor = cells.given["learner"], cells.given["mentor"]
    if learner and learner == mentor:
        yield Problem(
            cells.places["mentor"],
            "pair.self",
            f"{mentor!r} is its own mentor",
            "Name somebody else, or take the row out.",
            field="mentor",
        )
    if candidates and not all(candidates):
        yield Problem(
            cells.places["candidates"],
            "candidates.empty",
            f"a candidate without an id among {len(candidates)}",
            f"Write ids with one {BETWEEN!r} between them.",
            field="candidates",
        )
    if candidates and mentor and mentor not in candidates:
        yield Problem(
            cells.places["candidates"],
            "candidates.mentor",
            f"the mentor {mentor!r} is not among the candidates",
            "Name everybody who could have been matched, the mentor too, or leave the cell empty.",
            field="candidates",
        )


def _future(rows: Sequence[_Row], unsure: Collection[str]) -> Iterator[Problem]:
    """Candidates of whom the first that is known came later. Who stands in a row that cannot be read is spared."""
    first: dict[str, date] = {}
    for row in rows:
        for actor in (row.pair.learner, row.pair.mentor):
            first[actor] = min(first.get(actor, row.pair.earliest), row.pair.earliest)
    for row in rows:
        late = [one for one in row.pair.candidates if one not in unsure and first.get(one, date.min) > row.pair.latest]
        if late:
            more = f" and {len(late) - 1} more" if len(late) > 1 else ""
            yield Problem(
                row.places["candidates"],
                "candidates.future",
                f"the candidate {late[0]!r}{more} first took part on {first[late[0]]}, after this date",
                "Take out who was not there yet, or give the earlier rows that show it.",
                field="candidates",
            )


def _one_class(name: str, pairs: Sequence[ObservedPair]) -> Iterator[Problem]:
    """Nothing to choose from: one mentor in all, or never more than one candidate."""
    mentors = {pair.mentor for pair in pairs}
    choices = [set(pair.candidates) - {pair.learner} for pair in pairs if pair.candidates]
    if len(mentors) < 2 or (len(choices) == len(pairs) and all(len(choice) < 2 for choice in choices)):
        few = ("no pairings", "one mentor in all", "no row with more than one candidate")[min(len(mentors), 2)]
        yield Problem(
            Place(name),
            "table.one-class",
            f"{few}: there is nobody to tell apart",
            "Give pairings with several mentors, and everybody who could have been matched.",
            field="mentor" if len(mentors) < 2 else "candidates",
        )
