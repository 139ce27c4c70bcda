"""Recording that a pairing came to another stage, and what it led to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from practice_atlas.api.asking import resolved
from practice_atlas.api.recording.proposing import Readers, refuse_closed
from practice_atlas.api.store.pairings import Move
from practice_atlas.graph.pairings.recorded import RecordedPairing
from practice_atlas.graph.pairings.recordings import found_in
from practice_atlas.graph.pairings.stages import PairingStage
from practice_atlas.graph.reading import Found, Reader
from practice_atlas.ontology import model
from practice_atlas.ontology.days import today
from practice_atlas.ontology.errors import QuestionError
from practice_atlas.ontology.vocabularies import Audience

#: What a pairing can lead to.
KINDS: Final = ("engagement", "flow", "implementation")
#: Records that one change may name.
MOST: Final = 50
_AUDIENCES: Final = tuple(Audience)


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody wants to record of a pairing. `day` none: today; `audience` none: as before."""

    stage: PairingStage
    day: date | None = None
    led_to: tuple[str, ...] = ()
    audience: Audience | None = None


def move_of(reader: Reader, readers: Readers, identifier: str, step: Step) -> tuple[RecordedPairing, Move]:
    """The pairing as it stands, and the change as it can be recorded.

    Raises UnknownEntityError, UnknownNameError for what it led to and is not in the graph, and QuestionError where that
    is missing, out of place, older than the pairing, not about it, or not for its audience to see.
    """
    pairing = found_in(reader.recorded, identifier)
    audience = max((_AUDIENCES[pairing.level], step.audience or Audience.PUBLIC), key=lambda one: one.level)
    records = [resolved(reader, "led_to", name, *KINDS) for name in step.led_to]
    _refuse_number(step, len(records))
    refuse_closed(readers(audience), records)
    for item in reader.many(records):
        _refuse_other(pairing, item)
    day = step.day or today()
    return pairing, Move(step.stage, day, tuple(dict.fromkeys(records)), step.audience)


def _refuse_number(step: Step, many: int) -> None:
    if step.stage is PairingStage.LED_TO and not many:
        fix = f"Name what it led to: {', '.join(KINDS)}. Where nothing is known, it has ended."
        raise QuestionError("led_to", "what it led to is not named", fix=fix)
    if step.stage is not PairingStage.LED_TO and many:
        raise QuestionError("led_to", f"{step.stage} leads to nothing", fix=f"Use the stage {PairingStage.LED_TO}.")
    if many > MOST:
        raise QuestionError("led_to", f"{many} records are named", fix=f"Name {MOST} at most.")


def _refuse_other(pairing: RecordedPairing, item: Found) -> None:
    """What names neither city as it should, or was so before anybody proposed the pairing, did not come of it."""
    record, proposed = item.record, pairing.changes[0].day.isoformat()
    if not _concerns(record, pairing):
        raise QuestionError(
            "led_to",
            f"{record.id} does not tell of {pairing.learner}",
            fix="Name a learning flow or implementation of the learner's, or an engagement of one of the two.",
        )
    if not isinstance(record, model.Implementation) and item.known_by and item.known_by < proposed:
        fix = f"Name what came after; the pairing was proposed on {proposed}."
        raise QuestionError("led_to", f"{record.id} was so by {item.known_by}, before that", fix=fix)


def _concerns(record: model.Record, pairing: RecordedPairing) -> bool:
    match record:
        case model.LearningFlow():
            return record.learner == pairing.learner
        case model.Implementation():
            return record.actor == pairing.learner
        case model.Engagement():
            return any(part.actor in (pairing.learner, pairing.mentor) for part in record.participations)
    return False
