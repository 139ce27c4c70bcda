"""One example for each answer about recorded pairings and reminders."""

from __future__ import annotations

from datetime import date
from typing import Final

from practice_atlas.graph.pairings.recorded import Recommended
from practice_atlas.graph.pairings.recorded_answers import (
    Became,
    ChangeTold,
    MentorRecord,
    PairingAnswer,
    PairingsAnswer,
    PairingTold,
    TrackRecordAnswer,
    Wait,
)
from practice_atlas.graph.questions.answers import Answer, Thing
from practice_atlas.graph.questions.overview_answers import Rate, Reminder, RemindersAnswer

_SAIDA: Final = Thing(id="city:saida-lb", kind="city", name="Saida", country="LB")
_FES: Final = Thing(id="city:fes-ma", kind="city", name="Fes", country="MA")
_COUNCIL: Final = Thing(id="practice:youth-council", kind="practice", name="Youth council")
_SAID: Final = Recommended(
    revision=3,
    content="5f2c9d0e4b7a41c8a3e6d1f09b8c7e65a4d3b2c1908f7e6d5c4b3a2918070605",
    recorded="none",
    algorithm="fixed-weights",
    version="1",
    candidates=3,
    named=True,
    rank=1,
    score=0.24,
    band="weak",
)
_VERSION: Final = "5f2c9d0e4b"
_PAIRING: Final = PairingTold(
    id="pairing-3f9c1a2b4d5e",
    learner=_FES,
    mentor=_SAIDA,
    subject=_COUNCIL,
    audience="members",
    stage="agreed",
    since=date(2026, 3, 2),
    proposed=date(2026, 2, 9),
    changes=2,
    may_follow=("under-way", "called-off"),
    recommended=_SAID,
)
_CHANGES: Final = (
    ChangeTold(stage="proposed", day=date(2026, 2, 9), recorded="2026-02-09T10:20:30.123+00:00", who="Hub desk"),
    ChangeTold(stage="agreed", day=date(2026, 3, 2), recorded="2026-03-03T08:15:00.000+00:00", who="Hub desk"),
)
_NAMED: Final = Became(
    proposed=9, over=6, led_to=4, share=Rate(numerator=4, denominator=6, of="recorded pairings that are over")
)
_STAGES: Final = {"proposed": 1, "agreed": 2, "under-way": 2, "led-to": 5, "declined": 1, "called-off": 1, "ended": 0}

RECORDED: Final[tuple[Answer, ...]] = (
    PairingsAnswer(revision=3, recorded=_VERSION, stages={"agreed": 1}, pairings=(_PAIRING,), total=1),
    PairingAnswer(revision=3, pairing=_PAIRING, changes=_CHANGES),
    TrackRecordAnswer(
        revision=3,
        recorded=_VERSION,
        total=12,
        enough=5,
        stages=_STAGES,
        overall=Became(
            proposed=12, over=7, led_to=5, share=Rate(numerator=5, denominator=7, of="recorded pairings that are over")
        ),
        recommended=_NAMED,
        others=Became(proposed=3, over=1, led_to=1),
        agreed_after=Wait(pairings=9, median_days=21.0),
        led_to_after=Wait(pairings=4),
        mentors=(MentorRecord(city=_SAIDA, pairings=4, stages={"agreed": 2, "led-to": 2}),),
        mentors_total=1,
    ),
    RemindersAnswer(
        revision=3,
        recorded=_VERSION,
        months=12,
        no_news_since=date(2025, 11, 23),
        reminders=(
            Reminder(
                what="pairing",
                id=_PAIRING.id,
                stage="agreed",
                since=date(2025, 3, 2),
                ask=(_FES, _SAIDA),
                ask_total=2,
                about=(_COUNCIL,),
            ),
        ),
        total=1,
    ),
)
