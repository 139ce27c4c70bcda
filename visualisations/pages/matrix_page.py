"""The page of the matrix: a slice of it, and where its neighbours are."""

from __future__ import annotations

from dataclasses import dataclass

from practice_atlas.graph.questions.days import Days, days_told
from practice_atlas.graph.questions.placing import by_name
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations.matrix_view import MatrixView
from practice_atlas.visualisations.pages.paging import Shown, shown


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """The view; `now` is what this page of rows and columns is asked with, and `same` is the slice as the list of
    opportunities is asked for it; `days` are those that it can be looked at as of.
    """

    view: MatrixView
    rows: Shown
    columns: Shown
    now: dict[str, str]
    same: dict[str, str]
    days: Days | None


def matrix_page(
    reader: Reader, view: MatrixView, limit: int, across: int, now: dict[str, str], same: dict[str, str]
) -> MatrixPage:
    """A view that was asked for with these limits."""
    columns = view.columns
    last = min(columns.position + across, columns.total)
    beside = Shown(min(columns.position + 1, last), last, columns.total, columns.previous, columns.next)
    practices = [row.thing.id for row in view.rows]
    if len(practices) < view.total:  # on other pages there are more, and the slider is to be the same there
        practices = [identifier for _, identifier in by_name(reader, "practice")]
    days = days_told(reader, practices)
    return MatrixPage(view, shown(view, limit), beside, now, same, days)
