"""The network: as a page, on a map, as one file of the explorer's, and as the one file that pyvis draws."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from practice_atlas.api.asking import Ask, Asking, region_of, resolved
from practice_atlas.api.parameters import LONGEST_NAME, AsOf, InTime
from practice_atlas.api.routers.pages import shown
from practice_atlas.graph.questions.dates import as_of_day
from practice_atlas.graph.questions.kept import kept
from practice_atlas.graph.reading import Reader
from practice_atlas.graph.snapshot import Snapshot, snapshot
from practice_atlas.visualisations.explorer_file import slice_file
from practice_atlas.visualisations.filters import Filters
from practice_atlas.visualisations.languages.speaking import language
from practice_atlas.visualisations.map_data import View
from practice_atlas.visualisations.network_data import MOST_ITEMS, NetworkData, network_data
from practice_atlas.visualisations.network_page import network_page
from practice_atlas.visualisations.policy import SANDBOX, policy_of
from practice_atlas.visualisations.pyvis_adapter import network_html
from practice_atlas.visualisations.selection import USUAL, network, slice_of
from practice_atlas.visualisations.way import way_between

router = APIRouter()

#: Items that may be expanded at once.
_MOST_MORE: Final = 50
Focus = Annotated[
    str | None, Query(description="What to start from: an identifier or a name.", max_length=LONGEST_NAME)
]
Items = Annotated[int, Query(ge=2, le=MOST_ITEMS, description=f"At most so many items, up to {MOST_ITEMS:,}.")]
More = Annotated[
    str | None,
    Query(
        description=f"Identifiers, separated by commas: all that is beside each is shown too. At most {_MOST_MORE}.",
        max_length=4_000,
    ),
]
_Kind = Literal["", "flow", "inspired", "adapted", "exposed", "partnership", "support", "work"]
_Grade = Literal["", "A", "B", "C", "D"]
_Stage = Literal[
    "", "requested", "exploring", "committed", "designing", "piloting", "adopted", "in-use", "paused", "ended"
]
#: What is chosen by name, and what kind of thing that is.
_NAMED: Final = {"theme": "theme", "practice": "practice", "country": "country", "partner": "institution"}


class Snapshots:
    """The snapshot of the newest revision, taken once and kept for the next request."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: Snapshot | None = None

    def of(self, reader: Reader) -> Snapshot:
        """That of the reader's revision and audience."""
        with self._lock:
            kept = self._kept
            if kept is None or kept.revision != reader.revision() or kept.audience != reader.audience:
                kept = self._kept = snapshot(reader.engine, reader.audience)
            return kept


@dataclass(frozen=True, slots=True)
class Wanted:
    """The slice that is asked for, as the address says it; an empty parameter, as forms send them, asks for nothing."""

    focus: str | None
    as_of: str | None
    more: tuple[str, ...]
    limit: int
    choices: dict[str, str | None]
    ends: tuple[str, str]
    respect_time: bool

    def filters(self, reader: Reader) -> Filters:
        """Raises UnknownNameError for what there is not."""
        found = {name: value or None for name, value in self.choices.items()}
        for name, kind in _NAMED.items():
            if value := found[name]:
                found[name] = resolved(reader, name, value, kind)
        if value := found["region"]:
            found["region"] = region_of("region", value)
        return Filters(**found)

    def asked(self, reader: Reader) -> dict[str, Any]:
        """The slice in the arguments of `slice_of`. Raises UnknownNameError for a name that is not known."""
        day = as_of_day(self.as_of)
        start, end = (
            resolved(reader, name, city, "city") if city else None
            for name, city in zip(("from", "to"), self.ends, strict=True)
        )
        return {
            "focus": resolved(reader, "focus", self.focus) if self.focus else None,
            "as_of": day,
            "limit": self.limit,
            "filters": self.filters(reader),
            "more": self.more,
            "way": way_between(reader, start, end, as_of=day, respect_time=self.respect_time),
        }


def _named(what: str) -> Any:
    return Query(description=f"{what} An identifier or a name.", max_length=LONGEST_NAME)


def _way(what: str, alias: str = "from") -> Any:
    text = f"{what}: the documented way between two cities is shown, whatever the filters. An identifier or a name."
    return Query(alias=alias, description=text, max_length=LONGEST_NAME)


def _wanted(
    focus: Focus = None,
    as_of: AsOf = None,
    more: More = None,
    limit: Items = USUAL,
    theme: Annotated[str | None, _named("Only what is about a theme.")] = None,
    practice: Annotated[str | None, _named("Only what is about a practice or a form of it.")] = None,
    country: Annotated[str | None, _named("Only with an end in a country.")] = None,
    region: Annotated[str | None, _named("Only with an end in a region of UN M49.")] = None,
    kind: Annotated[_Kind | None, Query(description="Only such learning, or such ties.")] = None,
    grade: Annotated[_Grade | None, Query(description="Only what is at least as sure; A is the best.")] = None,
    partner: Annotated[str | None, _named("Only that in which an institution had a part.")] = None,
    stage: Annotated[_Stage | None, Query(description="Only what came to such a stage, as of the same day.")] = None,
    start: Annotated[str | None, _way("From a city")] = None,
    end: Annotated[str | None, _way("To a city", "to")] = None,
    respect_time: InTime = False,
) -> Wanted:
    expanded = tuple(item.strip() for item in (more or "").split(",") if item.strip())[:_MOST_MORE]
    choices: dict[str, str | None] = {"theme": theme, "practice": practice, "country": country, "region": region}
    choices |= {"kind": kind, "grade": grade, "partner": partner, "stage": stage}
    return Wanted(focus, as_of, expanded, limit, choices, ((start or "").strip(), (end or "").strip()), respect_time)


Slice = Annotated[Wanted, Depends(_wanted)]


@router.get(
    "/v1/views/network.html", tags=["views"], summary="The network as one HTML file", response_class=HTMLResponse
)
def network_file(request: Request, ask: Asking, wanted: Slice) -> HTMLResponse:
    """Cities, ministries and partners with the learning between them, drawn by pyvis; opens offline, loads nothing.

    However large the limit, pyvis draws no more than the 300 busiest.
    """
    view = ask(lambda reader: network(reader, taken=_taken(request, reader), **wanted.asked(reader)))
    return _file(network_html(view))


@router.get(
    "/v1/views/explorer.html", tags=["views"], summary="A slice of the network as one file", response_class=HTMLResponse
)
def one_file(
    request: Request,
    ask: Asking,
    wanted: Slice,
    view: Annotated[View, Query(description="As a network, or on a map.")] = "network",
) -> HTMLResponse:
    """What the explorer shows of this slice, with its evidence and nothing else; opens offline, loads nothing."""
    outlines = request.app.state.outlines if view == "map" else None

    def question(reader: Reader) -> str:
        given = _taken(request, reader), whole(request, reader)
        return slice_file(reader, *given, **wanted.asked(reader), outlines=outlines).html

    return _file(ask(question))


@router.get("/network", include_in_schema=False)
def page(request: Request, ask: Asking, wanted: Slice) -> HTMLResponse:
    """The network as a page, with the explorer's picture where scripts run and its table everywhere."""
    return _page(request, ask, wanted, "network")


@router.get("/map", include_in_schema=False)
def map_page(request: Request, ask: Asking, wanted: Slice) -> HTMLResponse:
    """The same on a map: cities at their places, and what has none in the table and in a list."""
    return _page(request, ask, wanted, "map")


def _page(request: Request, ask: Ask, wanted: Wanted, view: View) -> HTMLResponse:
    def question(reader: Reader) -> Any:
        found = slice_of(reader, _taken(request, reader), **wanted.asked(reader))
        return network_page(whole(request, reader), found)

    chosen = {name: value for name, value in wanted.choices.items() if value}
    if wanted.more:
        chosen["more"] = ",".join(wanted.more)
    if wanted.limit != USUAL:
        chosen["limit"] = str(wanted.limit)
    if wanted.respect_time:
        chosen["respect_time"] = "true"
    chosen |= {name: city for name, city in zip(("from", "to"), wanted.ends, strict=True) if city}
    given = {"as_of": wanted.as_of or "", "chosen": chosen, "view": view}
    return shown(request, ask, "network", question, **given, credit=request.app.state.outlines.credit)


def whole(request: Request, reader: Reader) -> NetworkData:
    """All of it, laid out once a revision and audience."""
    name = ("network data", reader.audience.level, language())
    return kept(reader, name, lambda again: network_data(_taken(request, again)))


def _taken(request: Request, reader: Reader) -> Snapshot:
    snapshots: Snapshots = request.app.state.snapshots
    return snapshots.of(reader)


def _file(html: str) -> HTMLResponse:
    policy = f"{policy_of(html)}; frame-ancestors 'self'; sandbox {SANDBOX}"
    return HTMLResponse(html, headers={"Content-Security-Policy": policy, "X-Frame-Options": "SAMEORIGIN"})
