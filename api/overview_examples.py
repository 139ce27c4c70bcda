"""One example for each answer over the whole network."""

from __future__ import annotations

from typing import Final

from practice_atlas.graph.questions.answers import Answer, Entry, Thing
from practice_atlas.graph.questions.overview_answers import (
    Cell,
    CellActor,
    CellAnswer,
    DiffusionAnswer,
    DiffusionPeriod,
    EntityQuality,
    EntityQualityAnswer,
    Figures,
    KindQuality,
    MatrixAnswer,
    MatrixColumns,
    MatrixRow,
    Near,
    NeighbourhoodAnswer,
    QualityAnswer,
    QualityListAnswer,
    Rate,
    Relationship,
    StatisticsAnswer,
    Telling,
)

_SAIDA: Final = Thing(id="city:saida-lb", kind="city", name="Saida", country="LB")
_FES: Final = Thing(id="city:fes-ma", kind="city", name="Fes", country="MA")
_PRACTICE: Final = Thing(id="practice:youth-council", kind="practice", name="Youth council")
_COUNCIL: Final = Thing(id="implementation:fes-council", kind="implementation", name="Youth council of Fes")
_RELATED: Final = Relationship(
    what="learned-from",
    start=_FES.id,
    end=_SAIDA.id,
    total=1,
    told=(Telling(record="flow:saida-fes", details={"kind": "inspired"}, evidence=("evidence:fes-inspired",)),),
)
_PERIOD: Final = DiffusionPeriod(
    period="2025",
    implementations=1,
    stages={"adopted": 1},
    flows=2,
    flow_kinds={"inspired": 2},
    countries=2,
    begun=("implementation:fes-council",),
)
_FIGURES: Final = Figures(
    thing=_FES,
    flows=3,
    states={"done": 3},
    kinds={"exposed": 1, "inspired": 2},
    shared=0,
    followed=Rate(numerator=2, denominator=3, of="learning flows that have happened"),
    implemented=Rate(numerator=1, denominator=3, of="learning flows that have happened"),
    two_way=Rate(numerator=0, denominator=2, of="from whom it learned; of these, who also learned from it"),
    implementations=1,
    stages={"adopted": 1},
)
_RATE: Final = Rate(numerator=4, denominator=9, of="records for which the source gives no date")
_KIND: Final = KindQuality(kind="flow", total=9, weaknesses={"undated": _RATE}, last_heard="2025-02-17")
_STAGE: Final = Entry(
    what="stage",
    record="implementation:fes-council",
    when="2025-02-17",
    known_by="2025-02-17",
    things={"actor": (_FES,), "implementation": (_COUNCIL,)},
    details={"stage": "adopted"},
    evidence=("evidence:fes-inspired",),
    grade="C",
)
_WEAK: Final = EntityQuality(thing=_FES, weaknesses=("stale",), sources=1, last_heard="2022-02-17")

OVERVIEW: Final[tuple[Answer, ...]] = (
    NeighbourhoodAnswer(
        revision=3,
        thing=_FES,
        hops=1,
        around=(Near(thing=_SAIDA, hops=1, ties=1),),
        relationships=(_RELATED,),
        relationships_total=1,
        total=1,
    ),
    DiffusionAnswer(
        revision=3,
        practice=_PRACTICE,
        by="year",
        periods=(_PERIOD,),
        undated={"implementations": 1, "stages": 2, "flows": 4},
        total=1,
    ),
    MatrixAnswer(
        revision=3,
        columns_are="cities",
        rows=(MatrixRow(thing=_PRACTICE, counts={"unknown": 1, "adopted": 1}),),
        columns=MatrixColumns(things=(_FES, _SAIDA), total=2),
        cells=(Cell(row=0, column=0, state="adopted", total=1, records=("implementation:fes-council",)),),
        counts={"unknown": 1, "adopted": 1},
        total=1,
    ),
    CellAnswer(
        revision=3,
        practice=_PRACTICE,
        column=_FES,
        state="adopted",
        actors=(CellActor(actor=_FES, state="adopted", entries=(_STAGE,)),),
        total=1,
    ),
    StatisticsAnswer(revision=3, by="cities", sort="name", figures=(_FIGURES,), total=1),
    QualityAnswer(
        revision=3, stale_before="2023-11-23", overall=_KIND.model_copy(update={"kind": "all"}), kinds=(_KIND,)
    ),
    QualityListAnswer(revision=3, what="stale", stale_before="2023-11-23", entities=(_WEAK,), total=1),
    EntityQualityAnswer(revision=3, stale_before="2023-11-23", quality=_WEAK),
)
