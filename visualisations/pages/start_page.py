"""The first screen: search, the doors, where the practices are that are most alive, and how those that travelled most
did so. No hairball.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from practice_atlas.graph.questions.answers import LineageAnswer, Thing
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.questions.lineage import lineage
from practice_atlas.graph.questions.lists import things_of
from practice_atlas.graph.questions.paging import MOST, Page
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.identifiers import ACTORS
from practice_atlas.visualisations.alive import alive_view
from practice_atlas.visualisations.matrix_view import MatrixView
from practice_atlas.visualisations.pages.counts import counts_of

#: How many practices are told of, and how many names stand at each end of one.
FEATURED: Final = 8
MOST_NAMES: Final = 4


@dataclass(frozen=True, slots=True)
class Travel:
    """One practice in a line: who shared, who learned; `more_…` count names that are left out, `at_least` where much
    is told of it.
    """

    practice: Thing
    teachers: tuple[Thing, ...]
    learners: tuple[Thing, ...]
    more_teachers: int
    more_learners: int
    doing: int
    at_least: bool


@dataclass(frozen=True, slots=True)
class StartPage:
    """The matrix in short, travels, busiest first, and what the data hold."""

    matrix: MatrixView
    travels: tuple[Travel, ...]
    counts: dict[str, int]


def start_page(reader: Reader) -> StartPage:
    """What the first screen shows."""
    return StartPage(alive_view(reader), tuple(travels(reader)), counts_of(reader))


def travels(reader: Reader, most: int = FEATURED) -> list[Travel]:
    """The practices about which most is known of who learned from whom."""

    def told(reader: Reader) -> list[Travel]:
        rows = things_of(reader, "practice", page=Page(MOST)).rows
        busy = sorted(rows, key=lambda row: (-_weight(row.counts), row.thing.name))
        found = [_travel(lineage(reader, row.thing.id, page=Page(MOST))) for row in busy[:most] if _weight(row.counts)]
        return [travel for travel in found if travel.teachers or travel.learners]

    return kept(reader, ("travels", reader.audience.level, most), told)


def _weight(counts: dict[str, int]) -> int:
    return counts["flows"] * 2 + counts["implementations"]


def _travel(answer: LineageAnswer) -> Travel:
    happened = [step for step in answer.steps if step.state == "done"]
    learners = {step.learner.id: step.learner for step in happened if step.learner}
    flows = [step for step in happened if step.kind == "flow"]
    teachers = {step.teacher.id: step.teacher for step in flows if step.teacher and step.teacher.kind in ACTORS}
    teachers = {key: thing for key, thing in teachers.items() if key not in learners}
    return Travel(
        practice=answer.practice,
        teachers=tuple(teachers.values())[:MOST_NAMES],
        learners=tuple(learners.values())[:MOST_NAMES],
        more_teachers=max(0, len(teachers) - MOST_NAMES),
        more_learners=max(0, len(learners) - MOST_NAMES),
        doing=answer.implementations_total,
        at_least=answer.next is not None,
    )
