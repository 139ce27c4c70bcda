"""One example for each answer about pairings."""

from __future__ import annotations

from typing import Final

from practice_atlas.graph.pairings.answers import (
    Basis,
    Exposure,
    Interest,
    LearnerTold,
    Mentor,
    MentorsAnswer,
    NextPractice,
    NextPracticesAnswer,
    NotProposed,
    OpportunitiesAnswer,
    Opportunity,
    Reason,
    Suggested,
    WantTold,
    Without,
)
from practice_atlas.graph.pairings.brief_answers import BriefAnswer, CityTold
from practice_atlas.graph.questions.answers import Answer, Evidence, Step, Thing

_SAIDA: Final = Thing(id="city:saida-lb", kind="city", name="Saida", country="LB")
_FES: Final = Thing(id="city:fes-ma", kind="city", name="Fes", country="MA")
_MIQDADIYAH: Final = Thing(id="city:miqdadiyah-iq", kind="city", name="Miqdadiyah", country="IQ")
_MOROCCO: Final = Thing(id="country:ma", kind="country", name="Morocco", country="MA")
_ENGAGEMENT: Final = Thing(id="practice:youth-engagement", kind="practice", name="Youth engagement")
_COUNCIL: Final = Thing(id="practice:youth-council", kind="practice", name="Youth council")
_PLACE: Final = Evidence(
    id="evidence:virtual-sessions",
    says="Saida told how it engages young people.",
    directness="direct",
    source=Thing(id="source:report", kind="source", name="A report"),
    starts="in three virtual",
    ends="in their cities",
)
_MENTOR: Final = Mentor(
    city=_SAIDA,
    score=0.24,
    band="weak",
    rank=1,
    rank_low=1,
    rank_high=1,
    tied=False,
    basis=(
        Basis(
            what="taught",
            record="flow:saida-miqdadiyah",
            subject=_ENGAGEMENT,
            known_by="2024-09-30",
            grade="C",
            evidence=(_PLACE.id,),
        ),
    ),
    basis_total=1,
    reasons=(
        Reason(
            part="readiness",
            value=0.24,
            weight=1.0,
            adds=0.24,
            figures={"stage": 0.5, "sources": 1.0},
            records=("flow:saida-miqdadiyah",),
            evidence=(_PLACE.id,),
        ),
    ),
    doubts=("stage-unknown", "broader-only", "single-source"),
    without=(Without(evidence=_PLACE.id, score=None),),
)

_ASKED: Final = LearnerTold(
    city=_FES,
    country=_MOROCCO,
    population=964_891,
    kind="city",
    languages=("ar",),
    wants=(WantTold(subject=_COUNCIL, kind="request", record="intention:fes-youth-support"),),
)
_TAUGHT: Final = Step(
    kind="flow",
    record="flow:saida-miqdadiyah",
    teacher=_SAIDA,
    learner=_MIQDADIYAH,
    flow_kind="inspired",
    practice=_ENGAGEMENT,
    evidence=(_PLACE.id,),
    grade="C",
)
_SUGGESTED: Final = Suggested(
    city=_SAIDA,
    score=0.24,
    band="weak",
    reasons=(_MENTOR.reasons[0],),
    basis=_MENTOR.basis,
    basis_total=1,
)
_INTEREST: Final = Interest(
    what="request", subject=_COUNCIL, record="intention:fes-youth-support", evidence=(_PLACE.id,)
)

PAIRINGS: Final[tuple[Answer, ...]] = (
    NextPracticesAnswer(
        revision=3,
        evidence=(_PLACE,),
        learner=LearnerTold(city=_FES, country=_MOROCCO),
        algorithm="fixed-weights",
        version="1",
        recorded="none",
        total=1,
        practices=(
            NextPractice(
                practice=_COUNCIL,
                rank=1,
                tied=False,
                interest=(_INTEREST,),
                mentors=(_SUGGESTED,),
                mentors_total=1,
            ),
        ),
    ),
    OpportunitiesAnswer(
        revision=3,
        evidence=(_PLACE,),
        algorithm="fixed-weights",
        version="1",
        recorded="none",
        total=1,
        cap=2,
        passed_over=0,
        changed_by_cap=0,
        opportunities=(Opportunity(learner=_FES, practice=_COUNCIL, interest=(_INTEREST,), mentor=_SUGGESTED),),
        exposure=(
            Exposure(region="northern-africa", mentors=0, learners=1),
            Exposure(region="western-asia", mentors=1, learners=0),
        ),
    ),
    MentorsAnswer(
        revision=3,
        evidence=(_PLACE,),
        learner=_ASKED,
        subjects=(_COUNCIL,),
        algorithm="fixed-weights",
        version="1",
        recorded="none",
        total=1,
        mentors=(_MENTOR,),
        not_proposed=(NotProposed(reason="paused", total=1, cities=(_MIQDADIYAH,)),),
    ),
    BriefAnswer(
        revision=3,
        evidence=(_PLACE,),
        time="2026-11-23T20:49:15+00:00",
        practice=_COUNCIL,
        learner=_ASKED,
        mentor=_MENTOR,
        candidates=3,
        learner_city=CityTold(country=_MOROCCO, population=964_891, kind="city", languages=("ar",)),
        mentor_city=CityTold(kind="city", languages=("ar",)),
        taught=(_TAUGHT,),
        names={_SAIDA.id: {"ar": "صيدا", "fr": "Saïda"}},
        languages={"source:report": "en"},
        algorithm="fixed-weights",
        version="1",
        recorded="none",
    ),
)
