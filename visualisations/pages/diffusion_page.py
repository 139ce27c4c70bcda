"""The page of how a practice spread: curves, and the same figures as a table, with what is counted and its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from practice_atlas.graph.questions.answers import Evidence
from practice_atlas.graph.questions.chosen import EVERYTHING, Chosen
from practice_atlas.graph.questions.days import Days, days_told
from practice_atlas.graph.questions.diffusion import By
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations.choices import choices_told, made
from practice_atlas.visualisations.curves import Curves, curves
from practice_atlas.visualisations.dates import in_words
from practice_atlas.visualisations.diffusion_view import SHOWN, DiffusionView, diffusion_view
from practice_atlas.visualisations.moments import Moment
from practice_atlas.visualisations.pages.paging import Shown, shown
from practice_atlas.visualisations.pages.told import cited, places


@dataclass(frozen=True, slots=True)
class DiffusionPage:
    """View, picture and rows; `periods` are their names in words, `now` is what this page is asked with, `days` are
    those that it can be looked at as of, and `choices` those that were made, in words, `made` as parameters.
    """

    view: DiffusionView
    picture: Curves
    periods: tuple[str, ...]
    rows: tuple[tuple[Moment, tuple[Evidence, ...]], ...]
    place: Shown
    now: dict[str, str]
    days: Days | None
    choices: dict[str, str]
    made: dict[str, str]


def diffusion_page(
    reader: Reader,
    practice: str,
    by: By | None = None,
    as_of: date | None = None,
    after: str | None = None,
    chosen: Chosen = EVERYTHING,
) -> DiffusionPage:
    """Everything for the page. Raises UnknownEntityError and QuestionError."""
    view = diffusion_view(reader, practice, by=by, as_of=as_of, chosen=chosen, page=Page(SHOWN.limit, after))
    known = places(view.evidence)
    return DiffusionPage(
        view=view,
        picture=curves(view),
        periods=tuple(in_words(point.period) for point in view.periods),
        rows=tuple((item, cited(item.evidence, known)) for item in view.moments),
        place=shown(view, SHOWN.limit),
        now={"practice": practice, "by": view.by, **made(chosen)} | ({"after": after} if after else {}),
        days=days_told(reader, [thing.id for thing in (view.practice, *view.narrower)]),
        choices=choices_told(reader, chosen),
        made=made(chosen),
    )
