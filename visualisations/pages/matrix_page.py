"""The page of the matrix: a slice of it, and where its neighbours are."""

from __future__ import annotations

from dataclasses import dataclass

from practice_atlas.visualisations.matrix_view import MatrixView
from practice_atlas.visualisations.pages.paging import Shown, shown


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """The view; `now` is what this page of rows and columns is asked with, and `same` is the slice as the list of
    opportunities is asked for it.
    """

    view: MatrixView
    rows: Shown
    columns: Shown
    now: dict[str, str]
    same: dict[str, str]


def matrix_page(view: MatrixView, limit: int, across: int, now: dict[str, str], same: dict[str, str]) -> MatrixPage:
    """A view that was asked for with these limits."""
    columns = view.columns
    last = min(columns.position + across, columns.total)
    beside = Shown(min(columns.position + 1, last), last, columns.total, columns.previous, columns.next)
    return MatrixPage(view, shown(view, limit), beside, now, same)
