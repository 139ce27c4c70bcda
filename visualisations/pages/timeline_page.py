"""The page of a city's timeline: the picture, and the same row by row with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from practice_atlas.graph.questions.chosen import EVERYTHING, Chosen
from practice_atlas.graph.questions.days import Days, days_told
from practice_atlas.graph.questions.entity import entity
from practice_atlas.graph.questions.paging import Page
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations.choices import choices_told, made
from practice_atlas.visualisations.lanes import LanesPicture, lanes_picture
from practice_atlas.visualisations.moments import Moment
from practice_atlas.visualisations.pages.paging import Shown, shown
from practice_atlas.visualisations.pages.told import Told, places, told_entry
from practice_atlas.visualisations.timeline_view import SHOWN, TimelineView, view_of


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """View, picture and rows; `now` is what this page is asked with, `days` are those that it can be looked at as of,
    and `choices` those that were made, in words, `made` as parameters.
    """

    view: TimelineView
    picture: LanesPicture
    rows: tuple[tuple[Moment, Told], ...]
    place: Shown
    now: dict[str, str]
    days: Days | None
    choices: dict[str, str]
    made: dict[str, str]


def timeline_page(
    reader: Reader, city: str, as_of: date | None = None, after: str | None = None, chosen: Chosen = EVERYTHING
) -> TimelinePage:
    """Everything for the page. Raises UnknownEntityError and QuestionError."""
    answer = entity(reader, city, as_of=as_of, chosen=chosen, page=Page(SHOWN.limit, after))
    choices = choices_told(reader, chosen)
    view, known = view_of(answer, choices), places(answer.evidence)
    told = (told_entry(entry, answer.thing, known) for entry in answer.entries)
    return TimelinePage(
        view=view,
        picture=lanes_picture(view.moments, view.lanes),
        rows=tuple(zip(view.moments, told, strict=True)),
        place=shown(view, SHOWN.limit),
        now={"city": city, **made(chosen)} | ({"after": after} if after else {}),
        days=days_told(reader, [city]),
        choices=choices,
        made=made(chosen),
    )
