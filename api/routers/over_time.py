"""What happened over time, as pages: the timeline of a city, and how a practice spread."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from functools import partial
from typing import Annotated, cast, get_args

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from practice_atlas.api.asking import Asking, resolved
from practice_atlas.api.choices import BESIDE_A_PRACTICE, NAMED, NAMES, Choices
from practice_atlas.api.faults import Faults
from practice_atlas.api.form_page import answered, form_page
from practice_atlas.api.parameters import After, AsOf
from practice_atlas.api.refused import Query
from practice_atlas.api.typed import Text
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.diffusion import By
from practice_atlas.graph.reading import Reader
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.visualisations.moments import PRECISIONS
from practice_atlas.visualisations.pages.diffusion_page import DiffusionPage, diffusion_page
from practice_atlas.visualisations.pages.timeline_page import TimelinePage, timeline_page
from practice_atlas.visualisations.timeline_view import LANES

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of both forms, without spaces around them; empty ones as empty texts."""

    city: str = ""
    practice: str = ""
    by: str = ""
    as_of: str = ""
    theme: str = ""
    country: str = ""
    region: str = ""
    partner: str = ""
    kind: str = ""
    stage: str = ""
    grade: str = ""

    def choices(self, names: Collection[str]) -> Choices:
        """Those of these fields that choose what is told."""
        return Choices.typed({name: text for name, text in asdict(self).items() if name in names})

    def periods(self) -> By | None:
        """By what is counted; None: what is usual. Raises QuestionError."""
        if self.by and self.by not in get_args(By):
            raise QuestionError("by", f"{self.by[:80]!r} is no period", fix="One of: month, year.")
        return cast("By", self.by) if self.by else None

    def query(self) -> Query:
        """The question as parameters; the date comes with the moment that the page is of."""
        return {name: text for name, text in asdict(self).items() if text and name != "as_of"}


async def _typed(
    city: Text = "", practice: Text = "", by: Text = "", as_of: AsOf = None, theme: Text = "", country: Text = "",
    region: Text = "", partner: Text = "", kind: Text = "", stage: Text = "", grade: Text = "",
) -> Typed:  # fmt: skip
    told = (city, practice, by, as_of or "", theme, country, region, partner, kind, stage, grade)
    return Typed(*(text.strip() for text in told))


@router.get("/timeline")
def timeline(
    request: Request, ask: Asking, asked: Annotated[Typed, Depends(_typed)], after: After = None
) -> HTMLResponse:
    """Everything that is told of a city, in order."""

    def question(reader: Reader, faults: Faults) -> Callable[[], TimelinePage] | None:
        day = faults.take(lambda: as_of_day(asked.as_of or None), None)
        city = faults.take(lambda: resolved(reader, "city", asked.city, "city") if asked.city else "", "")
        chosen = asked.choices(NAMES).read(reader, faults)
        return partial(timeline_page, reader, city, day, after, chosen) if city else None

    found = ask(lambda reader: answered(reader, partial(question, reader)))
    return form_page(
        request,
        ask,
        "timeline",
        refusals=found.refusals,
        query=asked.query(),
        called=found.offers.called,
        named=("city", *NAMED),
        shown=found.shown,
        asked=asked,
        offers=found.offers,
        lanes=LANES,
        precisions=PRECISIONS,
    )


@router.get("/diffusion")
def diffusion(
    request: Request, ask: Asking, asked: Annotated[Typed, Depends(_typed)], after: After = None
) -> HTMLResponse:
    """How a practice spread over time."""

    def question(reader: Reader, faults: Faults) -> Callable[[], DiffusionPage] | None:
        day, by = faults.take(lambda: as_of_day(asked.as_of or None), None), faults.take(asked.periods, None)
        name = asked.practice
        practice = faults.take(lambda: resolved(reader, "practice", name, "practice") if name else "", "")
        chosen = asked.choices(BESIDE_A_PRACTICE).read(reader, faults)
        return partial(diffusion_page, reader, practice, by, day, after, chosen) if practice else None

    found = ask(lambda reader: answered(reader, partial(question, reader)))
    return form_page(
        request,
        ask,
        "diffusion",
        refusals=found.refusals,
        query=asked.query(),
        called=found.offers.called,
        named=("practice", *NAMED),
        shown=found.shown,
        asked=asked,
        offers=found.offers,
        precisions=PRECISIONS,
    )
