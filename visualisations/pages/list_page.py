"""Lists of things with figures beside them, page by page; and what is missing, city by city."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from practice_atlas.graph.questions.answers import Row
from practice_atlas.graph.questions.lists import things_of
from practice_atlas.graph.questions.missing import missing
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.countries import country_name

PAGE: Final = 100
#: Gaps are asked for each city, so a page holds fewer.
GAPS_PAGE: Final = 40

#: Columns by kind: the figure's name in the answer, and its heading.
COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    "city": {"implementations": "Practices of its own", "learned": "Learned", "shared": "Shared"},
    "practice": {"implementations": "Places that do it", "flows": "Learning told of"},
    "institution": {"flows_shared": "Shared", "memberships": "Members"},
    "engagement": {"flows": "Learning at it"},
}


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list; `first` and `last` count from 1."""

    kind: str
    columns: Mapping[str, str]
    rows: tuple[tuple[Row, str], ...]
    first: int
    last: int
    total: int
    skip: int
    page: int

    @property
    def earlier(self) -> int | None:
        """Where the page before starts."""
        return max(0, self.skip - self.page) if self.skip else None

    @property
    def later(self) -> int | None:
        """Where the next page starts."""
        return self.skip + self.page if self.last < self.total else None


def list_page(reader: Reader, kind: str, skip: int = 0) -> ListPage:
    """Things of a kind by name."""
    answer = things_of(reader, kind, skip=skip, limit=PAGE)
    return _page(kind, COLUMNS[kind], answer.rows, answer.total, skip, PAGE)


def gaps_page(reader: Reader, skip: int = 0) -> ListPage:
    """Cities with how much is open about each."""
    answer = things_of(reader, "city", skip=skip, limit=GAPS_PAGE)
    rows = tuple(Row(thing=row.thing, details={"gaps": len(missing(reader, row.thing.id).gaps)}) for row in answer.rows)
    return _page("city", {"gaps": "Open questions"}, rows, answer.total, skip, GAPS_PAGE)


def _page(kind: str, columns: Mapping[str, str], rows: tuple[Row, ...], total: int, skip: int, page: int) -> ListPage:
    placed = tuple((row, country_name(row.thing.country) if row.thing.country else "") for row in rows)
    return ListPage(kind, columns, placed, skip + 1 if rows else 0, skip + len(rows), total, skip, page)
