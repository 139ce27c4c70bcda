"""What became of recorded pairings. Shares and medians of a few would mislead: they are told from ENOUGH on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from statistics import median
from typing import Final

from practice_atlas.graph.pairings.recorded import RecordedPairing
from practice_atlas.graph.pairings.recorded_answers import Became, MentorRecord, TrackRecordAnswer, Wait
from practice_atlas.graph.pairings.stages import OVER, PairingStage
from practice_atlas.graph.questions.answers import Thing
from practice_atlas.graph.questions.overview_answers import Rate
from practice_atlas.graph.reading import Reader

#: Below so many, neither a share nor a median is told.
ENOUGH: Final = 5
#: Mentors that are named.
_NAMED: Final = 100
_OF: Final = "recorded pairings that are over"


def track_record(reader: Reader) -> TrackRecordAnswer:
    """Of all that the reader's audience may know of, as it stands."""
    known = reader.recorded.pairings
    named = [pairing for pairing in known if pairing.recommended.named]
    others = [pairing for pairing in known if not pairing.recommended.named]
    mentors = _mentors(reader, known)
    return TrackRecordAnswer(
        revision=reader.revision().number,
        recorded=reader.recorded.version,
        total=len(known),
        enough=ENOUGH,
        stages=_stages(known),
        overall=_became(known),
        recommended=_became(named),
        others=_became(others),
        agreed_after=_wait(known, PairingStage.PROPOSED, PairingStage.AGREED),
        led_to_after=_wait(known, PairingStage.AGREED, PairingStage.LED_TO),
        mentors=tuple(mentors[:_NAMED]),
        mentors_total=len(mentors),
    )


def _stages(pairings: Collection[RecordedPairing]) -> dict[str, int]:
    counts = Counter(pairing.last.stage for pairing in pairings)
    return {stage.value: counts[stage] for stage in PairingStage}


def _became(pairings: Collection[RecordedPairing]) -> Became:
    over = sum(pairing.last.stage in OVER for pairing in pairings)
    led_to = sum(pairing.last.stage is PairingStage.LED_TO for pairing in pairings)
    share = Rate(numerator=led_to, denominator=over, of=_OF) if over >= ENOUGH else None
    return Became(proposed=len(pairings), over=over, led_to=led_to, share=share)


def _wait(pairings: Collection[RecordedPairing], first: PairingStage, then: PairingStage) -> Wait:
    reached = ((pairing.reached(first), pairing.reached(then)) for pairing in pairings)
    days = [(end.day - begin.day).days for begin, end in reached if begin and end]
    return Wait(pairings=len(days), median_days=float(median(days)) if len(days) >= ENOUGH else None)


def _mentors(reader: Reader, pairings: Sequence[RecordedPairing]) -> list[MentorRecord]:
    by_mentor = defaultdict[str, list[RecordedPairing]](list)
    for pairing in pairings:
        by_mentor[pairing.mentor].append(pairing)
    things = reader.things(sorted(by_mentor))
    told = [
        MentorRecord(
            city=things.get(mentor) or Thing(id=mentor, kind="city", name=mentor),
            pairings=len(own),
            stages={stage: number for stage, number in _stages(own).items() if number},
        )
        for mentor, own in by_mentor.items()
    ]
    return sorted(told, key=lambda record: (-record.pairings, record.city.name, record.city.id))
