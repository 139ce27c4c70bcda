"""One example for each view as plain data."""

from __future__ import annotations

from datetime import date
from typing import Final

from practice_atlas.graph.questions.answers import Answer, Thing
from practice_atlas.graph.questions.overview_answers import MatrixColumns, MatrixRow
from practice_atlas.visualisations.diffusion_view import DiffusionView, Point
from practice_atlas.visualisations.matrix_view import CellView, LegendItem, MatrixView, Opening
from practice_atlas.visualisations.moments import Lane, moment
from practice_atlas.visualisations.palette import STATE_LOOKS
from practice_atlas.visualisations.timeline_view import TimelineView

_SAIDA: Final = Thing(id="city:saida-lb", kind="city", name="Saida", country="LB")
_FES: Final = Thing(id="city:fes-ma", kind="city", name="Fes", country="MA")
_PRACTICE: Final = Thing(id="practice:youth-council", kind="practice", name="Youth council")
_ADOPTED: Final = STATE_LOOKS["adopted"]
_SHARED: Final = {"when": "2025-02-17", "record": "implementation:fes-council", "how_sure": "one published source (C)"}
_ON_ITS_DAY: Final = moment(
    1,
    "own",
    "adopted: Youth council of Fes",
    sentence="Fes formally decided on and set up Youth council of Fes.",
    evidence=("evidence:fes-inspired",),
    state="adopted",
    **_SHARED,
)
_POINT: Final = Point(
    period="2025-02",
    start=date(2025, 2, 1),
    end=date(2025, 2, 28),
    implementations=1,
    stages={"adopted": 1},
    flows=0,
    flow_kinds={},
    countries=1,
    begun=("implementation:fes-council",),
    possible_implementations=1,
)

VIEWS: Final[tuple[Answer, ...]] = (
    MatrixView(
        revision=3,
        columns_are="cities",
        rows=(MatrixRow(thing=_PRACTICE, counts={"unknown": 1, "adopted": 1}),),
        columns=MatrixColumns(things=(_FES, _SAIDA), total=2),
        cells=(
            CellView(row=0, column=0, state="adopted", label=_ADOPTED.label, records=1),
            CellView(row=0, column=1, state="unknown", label="unknown", records=0, opening=Opening(place=1)),
        ),
        legend=(
            LegendItem(
                state="adopted",
                label=_ADOPTED.label,
                meaning=_ADOPTED.meaning,
                sign=_ADOPTED.sign,
                colour=_ADOPTED.colour,
                ink=_ADOPTED.ink,
                cells=1,
            ),
        ),
        openings=1,
        openings_named=1,
        total=1,
    ),
    TimelineView(
        revision=3,
        thing=_FES,
        lanes=(Lane(lane="own", label="Its own practices", dated=1, undated=0),),
        moments=(_ON_ITS_DAY,),
        dated=1,
        undated=0,
        filters={"City": "Fes"},
        total=1,
    ),
    DiffusionView(
        revision=3,
        practice=_PRACTICE,
        by="month",
        periods=(_POINT,),
        undated={"implementations": 1, "stages": 2, "flows": 4},
        lanes=(Lane(lane="began", label="Places that do it or tried to", dated=1, undated=0),),
        moments=(_ON_ITS_DAY.model_copy(update={"lane": "began", "label": "Fes: adopted"}),),
        moments_total=6,
        filters={"Practice": "Youth council"},
        total=1,
    ),
)
