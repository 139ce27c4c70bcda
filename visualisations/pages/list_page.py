"""Lists of things with figures beside them, page by page; and what is missing, city by city."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from practice_atlas.graph.questions.answers import Row
from practice_atlas.graph.questions.lists import things_of
from practice_atlas.graph.questions.missing import missing
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations.languages.speaking import country_called, translated
from practice_atlas.visualisations.pages.paging import Shown, shown

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
    """One page of a list."""

    kind: str
    columns: Mapping[str, str]
    rows: tuple[tuple[Row, str], ...]
    place: Shown


def list_page(reader: Reader, kind: str, after: str | None = None) -> ListPage:
    """Things of a kind by name. Raises QuestionError for a page that there is not."""
    answer = things_of(reader, kind, page=Page(PAGE, after))
    return _page(kind, COLUMNS[kind], answer.rows, shown(answer, PAGE))


def gaps_page(reader: Reader, after: str | None = None) -> ListPage:
    """Cities with how much is open about each. Raises QuestionError for a page that there is not."""
    answer = things_of(reader, "city", page=Page(GAPS_PAGE, after))
    rows = tuple(Row(thing=row.thing, details={"gaps": _gaps(reader, row.thing.id)}) for row in answer.rows)
    return _page("city", {"gaps": translated("Open questions")}, rows, shown(answer, GAPS_PAGE))


def _gaps(reader: Reader, city: str) -> str:
    """How many gaps there are; of a city of which much is told, at least how many."""
    answer = missing(reader, city)
    return f"{len(answer.gaps)}{'+' if answer.next else ''}"


def _page(kind: str, columns: Mapping[str, str], rows: tuple[Row, ...], place: Shown) -> ListPage:
    placed = tuple((row, country_called(row.thing.country) if row.thing.country else "") for row in rows)
    return ListPage(kind, columns, placed, place)
