"""The page of where practices could be replicated: the list, and a form that narrows it. Its address holds both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from practice_atlas.api.asking import Asking, region_of, resolved
from practice_atlas.api.faults import Faults
from practice_atlas.api.form_page import answered, form_page
from practice_atlas.api.keeping import RecordedRoute
from practice_atlas.api.parameters import AsOf
from practice_atlas.api.refused import Query
from practice_atlas.api.routers.pairings import Sought, opportunities_for
from practice_atlas.api.typed import Text, whole_number
from practice_atlas.graph.pairings.opportunities import EVERYTHING, MOST, USUAL
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.reading import Reader
from practice_atlas.visualisations.messages import message
from practice_atlas.visualisations.pages.opportunities_page import OpportunitiesShown, opportunities_shown
from practice_atlas.visualisations.pairing_words import weights_told

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse, route_class=RecordedRoute)

#: What the number fields mean where they are left empty.
_USUAL: Final = {"per_city": EVERYTHING.per_city, "per_practice": EVERYTHING.per_practice, "limit": USUAL}


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of the form, without spaces around them; empty ones as empty texts."""

    practice: str
    theme: str
    country: str
    region: str
    per_city: str
    per_practice: str
    limit: str
    as_of: str

    def sought(self, faults: Faults) -> Sought:
        """What is looked for."""
        given = {"per_city": self.per_city, "per_practice": self.per_practice, "limit": self.limit}
        numbers = {
            name: faults.take(partial(whole_number, name, text, 1, MOST), _USUAL[name]) if text else _USUAL[name]
            for name, text in given.items()
        }
        return Sought(
            practice=self.practice or None,
            theme=self.theme or None,
            country=self.country or None,
            region=self.region or None,
            per_city=numbers["per_city"],
            per_practice=numbers["per_practice"],
            many=numbers["limit"],
            as_of=self.as_of or None,
        )

    def query(self) -> Query:
        """The question as parameters; the date comes with the moment that the page is of."""
        usual = {name: str(value) for name, value in _USUAL.items()}
        given = {name: text for name, text in asdict(self).items() if name != "as_of"}
        return {name: text for name, text in given.items() if text and text != usual.get(name)}


async def _typed(
    practice: Text = "", theme: Text = "", country: Text = "", region: Text = "", per_city: Text = "",
    per_practice: Text = "", limit: Text = "", as_of: AsOf = None,
) -> Typed:  # fmt: skip
    told = (practice, theme, country, region, per_city, per_practice, limit, as_of or "")
    return Typed(*(text.strip() for text in told))


@router.get("/opportunities")
def replication(request: Request, ask: Asking, asked: Annotated[Typed, Depends(_typed)]) -> HTMLResponse:
    """Where practices could be replicated. What cannot be asked is told beside the field that it concerns."""
    found = ask(lambda reader: answered(reader, partial(_question, reader, asked)))
    return form_page(
        request,
        ask,
        "opportunities",
        refusals=found.refusals,
        query=asked.query(),
        called=found.offers.called,
        named=("practice", "theme", "country"),
        shown=found.shown,
        asked=asked,
        per_city=asked.per_city or EVERYTHING.per_city,
        per_practice=asked.per_practice or EVERYTHING.per_practice,
        offers=found.offers,
        weights=weights_told(),
        most=MOST,
        caution=message("caution"),
        unknown_interest=message("interest.none"),
    )


def _question(reader: Reader, asked: Typed, faults: Faults) -> Callable[[], OpportunitiesShown]:
    for kind in ("practice", "theme", "country"):
        if name := getattr(asked, kind):
            faults.take(partial(resolved, reader, kind, name, kind), "")
    if asked.region:
        faults.take(lambda: region_of("region", asked.region), "")
    faults.take(lambda: as_of_day(asked.as_of or None), None)
    sought = asked.sought(faults)
    return lambda: opportunities_shown(reader, opportunities_for(reader, sought))
