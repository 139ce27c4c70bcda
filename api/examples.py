"""One example for each kind of answer, made of the models themselves, so that an example cannot be wrong."""

from __future__ import annotations

from typing import Any, Final

from practice_atlas.api.overview_examples import OVERVIEW
from practice_atlas.api.pairing_examples import PAIRINGS
from practice_atlas.api.recorded_examples import RECORDED
from practice_atlas.api.view_examples import VIEWS
from practice_atlas.graph.questions.answers import (
    Answer,
    CitedRecord,
    EntityAnswer,
    Entry,
    Evidence,
    EvidenceAnswer,
    FlowsAnswer,
    Gap,
    Hit,
    ImplementationView,
    Leg,
    LineageAnswer,
    ListAnswer,
    MissingAnswer,
    PathAnswer,
    Row,
    SearchAnswer,
    StageView,
    Step,
    Thing,
)
from practice_atlas.ontology.model import City

_SAIDA: Final = Thing(id="city:saida-lb", kind="city", name="Saida", country="LB")
_FES: Final = Thing(id="city:fes-ma", kind="city", name="Fes", country="MA")
_PRACTICE: Final = Thing(id="practice:youth-council", kind="practice", name="Youth council")
_PLACE: Final = Evidence(
    id="evidence:fes-inspired",
    says="Fes asked for help after Saida's example.",
    directness="direct",
    section="Leadership",
    source=Thing(id="source:report", kind="source", name="A report"),
    starts="inspired by",
    ends="engagement framework",
)
_STEP: Final = Step(
    kind="flow",
    record="flow:saida-fes",
    teacher=_SAIDA,
    learner=_FES,
    flow_kind="inspired",
    practice=_PRACTICE,
    evidence=(_PLACE.id,),
    grade="C",
)
_COUNCIL: Final = ImplementationView(
    id="implementation:fes-council",
    name="Youth council of Fes",
    actor=_FES,
    practice=_PRACTICE,
    stage="adopted",
    stages=(StageView(stage="adopted", when="2025-02-17", known_by="2025-02-17", evidence=(_PLACE.id,)),),
    grade="C",
    evidence=(_PLACE.id,),
)
_ENTRY: Final = Entry(
    what="learned",
    record=_STEP.record,
    things={"teacher": (_SAIDA,), "learner": (_FES,), "practice": (_PRACTICE,)},
    details={"kind": "inspired", "state": "done"},
    evidence=(_PLACE.id,),
    grade="C",
)
_CITY: Final = City(id=_FES.id, name="Fes", country="country:ma")
_GAP: Final = Gap(what="empty", record=_FES.id, field="wikidata", message="Fes: its Wikidata id has not been checked.")
_FIGURES: Final = Row(
    thing=_FES, details={"city_kind": "city"}, counts={"implementations": 1, "learned": 6, "shared": 0}
)

_EXAMPLES: Final[tuple[Answer, ...]] = (
    *OVERVIEW,
    *PAIRINGS,
    *VIEWS,
    *RECORDED,
    ListAnswer(revision=3, rows=(_FIGURES,), total=1),
    EntityAnswer(revision=3, evidence=(_PLACE,), thing=_FES, record=_CITY, related={}, entries=(_ENTRY,), total=1),
    MissingAnswer(revision=3, thing=_FES, gaps=(_GAP,), total=1),
    FlowsAnswer(revision=3, evidence=(_PLACE,), flows=(_STEP,), total=1),
    LineageAnswer(
        revision=3,
        evidence=(_PLACE,),
        practice=_PRACTICE,
        implementations=(_COUNCIL,),
        implementations_total=1,
        steps=(_STEP,),
        total=1,
    ),
    PathAnswer(
        revision=3,
        evidence=(_PLACE,),
        start=_SAIDA,
        end=_FES,
        legs=(Leg(how="learned", start=_SAIDA, end=_FES, step=_STEP, evidence=(_PLACE.id,)),),
    ),
    SearchAnswer(revision=3, query="fes", hits=(Hit(thing=_FES, match="name"),), total=1),
    EvidenceAnswer(
        revision=3,
        place=_PLACE,
        supports=(CitedRecord(id=_STEP.record, kind="flow", name="Fes learned from Saida: Youth council"),),
    ),
)


def example(kind: type[Answer]) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that answers with this kind. Raises StopIteration for a kind without example."""
    shown = next(answer for answer in _EXAMPLES if type(answer) is kind)
    return {200: {"content": {"application/json": {"example": shown.model_dump(mode="json")}}}}
