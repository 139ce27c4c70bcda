"""Which page of an answer is shown, and where the neighbouring ones are."""

from __future__ import annotations

from dataclasses import dataclass

from practice_atlas.graph.questions.answers import PagedAnswer


@dataclass(frozen=True, slots=True)
class Shown:
    """`first` and `last` count from 1; `earlier` and `later` are the cursors of the pages before and after."""

    first: int
    last: int
    total: int
    earlier: str | None
    later: str | None

    @property
    def all(self) -> bool:
        """Whether everything is on this one page."""
        return self.earlier is None and self.later is None


def shown(answer: PagedAnswer, limit: int) -> Shown:
    """The page of an answer that was asked for with this limit."""
    last = min(answer.position + limit, answer.total)
    return Shown(min(answer.position + 1, last), last, answer.total, answer.previous, answer.next)
